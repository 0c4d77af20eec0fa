"""The webhook's other end: in order, so many at once, and again after a refusal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.demo.bot_api import MovableClock, User, World
from bot.demo.bot_api.hooks import LONGEST_PAUSE, LONGEST_RETRY_AFTER, pause
from bot.demo.bot_api.updates import PRESS_LIFE
from bot.demo.serving import served

ADDRESS = "https://bot.example.org/hook"


class Receiver:
    """Somebody's server. `statuses` are its next answers (then 200), `slow` how long each takes."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: set[str] = set()
        self.statuses: list[int] = []
        self.refuses: set[int] = set()
        self.slow = 0.0
        self.at_once = self.most_at_once = 0

    async def take(self, request: Request) -> Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.add(request.headers["X-Telegram-Bot-Api-Secret-Token"])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        if self.refuses and update["message"]["from"]["id"] in self.refuses:
            return Response(status_code=503)
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@pytest.fixture
async def receiver(world: World, bot: Bot) -> AsyncIterator[Receiver]:
    """A bot whose updates are posted there."""
    made = Receiver()
    app = Starlette(routes=[Route("/hook", made.take, methods=["POST"])])
    async with served(app) as root:
        world.hook.front = root
        yield made
        world.hook.front = ""


async def until_taken(world: World) -> None:
    await world.wait_for(lambda: not world.updates.waiting, 10)


async def test_what_waits_and_what_comes_is_posted_in_order_with_the_secret(
    world: World, bot: Bot, receiver: Receiver, amina: User
) -> None:
    receiver.slow = 0.05
    amina.send_text("one")
    amina.send_text("two")
    assert await bot.set_webhook(ADDRESS, secret_token="word", max_connections=5)
    amina.send_text("three")
    await until_taken(world)
    assert receiver.texts() == ["one", "two", "three"]
    assert receiver.secrets == {"word"}
    assert receiver.most_at_once == 1
    assert (await bot.get_webhook_info()).max_connections == 5


async def test_so_many_chats_at_once_as_there_may_be_connections(
    world: World, bot: Bot, receiver: Receiver
) -> None:
    receiver.slow = 0.1
    await bot.set_webhook(ADDRESS, max_connections=3)
    for number in range(8):
        world.create_user(f"Person {number}", started=True).send_text("hello")
    await until_taken(world)
    assert len(receiver.got) == 8
    assert receiver.most_at_once == 3


async def test_a_refused_update_comes_again_at_once_before_what_follows_it(
    world: World, bot: Bot, receiver: Receiver, amina: User
) -> None:
    receiver.statuses = [503]
    await bot.set_webhook(ADDRESS)
    amina.send_text("one")
    amina.send_text("two")
    await until_taken(world)
    assert receiver.texts() == ["one", "one", "two"]


async def test_a_chat_whose_updates_are_refused_keeps_no_other_waiting(
    world: World, bot: Bot, receiver: Receiver, amina: User
) -> None:
    receiver.refuses = {amina.user_id}
    await bot.set_webhook(ADDRESS)
    amina.send_text("refused")
    other = world.create_user("Other", started=True)
    other.send_text("taken")
    await world.wait_for(lambda: len(world.updates.waiting) == 1)
    receiver.refuses = set()
    await until_taken(world)
    assert receiver.texts()[-1] == "refused"


async def test_a_press_that_is_refused_until_it_is_too_old_is_dropped(
    world: World, bot: Bot, receiver: Receiver, amina: User, clock: MovableClock
) -> None:
    receiver.statuses = [500] * 100
    await bot.set_webhook(ADDRESS)
    amina.press_data(amina.send_text("see"), "x")
    await world.wait_for(lambda: any("callback_query" in update for update in receiver.got))
    clock.advance((PRESS_LIFE + timedelta(seconds=1)).total_seconds())
    assert [list(update)[1] for update in world.updates.waiting] == ["message"]


async def test_an_update_may_be_given_again_after_it_was_taken(
    world: World, bot: Bot, receiver: Receiver, amina: User
) -> None:
    await bot.set_webhook(ADDRESS)
    amina.send_text("one")
    await until_taken(world)
    world.updates.deliver_again(receiver.got[0]["update_id"])
    await world.wait_for(lambda: len(receiver.got) == 2)
    assert receiver.texts() == ["one", "one"]


@pytest.mark.parametrize("odd", [{"message": 5}, {"message": {"chat": "x"}}, {}, {"news": [1]}])
async def test_an_update_of_an_odd_shape_is_posted_too(
    world: World, bot: Bot, receiver: Receiver, odd: dict[str, Any]
) -> None:
    await bot.set_webhook(ADDRESS)
    world.updates.put_odd(odd)
    await until_taken(world)
    (got,) = receiver.got
    assert {name: got[name] for name in odd} == odd


async def test_nothing_is_posted_once_the_webhook_is_gone(
    world: World, bot: Bot, receiver: Receiver, amina: User
) -> None:
    await bot.set_webhook(ADDRESS)
    await bot.delete_webhook()
    amina.send_text("one")
    (update,) = await bot.get_updates(timeout=1)
    assert update.message is not None
    assert receiver.got == []


def test_pauses_grow_to_one_or_two_minutes_and_a_retry_after_is_kept() -> None:
    assert [pause(count) for count in range(1, 7)] == [0, 2, 4, 8, 16, 32]
    assert all(LONGEST_PAUSE[0] <= pause(count) <= LONGEST_PAUSE[1] for count in (8, 20, 1000))
    assert pause(1, "5") == 5
    assert pause(1, "86400") == LONGEST_RETRY_AFTER
    assert pause(2, "soon") == 2
