"""Trouble in one chat: it takes nothing for a while, or what is said there goes wrong."""

from __future__ import annotations

import pytest
from telegram import Bot

from bot.demo.bot_api import ApiError, MovableClock, User, World

from .conftest import Call

BAD_GATEWAY = ApiError(502, "Bad Gateway")


async def says(call: Call, user: User, text: str = "x") -> int:
    """The bot writes to somebody: the code of the answer."""
    answer = await call("sendMessage", chat_id=user.user_id, text=text)
    return int(answer.get("error_code", 200))


async def test_a_chat_closes_at_the_next_message_and_tells_how_long(
    call: Call, amina: User, clock: MovableClock, world: World
) -> None:
    world.flood.close_at_next(amina.user_id, 8)
    clock.advance(100)
    waits = []
    for seconds in (0, 0.5, 3.5, 3.9):
        clock.advance(seconds)
        answer = await call("sendMessage", chat_id=amina.user_id, text="x")
        assert answer["error_code"] == 429
        waits.append(answer["parameters"]["retry_after"])
    assert waits == [8, 8, 4, 1]
    clock.advance(0.1)
    assert await says(call, amina) == 200
    assert await says(call, amina) == 200
    assert world.flood.refusals == 4
    assert len(amina.chat.bot_messages) == 2


async def test_a_closed_chat_is_nobody_elses_trouble(
    call: Call, amina: User, lena: User, world: World
) -> None:
    world.flood.close_at_next(amina.user_id, 8)
    assert [await says(call, user) for user in (amina, lena, amina)] == [429, 200, 429]


async def test_an_edit_in_a_closed_group_is_refused_too(
    call: Call, lena: User, world: World
) -> None:
    desk = world.create_group("Desk", lena)
    assert (await call("sendMessage", chat_id=desk.chat_id, text="a card"))["ok"]
    world.flood.close_at_next(desk.chat_id, 8)
    edit = {"chat_id": desk.chat_id, "message_id": desk.last.message_id, "text": "changed"}
    assert (await call("editMessageText", **edit))["error_code"] == 429
    assert desk.last.text == "a card"


async def test_only_what_is_said_in_that_chat_goes_wrong(
    call: Call, amina: User, lena: User, world: World
) -> None:
    await says(call, amina)
    world.fail_next_in(amina.chat, BAD_GATEWAY)
    here = {"chat_id": amina.user_id}
    assert (await call("getChatMember", **here, user_id=amina.user_id))["ok"]
    assert (await call("sendChatAction", **here, action="typing"))["ok"]
    assert await says(call, lena) == 200
    assert await says(call, amina, "lost") == 502
    assert await says(call, amina, "arrives") == 200
    assert [m.text for m in amina.chat.bot_messages] == ["x", "arrives"]


async def test_every_error_is_given_once_in_its_order_whatever_is_said(
    call: Call, amina: User, world: World
) -> None:
    await says(call, amina)
    first = amina.chat.last.message_id
    photo = amina.send_photo().content["photo"][0]["file_id"]
    world.fail_next_in(amina.chat, BAD_GATEWAY, ApiError(504, "Gateway Timeout"), BAD_GATEWAY)
    here = {"chat_id": amina.user_id}
    edit = {"message_id": first, "text": "changed"}
    copy = {"from_chat_id": amina.user_id, "message_id": first}
    answers = [
        await call("editMessageText", **here, **edit),
        await call("sendPhoto", **here, photo=photo),
        await call("copyMessage", **here, **copy),
        await call("sendPhoto", **here, photo=photo),
    ]
    assert [answer.get("error_code") for answer in answers] == [502, 504, 502, None]
    assert amina.chat.messages[first].text == "x"


async def test_trouble_comes_in_the_order_in_which_it_was_planned(
    call: Call, amina: User, world: World
) -> None:
    world.fail_next_in(amina.chat, BAD_GATEWAY)
    world.fail_next("sendMessage", ApiError(500, "Internal Server Error"))
    assert [await says(call, amina) for _ in range(3)] == [502, 500, 200]


async def test_the_bot_is_seen_typing(bot: Bot, amina: User, world: World) -> None:
    await bot.send_chat_action(amina.user_id, "typing")
    (seen,) = [event for event in world.journal.events if event.kind == "action"]
    assert seen.chat_id == amina.user_id
    assert seen.details == {"action": "typing"}
    assert amina.chat.bot_messages == []


async def test_half_a_character_cannot_be_typed(call: Call, amina: User) -> None:
    """No app sends it, and an answer that held it could never be written."""
    with pytest.raises(ValueError, match="character"):
        amina.send_text("\ud83d")
    assert await call("getUpdates") == {"ok": True, "result": []}
