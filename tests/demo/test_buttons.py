"""Inline buttons: presses, answers, and how long they live."""

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.demo.bot_api import Message, MovableClock, User

TOO_OLD = "(?i)query is too old and response timeout expired or query id is invalid"


@pytest.fixture
async def card(bot: Bot, amina: User) -> Message:
    buttons = [
        [InlineKeyboardButton("Claim", callback_data="claim:7")],
        [InlineKeyboardButton("Map", url="https://example.org")],
    ]
    await bot.send_message(amina.user_id, "Ticket", reply_markup=InlineKeyboardMarkup(buttons))
    return amina.chat.last


async def _query(bot: Bot) -> CallbackQuery:
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    assert update.callback_query
    return update.callback_query


async def test_a_press_brings_its_data_and_its_message(
    bot: Bot, amina: User, card: Message
) -> None:
    amina.press(card, "Claim")
    query = await _query(bot)
    assert query.data == "claim:7"
    assert query.from_user.id == amina.user_id
    assert query.message
    assert query.message.message_id == card.message_id


async def test_the_person_sees_the_answer(bot: Bot, amina: User, card: Message) -> None:
    press = amina.press(card, "claim:7")
    query = await _query(bot)
    await bot.answer_callback_query(query.id, "Taken by Lena", show_alert=True)
    answer = await press.answered()
    assert (answer.text, answer.alert, answer.url) == ("Taken by Lena", True, "")


async def test_the_first_answer_is_what_the_person_sees(
    bot: Bot, amina: User, card: Message
) -> None:
    press = amina.press(card, "Claim")
    for text in ("yours", "too late"):
        await bot.answer_callback_query(press.query_id, text)
    assert (await press.answered()).text == "yours"


async def test_a_press_is_too_old_after_150_seconds(
    bot: Bot, amina: User, card: Message, clock: MovableClock
) -> None:
    press = amina.press(card, "Claim")
    clock.advance(151)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(press.query_id)
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query("12345")


async def test_an_answer_has_200_units(bot: Bot, amina: User, card: Message) -> None:
    press = amina.press(card, "Claim")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(press.query_id, "x" * 201)
    await bot.answer_callback_query(press.query_id, "x" * 200)


async def test_an_answer_opens_only_the_bot_itself(bot: Bot, amina: User, card: Message) -> None:
    press = amina.press(card, "Claim")
    with pytest.raises(BadRequest, match=r"(?i)url_invalid"):
        await bot.answer_callback_query(press.query_id, url="https://example.org")
    link = "https://t.me/loket_test_bot?start=ticket_7"
    await bot.answer_callback_query(press.query_id, url=link)
    assert (await press.answered()).url == link


async def test_only_buttons_that_send_something_can_be_pressed(amina: User, card: Message) -> None:
    with pytest.raises(ValueError, match="opens an address"):
        amina.press(card, "Map")
    with pytest.raises(ValueError, match="no button 'Release'"):
        amina.press(card, "Release")


async def test_a_forged_press_of_a_deleted_card_arrives(
    bot: Bot, amina: User, card: Message
) -> None:
    await bot.delete_message(amina.user_id, card.message_id)
    amina.press_data(card, "claim:999")
    query = await _query(bot)
    assert query.data == "claim:999"
    assert query.message
    assert not query.message.is_accessible
