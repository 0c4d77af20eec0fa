"""Calls that go wrong as planned, seen by a bare HTTP caller."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from bot.demo.bot_api import (
    ApiError,
    Cut,
    Instead,
    Page,
    Slow,
    Truncated,
    User,
    When,
    World,
)

from .conftest import TRUST

Say = Callable[..., Awaitable[httpx.Response]]
TOO_MANY = ApiError(429, "Too Many Requests: retry after 7", {"retry_after": 7})


@pytest.fixture
async def say(world: World, url: str) -> AsyncIterator[Say]:
    """Say something to somebody: `await say(amina, "hello")`."""
    base = f"{url}/bot{world.bot.token}/"
    async with httpx.AsyncClient(base_url=base, timeout=10, verify=TRUST) as client:

        async def post(to: User, text: str, method: str = "sendMessage") -> httpx.Response:
            given = {"chat_id": to.user_id, "text": text, "action": "typing"}
            return await client.post(method, json=given)

        yield post


def read_by(user: User) -> list[str]:
    return [message.text for message in user.chat.shown]


async def test_a_refusal_has_no_effect_and_says_how_long_to_wait(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(method="sendMessage"), TOO_MANY)
    answer = await say(amina, "one")
    assert (answer.status_code, answer.json()["parameters"]) == (429, {"retry_after": 7})
    assert (await say(amina, "two")).json()["ok"]
    assert read_by(amina) == ["two"]


async def test_a_page_of_somebody_in_between_is_html(world: World, say: Say, amina: User) -> None:
    world.faults.plan(When(), Page(503))
    answer = await say(amina, "one")
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<html>")
    assert read_by(amina) == []


@pytest.mark.parametrize(("after", "arrived"), [(False, []), (True, ["one"])])
async def test_an_empty_answer_comes_before_or_after_the_effect(
    world: World, say: Say, amina: User, after: bool, arrived: list[str]
) -> None:
    world.faults.plan(When(), Page(200, "", after=after))
    answer = await say(amina, "one")
    assert (answer.status_code, answer.content) == (200, b"")
    assert read_by(amina) == arrived


async def test_a_truncated_answer_comes_after_the_effect(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(), Truncated(kept=12))
    answer = await say(amina, "one")
    assert (answer.status_code, answer.content) == (200, b'{"ok":true,"')
    assert read_by(amina) == ["one"]


@pytest.mark.parametrize(("after", "arrived"), [(False, []), (True, ["one"])])
async def test_a_cut_connection_tells_nothing_and_the_next_is_as_good_as_ever(
    world: World, say: Say, amina: User, after: bool, arrived: list[str]
) -> None:
    world.faults.plan(When(), Cut(after=after))
    with pytest.raises(httpx.RemoteProtocolError, match="disconnected"):
        await say(amina, "one")
    assert read_by(amina) == arrived
    assert (await say(amina, "two")).json()["ok"]
    assert read_by(amina) == [*arrived, "two"]


async def test_a_cut_ends_one_callers_connection_and_no_other(
    world: World, url: str, say: Say, amina: User, lena: User
) -> None:
    method = f"{url}/bot{world.bot.token}/sendMessage"
    world.faults.plan(When(chat=amina.user_id), Cut(after=False))
    world.faults.plan(When(chat=lena.user_id), Slow(0.1))
    async with httpx.AsyncClient(verify=TRUST) as other, asyncio.TaskGroup() as tasks:
        given = {"chat_id": lena.user_id, "text": "slow"}
        slow = tasks.create_task(other.post(method, json=given))
        await lena.chat.wait_for(lambda chat: chat.shown)
        with pytest.raises(httpx.RemoteProtocolError):
            await say(amina, "cut")
    assert slow.result().json()["ok"]


async def test_a_slow_answer_comes_long_after_the_effect(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(), Slow(0.2))
    began = time.monotonic()
    assert (await say(amina, "one")).json()["ok"]
    assert time.monotonic() - began >= 0.2
    (call,) = world.calls("sendMessage")
    assert call["answer"]["ok"]


async def test_an_answer_may_have_another_shape_than_promised(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(), Instead({"ok": True, "result": []}))
    assert (await say(amina, "one")).json() == {"ok": True, "result": []}
    assert read_by(amina) == ["one"]


async def test_a_shut_door_refuses_connections_and_opens_on_the_same_port(
    world: World, say: Say, amina: User
) -> None:
    assert (await say(amina, "before")).json()["ok"]
    async with world.door.shut():
        for _ in range(2):
            with pytest.raises(httpx.ConnectError):
                await say(amina, "meanwhile")
    assert (await say(amina, "after")).json()["ok"]
    assert read_by(amina) == ["before", "after"]


async def test_only_the_calls_that_are_meant_go_wrong(
    world: World, say: Say, amina: User, lena: User
) -> None:
    world.faults.plan(When("sendMessage", amina.user_id, "secret"), TOO_MANY)
    for to, text in ((lena, "a secret"), (amina, "hello")):
        assert (await say(to, text)).status_code == 200
    assert (await say(amina, "a secret", "sendChatAction")).status_code == 200
    assert (await say(amina, "the secret")).status_code == 429


async def test_the_nth_call_goes_wrong_and_those_around_it_do_not(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(chat=amina.user_id, nth=3), TOO_MANY, Page())
    codes = [(await say(amina, str(number))).status_code for number in range(1, 6)]
    assert codes == [200, 200, 429, 502, 200]
    assert world.faults.left == 0


async def test_a_call_meets_one_fault_and_those_planned_later_do_not_count_it(
    world: World, say: Say, amina: User
) -> None:
    world.faults.plan(When(), Page(500))
    world.faults.plan(When(method="sendMessage", nth=2), TOO_MANY)
    codes = [(await say(amina, str(number))).status_code for number in range(4)]
    assert codes == [500, 200, 429, 200]


async def test_what_is_planned_for_a_chat_meets_only_what_says_something(
    world: World, say: Say, amina: User
) -> None:
    world.fail_next_in(amina.chat, Page(502))
    assert (await say(amina, "", "sendChatAction")).status_code == 200
    assert (await say(amina, "hello")).status_code == 502


async def test_a_plan_can_be_given_up(world: World, say: Say, amina: User) -> None:
    world.faults.plan(When(), *[Page()] * 9)
    world.faults.clear()
    assert (await say(amina, "hello")).status_code == 200
