"""Two processes on one PostgreSQL: one polls, both decide and send, and neither is needed."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from time import monotonic

import pytest

from bot.store.presence import EVERY, JOINING, LASTS
from bot.store.tables import Inbox, Outbox, Process, Ticket
from tests.e2e.conftest import Brussels
from tests.e2e.installation import Installation
from tests.e2e.kept import rows, ticket
from tests.e2e.phones import LANGUAGES, Person
from tests.e2e.server import hang_up

pytestmark = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="module")
TAKEN_OVER = LASTS + EVERY + 4
"""Seconds after which somebody else polls: it is missed, the next one notices, and fetches."""


@pytest.fixture
async def second(brussels: Brussels) -> AsyncIterator[Installation]:
    """Another process on the same database, started when the first one polls."""
    first = brussels.loket
    await brussels.world.wait_for(lambda: brussels.world.polling.is_open, 20)
    folder = first.folder / "second"
    folder.mkdir()
    other = Installation(folder, first.world, first.api, first.group, key=first.key, url=first.url)
    await other.start()
    await _until(lambda: "'serving'" in other.log.read_text(), 20)
    await asyncio.sleep(JOINING * EVERY)  # until both know that there are two
    yield other
    await other.stop()
    assert "Traceback" not in other.log.read_text()


async def test_twenty_people_and_the_process_that_polls_is_killed_and_comes_back(
    brussels: Brussels, second: Installation
) -> None:
    people, first = _people(brussels, 20), brussels.loket
    async with asyncio.TaskGroup() as everybody:
        going = [everybody.create_task(person.goes_through()) for person in people]
        await _said(brussels, 40)
        assert (_first(first), _first(second)) == (1, 0)
        await first.kill()
        killed = monotonic()
        await _fetches(brussels)
        assert monotonic() - killed < TAKEN_OVER
        assert not all(each.done() for each in going)
        await first.start()
    assert (_first(first), _first(second)) == (1, 1)
    assert _at_work(brussels) >= 2
    await second.stop()
    await _until(lambda: _first(first) == 2, 2 * EVERY + 1)  # nobody has to be missed first
    await _everything_arrived_once(brussels, people)


async def test_a_frozen_process_is_replaced_and_does_no_harm_when_it_thaws(
    brussels: Brussels, second: Installation
) -> None:
    people, process = _people(brussels, 6), brussels.loket.process.pid
    async with asyncio.TaskGroup() as everybody:
        for person in people:
            everybody.create_task(person.goes_through())
        await _said(brussels, 12)
        os.kill(process, signal.SIGSTOP)
        try:
            await _until(lambda: _first(second) == 1, TAKEN_OVER)
        finally:
            os.kill(process, signal.SIGCONT)
    assert _at_work(brussels) == 2
    log = brussels.loket.log
    await _until(lambda: "no longer the first" in log.read_text(), 5)
    await _everything_arrived_once(brussels, people)


async def test_what_is_on_its_way_when_a_process_is_asked_to_stop_comes_once(
    brussels: Brussels, second: Installation
) -> None:
    people = [brussels.person() for _ in range(6)]
    brussels.world.delay = 3
    for person in people:
        person.send_text("/start")
    first, _ = rows(brussels.loket, Process)
    mine = (Outbox.state == "sending", Outbox.taken_by == first.id)
    await _until(lambda: bool(rows(brussels.loket, Outbox, *mine)), 15)
    await brussels.loket.stop()
    for person in people:
        await person.chat.wait_for(lambda chat: chat.bot_messages, 10)
    await asyncio.sleep(brussels.world.delay)
    assert [len(person.chat.bot_messages) for person in people] == [1] * 6


async def test_a_server_that_is_started_anew_is_noticed_by_nobody(brussels: Brussels) -> None:
    people = _people(brussels, 6)
    await brussels.world.wait_for(lambda: brussels.world.polling.is_open, 20)
    async with asyncio.TaskGroup() as everybody:
        going = [everybody.create_task(person.goes_through()) for person in people]
        cut = 0
        for _ in range(3):
            await asyncio.sleep(0.7)
            cut += hang_up(brussels.loket)
        assert cut > 2
        assert not all(each.done() for each in going)
    await _everything_arrived_once(brussels, people)
    assert (await brussels.loket.health()).status_code == 200


def _people(brussels: Brussels, count: int) -> list[Person]:
    return [
        Person(brussels.person(f"Person {n}", LANGUAGES[n % 4]), LANGUAGES[n % 4], n)
        for n in range(count)
    ]


async def _everything_arrived_once(brussels: Brussels, people: Sequence[Person]) -> None:
    """Each ticket once, with each word once, and nothing waits."""
    loket = brussels.loket
    kept = rows(loket, Ticket)
    assert Counter(row.reference for row in kept) == Counter(p.reference for p in people)
    for person in people:
        entries = ticket(loket, person.reference)
        assert sorted(entries.words) == sorted(person.written)
    assert rows(loket, Inbox, Inbox.state != "done") == []
    assert brussels.world.flood.refusals == 0


def _at_work(brussels: Brussels) -> int:
    """How many processes have sent something."""
    sent = rows(brussels.loket, Outbox, Outbox.state == "sent")
    return len({row.taken_by for row in sent})


async def _said(brussels: Brussels, often: int) -> None:
    """Wait until the bot has said something so often."""
    sent = partial(brussels.world.calls, "sendMessage")
    await brussels.world.wait_for(lambda: len(sent()) >= often, 30)


def _first(loket: Installation) -> int:
    """How often a process has begun to poll."""
    return loket.log.read_text().count("first of all processes")


async def _until(true: Callable[[], bool], within: float) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - it waits for what another process writes
            await asyncio.sleep(0.05)


async def _fetches(brussels: Brussels) -> None:
    """Wait until updates are asked for anew."""
    asked = len(brussels.world.calls("getUpdates"))
    await brussels.world.wait_for(partial(_more, brussels, asked), 20)


def _more(brussels: Brussels, asked: int) -> bool:
    return len(brussels.world.calls("getUpdates")) > asked
