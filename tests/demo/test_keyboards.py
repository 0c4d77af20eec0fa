"""Keyboards: what Telegram takes as one, and what the person sees and taps."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.demo.bot_api import User

from .conftest import Call

CYRILLIC = "\u0436"


@pytest.mark.parametrize(
    ("data", "ok"), [("x" * 64, True), ("x" * 65, False), (CYRILLIC * 32, True), ("", False)]
)
async def test_callback_data_has_64_bytes(call: Call, amina: User, data: str, ok: bool) -> None:
    await _expect_keyboard(call, amina, [[{"text": "a", "callback_data": data}]], ok)


async def test_callback_data_counts_bytes_not_letters(call: Call, amina: User) -> None:
    await _expect_keyboard(call, amina, [[{"text": "a", "callback_data": CYRILLIC * 33}]], False)


@pytest.mark.parametrize(
    ("rows", "columns", "ok"), [(12, 8, True), (1, 9, False), (25, 4, True), (26, 4, False)]
)
async def test_a_keyboard_has_100_buttons_and_8_a_row(
    call: Call, amina: User, rows: int, columns: int, ok: bool
) -> None:
    button = {"text": "a", "callback_data": "a"}
    await _expect_keyboard(call, amina, [[button] * columns] * rows, ok)


@pytest.mark.parametrize("button", [{"text": "a"}, {"text": " ", "callback_data": "a"}, "a", {}])
async def test_an_inline_button_has_a_text_and_an_action(
    call: Call, amina: User, button: object
) -> None:
    await _expect_keyboard(call, amina, [[button]], False)


async def _expect_keyboard(
    call: Call, user: User, rows: list[list[object]] | object, ok: bool
) -> None:
    markup = {"inline_keyboard": rows}
    answer = await call("sendMessage", chat_id=user.user_id, text="?", reply_markup=markup)
    assert answer["ok"] is ok
    if not ok:
        assert answer["error_code"] == 400


@pytest.mark.parametrize(
    "markup",
    [
        {"keyboard": []},
        {"keyboard": ["a"]},
        {"keyboard": [[""]]},
        {"keyboard": [["a"]], "input_field_placeholder": "x" * 65},
        {"something": 1},
        "[]",
        "{broken",
    ],
)
async def test_a_malformed_reply_keyboard_is_refused(
    call: Call, amina: User, markup: object
) -> None:
    answer = await call("sendMessage", chat_id=amina.user_id, text="?", reply_markup=markup)
    assert answer["error_code"] == 400


async def test_a_reply_keyboard_stays_until_it_is_replaced(bot: Bot, amina: User) -> None:
    keys = ReplyKeyboardMarkup([["Yes", "No"], ["Back"]], resize_keyboard=True)
    sent = await bot.send_message(amina.user_id, "Sure?", reply_markup=keys)
    inline = InlineKeyboardMarkup([[InlineKeyboardButton("?", callback_data="?")]])
    await bot.send_message(amina.user_id, "More", reply_markup=inline)

    assert sent.reply_markup is None
    assert amina.chat.keyboard == [["Yes", "No"], ["Back"]]
    assert amina.tap("Yes").text == "Yes"
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "Yes"

    await bot.send_message(amina.user_id, "Bye", reply_markup={"remove_keyboard": True})  # type: ignore[arg-type]
    assert amina.chat.keyboard == []
    with pytest.raises(ValueError, match="no key 'Yes'"):
        amina.tap("Yes")


async def test_a_one_time_keyboard_goes_with_the_tap(call: Call, amina: User) -> None:
    markup = {"keyboard": [[{"text": "Share", "request_contact": True}]], "one_time_keyboard": True}
    await call("sendMessage", chat_id=amina.user_id, text="Number?", reply_markup=markup)
    assert amina.tap("Share").content["contact"]["user_id"] == amina.user_id
    assert amina.chat.keyboard == []


async def test_an_empty_inline_keyboard_is_none(call: Call, amina: User) -> None:
    markup: dict[str, object] = {"inline_keyboard": []}
    await call("sendMessage", chat_id=amina.user_id, text="?", reply_markup=markup)
    assert amina.chat.last.markup is None
