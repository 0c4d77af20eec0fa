"""Two processes on one PostgreSQL: one polls, both decide and send, and neither is needed."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from functools import partial
from time import monotonic

import pytest

from bot.store.presence import EVERY, LASTS
from bot.store.tables import Inbox, Outbox, Process, Ticket
from tests.e2e.conftest import Brussels
from tests.e2e.installation import Installation
from tests.e2e.kept import rows, ticket
from tests.e2e.talk import Talk
from tests.e2e.test_kill import LANGUAGES, Person

pytestmark = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="module")
TAKEN_OVER = LASTS + EVERY + 4
"""Seconds after which somebody else polls: it is missed, the next one notices, and fetches."""


@pytest.fixture
async def second(brussels: Brussels) -> AsyncIterator[Installation]:
    """Another process on the same database, started when the first one polls."""
    first = brussels.loket
    await _fetches(brussels)
    folder = first.folder / "second"
    folder.mkdir()
    other = Installation(folder, first.world, first.api, first.group, key=first.key, url=first.url)
    await other.start()
    await first.world.wait_for(lambda: "'serving'" in other.log.read_text(), 20)
    yield other
    await other.stop()
    assert "Traceback" not in other.log.read_text()


async def test_twenty_people_and_the_process_that_polls_is_killed(
    brussels: Brussels, second: Installation
) -> None:
    people = _people(brussels)
    async with asyncio.TaskGroup() as everybody:
        going = [everybody.create_task(person.goes_through()) for person in people]
        await brussels.world.wait_for(lambda: _at_work(brussels) == 2, 30)
        assert _first(brussels.loket)
        assert not _first(second)
        await brussels.loket.kill()
        killed = monotonic()
        await _fetches(brussels)
        assert monotonic() - killed < TAKEN_OVER
        assert _first(second)
        assert not all(each.done() for each in going)
    await _everything_arrived_once(brussels, people)


async def test_a_frozen_process_is_replaced_and_does_no_harm_when_it_thaws(
    brussels: Brussels, second: Installation
) -> None:
    people = _people(brussels)
    process = brussels.loket.process.child
    assert process is not None
    async with asyncio.TaskGroup() as everybody:
        for person in people:
            everybody.create_task(person.goes_through())
        await brussels.world.wait_for(lambda: _at_work(brussels) == 2, 30)
        process.send_signal(signal.SIGSTOP)
        try:
            await brussels.world.wait_for(lambda: _first(second), TAKEN_OVER)
        finally:
            process.send_signal(signal.SIGCONT)
    await brussels.world.wait_for(lambda: "no longer the first" in brussels.loket.log.read_text())
    await _everything_arrived_once(brussels, people)
    assert len(rows(brussels.loket, Process)) == 2


async def test_whoever_is_asked_to_stop_is_replaced_at_once(
    brussels: Brussels, second: Installation
) -> None:
    talk = Talk(brussels, brussels.person("Amal", "en"))
    await talk.begins()
    assert await brussels.loket.stop() == 0
    stopped = monotonic()
    await _fetches(brussels)
    assert monotonic() - stopped < 2 * EVERY
    await talk.says("/menu")


def _people(brussels: Brussels) -> list[Person]:
    return [
        Person(brussels.person(f"Person {n}", LANGUAGES[n % 4]), LANGUAGES[n % 4], n)
        for n in range(20)
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
    """How many processes have sent something to people."""
    sent = rows(brussels.loket, Outbox, Outbox.state == "sent")
    return len({row.taken_by for row in sent})


def _first(loket: Installation) -> bool:
    return "first of all processes" in loket.log.read_text()


async def _fetches(brussels: Brussels) -> None:
    """Wait until updates are asked for anew."""
    asked = len(brussels.world.calls("getUpdates"))
    await brussels.world.wait_for(partial(_more, brussels, asked), 20)


def _more(brussels: Brussels, asked: int) -> bool:
    return len(brussels.world.calls("getUpdates")) > asked
