"""The HTTP side: addresses, encodings, tokens, faults, delay, and stopping."""

import asyncio
import subprocess
import sys
import time

import httpx
import pytest
from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.demo.bot_api import NO_LIMITS, ApiError, User, World, serve

from .conftest import Call


async def test_the_bot_knows_who_it_is(bot: Bot, world: World) -> None:
    assert bot.username == "loket_test_bot"
    assert bot.id == world.bot.user_id


async def test_all_encodings_are_read(world: World, url: str, amina: User) -> None:
    method = f"{url}/bot{world.bot.token}/sendMessage"
    values = {"chat_id": str(amina.user_id), "text": "\u0633\u0644\u0627\u0645 & more"}
    async with httpx.AsyncClient() as client:
        answers = [
            await client.get(method, params=values),
            await client.post(method, params=values),
            await client.post(method, data=values),
            await client.post(method, json=values),
            await client.post(method, files={key: (None, words) for key, words in values.items()}),
        ]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert {message.text for message in amina.chat.shown} == {values["text"]}


async def test_method_names_ignore_case(call: Call) -> None:
    assert (await call("GETME"))["ok"]


async def test_an_unknown_method_is_not_found(call: Call) -> None:
    assert await call("sendLove") == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_another_token_is_unauthorized(url: str, world: World) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("123:other", base_url=f"{url}/bot"):
            pass
    async with httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/bot123:other/getMe")).json()["description"] == "Unauthorized"
        assert (await client.get("/botnonsense/getMe")).status_code == 404
        assert (await client.get("/file/bot123:other/voices/file_0.oga")).status_code == 401
        assert (await client.get(f"/file/bot{world.bot.token}/none")).status_code == 404


async def test_broken_bodies_are_refused(url: str, world: World, call: Call) -> None:
    method = f"{url}/bot{world.bot.token}/sendMessage"
    async with httpx.AsyncClient() as client:
        for body in (b"{", b"[]"):
            answer = await client.post(
                method, content=body, headers={"content-type": "application/json"}
            )
            assert answer.status_code == 400
    assert (await call("sendMessage", text="x"))["description"] == "Bad Request: chat_id is empty"
    assert (await call("sendLocation", chat_id=1))["error_code"] == 400


async def test_errors_are_given_in_the_order_in_which_they_were_lined_up(
    bot: Bot, world: World, amina: User
) -> None:
    world.fail_next(
        "sendMessage",
        ApiError(502, "Bad Gateway"),
        ApiError(429, "Too Many Requests: retry after 7", {"retry_after": 7}),
    )
    with pytest.raises(NetworkError):
        await bot.send_message(amina.user_id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(amina.user_id, "x")
    assert amina.chat.shown == []
    await bot.send_message(amina.user_id, "x")
    answers = [call["answer"]["ok"] for call in world.calls("sendMessage")]
    assert answers == [False, False, True]


async def test_answers_do_not_wait_for_acknowledgements(call: Call) -> None:
    """With Nagle's algorithm each answer took 40 ms more."""
    began = time.monotonic()
    for _ in range(20):
        await call("getMe")
    assert time.monotonic() - began < 0.6


async def test_the_delay_is_paid_by_each_call(bot: Bot, world: World, amina: User) -> None:
    world.delay = 0.1
    began = time.monotonic()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(4):
            tasks.create_task(bot.send_message(amina.user_id, "x"))
    assert 0.1 <= time.monotonic() - began < 0.4


async def test_the_server_stops_at_once_although_a_poll_is_open() -> None:
    world = World(limits=NO_LIMITS)
    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as tasks:
        async with serve(world) as url:
            poll = tasks.create_task(
                client.get(f"{url}/bot{world.bot.token}/getUpdates?timeout=50", timeout=60)
            )
            await world.wait_for(lambda: world.polling.is_open)
            began = time.monotonic()
        assert time.monotonic() - began < 1
    assert poll.result().json() == {"ok": True, "result": []}


async def test_a_world_is_served_again_with_what_it_held(amina: User, world: World) -> None:
    amina.send_text("still here")
    for _ in range(2):
        async with serve(world) as url, httpx.AsyncClient() as client:
            answer = await client.get(f"{url}/bot{world.bot.token}/getUpdates")
            assert len(answer.json()["result"]) == 1


async def test_an_error_inside_comes_out_unwrapped(world: World) -> None:
    with pytest.raises(LookupError, match="mine"):
        async with serve(world):
            raise LookupError("mine")


async def test_waiting_ends_with_a_timeout_that_tells_what_happened(
    world: World, amina: User
) -> None:
    amina.send_text("x")
    with pytest.raises(TimeoutError, match=r"not within 0\.01 s.*'update'"):
        await world.wait_for(lambda: False, within=0.01)


async def test_a_chat_is_waited_for(bot: Bot, amina: User) -> None:
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(amina.chat.wait_for(lambda chat: chat.bot_messages))
        tasks.create_task(bot.send_message(amina.user_id, "hello"))
    assert waiting.result().text == "hello"


async def test_commands_and_texts_are_kept_by_language(bot: Bot, world: World) -> None:
    await bot.set_my_commands([BotCommand("start", "Begin")])
    await bot.set_my_commands([BotCommand("start", "Commencer")], language_code="fr")
    assert [command.description for command in await bot.get_my_commands()] == ["Begin"]
    assert (await bot.get_my_commands(language_code="fr"))[0].description == "Commencer"
    assert await bot.get_my_commands(language_code="nl") == ()
    await bot.set_my_name("Loket")
    await bot.set_my_description("Aide", language_code="fr")
    await bot.set_my_short_description("Help")
    assert world.bot.texts["description", "fr"] == "Aide"


@pytest.mark.parametrize(
    "wrong",
    [
        {"commands": [{"command": "Start", "description": "x"}]},
        {"commands": [{"command": "x" * 33, "description": "x"}]},
        {"commands": [{"command": "start", "description": ""}]},
        {"commands": [{"command": "start", "description": "x"}] * 101},
        {"commands": [], "language_code": "fra"},
        {"commands": [], "scope": {"type": "nobody"}},
    ],
)
async def test_wrong_commands_are_refused(call: Call, wrong: dict[str, object]) -> None:
    assert (await call("setMyCommands", **wrong))["error_code"] == 400


async def test_a_long_name_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_name("x" * 65)


def test_it_runs_from_the_command_line() -> None:
    command = [sys.executable, "-m", "bot.demo.bot_api", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert httpx.get(address).json()["result"]["username"] == "loket_test_bot"
        process.terminate()
