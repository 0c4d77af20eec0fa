"""Flood limits: what passes, what gets 429, and when it passes again."""

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.demo.bot_api import Limits, MovableClock, User, World

from .conftest import Call


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock=clock, limits=Limits(), seed=1)


async def test_a_person_gets_three_at_once_and_one_a_second(
    bot: Bot, amina: User, clock: MovableClock, world: World
) -> None:
    for _ in range(3):
        await bot.send_message(amina.user_id, "x")
    with pytest.raises(RetryAfter, match="Retry in 0:00:01"):
        await bot.send_message(amina.user_id, "x")
    clock.advance(1)
    await bot.send_message(amina.user_id, "x")
    assert len(amina.chat.shown) == 4
    assert world.flood.refusals == 1


async def test_the_refusal_tells_how_long_to_wait(call: Call, amina: User) -> None:
    answers = [await call("sendMessage", chat_id=amina.user_id, text="x") for _ in range(4)]
    assert answers[-1] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_the_wait_is_rounded_up(call: Call, amina: User, clock: MovableClock) -> None:
    for _ in range(3):
        await call("sendMessage", chat_id=amina.user_id, text="x")
    clock.advance(0.6)
    refused = await call("sendMessage", chat_id=amina.user_id, text="x")
    assert refused["parameters"] == {"retry_after": 1}


async def test_one_flooded_person_delays_nobody_else(call: Call, amina: User, lena: User) -> None:
    for _ in range(4):
        await call("sendMessage", chat_id=amina.user_id, text="x")
    assert (await call("sendMessage", chat_id=lena.user_id, text="x"))["ok"]


async def test_thirty_pass_in_a_second_over_all_chats(
    call: Call, world: World, clock: MovableClock
) -> None:
    people = [world.create_user(str(number), started=True) for number in range(31)]
    answers = [await call("sendMessage", chat_id=one.user_id, text="x") for one in people]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    clock.advance(0.034)
    assert (await call("sendMessage", chat_id=people[-1].user_id, text="x"))["ok"]


async def test_a_group_takes_20_messages_and_edits_in_a_minute(
    call: Call, world: World, clock: MovableClock, lena: User
) -> None:
    desk = world.create_group("Desk", lena)
    clock.advance(100)
    for number in range(19):
        assert (await call("sendMessage", chat_id=desk.chat_id, text=str(number)))["ok"]
        clock.advance(1)
    edit = {"chat_id": desk.chat_id, "message_id": desk.last.message_id}
    assert (await call("editMessageText", **edit, text="edited"))["ok"]
    refused = await call("editMessageText", **edit, text="edited again")
    assert refused["parameters"] == {"retry_after": 41}
    assert desk.last.text == "edited"
    clock.advance(41)
    assert (await call("editMessageText", **edit, text="edited again"))["ok"]


async def test_an_edit_in_a_private_chat_is_free(call: Call, amina: User) -> None:
    await call("sendMessage", chat_id=amina.user_id, text="x")
    edit = {"chat_id": amina.user_id, "message_id": amina.chat.last.message_id}
    for number in range(10):
        assert (await call("editMessageText", **edit, text=str(number)))["ok"]


async def test_an_album_passes_whole_and_is_paid_for(
    call: Call, amina: User, clock: MovableClock
) -> None:
    photo = amina.send_photo().content["photo"][0]["file_id"]
    media = [{"type": "photo", "media": photo}] * 10
    assert (await call("sendMediaGroup", chat_id=amina.user_id, media=media))["ok"]
    refused = await call("sendMessage", chat_id=amina.user_id, text="x")
    assert refused["parameters"] == {"retry_after": 8}
    clock.advance(8)
    assert (await call("sendMessage", chat_id=amina.user_id, text="x"))["ok"]


async def test_questions_and_reactions_are_not_counted(
    call: Call, amina: User, world: World
) -> None:
    message = amina.send_text("x")
    chat = {"chat_id": amina.user_id}
    for _ in range(40):
        await call("getChatMember", **chat, user_id=amina.user_id)
        await call("setMessageReaction", **chat, message_id=message.message_id, reaction=[])
        await call("sendChatAction", **chat, action="typing")
    assert world.flood.refusals == 0
