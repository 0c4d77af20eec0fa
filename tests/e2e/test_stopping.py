"""A host asks the bot to end: it does within ten seconds, and nothing is lost."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.bot_api import User
from bot.store.database import Database
from bot.store.tables import Inbox, Outbox, Person
from tests.e2e.conftest import Brussels, mostly_on
from tests.e2e.installation import Installation
from tests.e2e.kept import rows

pytestmark = pytest.mark.from_nothing
MANY = 25
HOSTS_WAIT = 10.0
"""Seconds that a host gives a process before it kills it."""

HANGS = 120.0
"""Seconds that a call takes when the network hangs."""


LOOP = 2
"""Sockets that a process has for itself (asyncio's pair, by which signals wake it)."""


async def stops_in_time(loket: Installation) -> float:
    """SIGTERM: the exit code is 0, and it takes no longer than hosts wait; the seconds it took."""
    began = time.monotonic()
    assert await loket.stop() == 0
    took = time.monotonic() - began
    assert took < HOSTS_WAIT
    return took


def was_cut_off(loket: Installation) -> bool:
    """Whether it did not end by itself."""
    return "stopping took too long" in loket.log.read_text()


def everybody_writes(brussels: Brussels) -> list[User]:
    """Many people write at once."""
    people = [brussels.person(f"Person {n}", "en") for n in range(MANY)]
    for person in people:
        person.send_text("/start")
    return people


async def everybody_is_answered(brussels: Brussels, people: list[User]) -> None:
    """Each has an answer, and everything that came in has taken effect once."""
    brussels.loket.let_pass(60)
    for person in people:
        await person.chat.wait_for(lambda chat: chat.bot_messages, 30)
    await until(partial(_all_done, brussels))
    assert {row.state for row in rows(brussels.loket, Inbox)} == {"done"}
    assert len(rows(brussels.loket, Person)) == len(people)


def _all_done(brussels: Brussels) -> bool:
    return not rows(brussels.loket, Inbox, Inbox.state == "waiting")


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - another process works
            await asyncio.sleep(0.02)


def answered(people: list[User]) -> int:
    """How many have an answer."""
    return sum(bool(person.chat.bot_messages) for person in people)


def acknowledged(brussels: Brussels) -> set[str]:
    """The updates that Telegram will not give again."""
    waiting = {update["update_id"] for update in brussels.world.updates.waiting}
    return {str(number) for number in brussels.world.updates.history if number not in waiting}


def kept(brussels: Brussels) -> set[str]:
    """The updates that are in the inbox."""
    return {row.key for row in rows(brussels.loket, Inbox)}


@mostly_on("postgresql")
async def test_in_the_middle_of_a_burst_what_is_on_its_way_is_finished_and_the_rest_comes_later(
    brussels: Brussels,
) -> None:
    brussels.world.delay = 0.2
    people = everybody_writes(brussels)
    await until(lambda: answered(people) > 0)
    took = await stops_in_time(brussels.loket)
    assert took < 3
    assert 0 < answered(people) < MANY
    assert acknowledged(brussels) <= kept(brussels)
    assert rows(brussels.loket, Outbox, Outbox.state == "sending") == []
    await brussels.loket.start()
    await everybody_is_answered(brussels, people)
    read = Counter(len(person.chat.bot_messages) for person in people)
    assert read == {1: MANY}, "nothing was cut off, so nothing comes twice"


@mostly_on("sqlite")
async def test_while_the_network_hangs_it_ends_in_time_and_everything_is_sent_after_the_start(
    brussels: Brussels,
) -> None:
    people = everybody_writes(brussels)
    await until(lambda: answered(people) > 0)
    brussels.world.delay = HANGS
    await until(lambda: bool(rows(brussels.loket, Outbox, Outbox.state == "sending")))
    await stops_in_time(brussels.loket)
    assert answered(people) < MANY
    assert acknowledged(brussels) <= kept(brussels)
    assert rows(brussels.loket, Outbox, Outbox.state == "sending") == []
    assert not was_cut_off(brussels.loket)
    brussels.world.delay = 0
    await brussels.loket.start()
    await everybody_is_answered(brussels, people)


async def test_while_it_asks_who_a_volunteer_is_and_the_network_hangs_it_ends_in_time(
    brussels: Brussels,
) -> None:
    world = brussels.world
    await world.wait_for(lambda: world.polling.is_open, 20)
    brussels.ada.send_text("/desk", chat=brussels.group)
    await world.wait_for(lambda: "delivered" in [e.kind for e in world.journal.events])
    world.delay = HANGS
    await until(lambda: bool(rows(brussels.loket, Inbox, Inbox.state == "waiting")))
    await asyncio.sleep(0.5)
    await stops_in_time(brussels.loket)
    assert not was_cut_off(brussels.loket)
    world.delay = 0
    await brussels.loket.start()
    await brussels.group.wait_for(lambda chat: chat.bot_messages, 20)


async def test_while_it_says_what_it_can_do_and_the_network_hangs_it_ends_in_time(
    brussels: Brussels,
) -> None:
    world = brussels.world
    await world.wait_for(lambda: world.calls("getMe"), 20)
    world.delay = HANGS
    await until(lambda: "serving" in brussels.loket.log.read_text())
    await asyncio.sleep(0.5)
    assert await stops_in_time(brussels.loket) < 3
    world.delay = 0


async def test_while_it_waits_for_the_network_at_the_start_it_ends_in_time(
    brussels: Brussels,
) -> None:
    await brussels.world.wait_for(lambda: brussels.world.polling.is_open, 20)
    await brussels.loket.stop()
    brussels.world.delay = HANGS
    await brussels.loket.start()
    await until(lambda: sockets(brussels.loket) > LOOP)  # it asks Telegram who it is
    assert await stops_in_time(brussels.loket) < 3
    brussels.world.delay = 0


def sockets(loket: Installation) -> int:
    """How many sockets the process has open. Linux only."""
    found = 0
    for each in Path(f"/proc/{loket.process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it has been closed since
            found += str(each.readlink()).startswith("socket:")
    return found


@mostly_on("postgresql")
async def test_while_a_transaction_waits_for_somebody_elses_it_ends_in_time(
    brussels: Brussels,
) -> None:
    await brussels.world.wait_for(lambda: brussels.world.polling.is_open, 20)
    async with locked(brussels.loket):
        people = everybody_writes(brussels)
        await asyncio.sleep(0.2)
        await stops_in_time(brussels.loket)
    assert answered(people) == 0
    await brussels.loket.start()
    await everybody_is_answered(brussels, people)


@asynccontextmanager
async def locked(loket: Installation) -> AsyncIterator[None]:
    """Somebody else decides something in the same database, and takes long."""
    other = Database(loket.url)
    async with other.begin() as session:
        await session.execute(text("SELECT 1"))  # on SQLite it begins with the first statement
        yield
    await other.close()


async def test_a_new_version_that_starts_before_the_old_one_has_ended_waits_for_it(
    brussels: Brussels,
) -> None:
    old = brussels.loket
    await brussels.world.wait_for(lambda: brussels.world.polling.is_open, 20)
    new = Installation(
        old.folder, brussels.world, old.api, old.group, key=old.key, from_nothing=True
    )
    await new.start()
    await until(lambda: "another process still serves the database" in old.log.read_text())
    people = everybody_writes(brussels)
    await until(lambda: answered(people) > 0)
    await stops_in_time(old)
    await everybody_is_answered(brussels, people)
    assert "Traceback" not in old.log.read_text()
    assert (await new.get("ready")).text == "ready\n"
    await stops_in_time(new)
