"""Some processes take what Telegram brings, others decide and send, on one PostgreSQL."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.store.presence import EVERY, JOINING
from bot.store.tables import Inbox, Outbox, Ticket
from tests.e2e.conftest import Brussels, from_nothing, prepared
from tests.e2e.front import Front
from tests.e2e.installation import Installation
from tests.e2e.kept import rows, ticket
from tests.e2e.phones import LANGUAGES, Person
from tests.e2e.test_stopping import stops_in_time

pytestmark = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="module")
PUBLIC = "https://bot.example.org"
PATIENCE = 30.0
MORE = tuple(f"one thing more, number {n}" for n in range(4))
"""What everybody writes at one go when they have their reference."""


@dataclass
class Town:
    """Telegram, the proxy, and the processes behind it."""

    brussels: Brussels
    front: Front
    processes: list[Installation] = field(default_factory=list)

    async def start(self, *commands: str) -> list[Installation]:
        """Start a process for each command; they serve, and know of each other."""
        started = [self._made(command) for command in commands]
        for each in started:
            await each.start()
        for each in started:
            await until(partial(_is_ready, each), 30)
        self.front.behind += [each.port for each in started if each.program[-1] == "web"]
        await asyncio.sleep(JOINING * EVERY)
        return started

    def _made(self, command: str) -> Installation:
        first = self.brussels.loket
        folder = first.folder / f"{len(self.processes)}"
        folder.mkdir()
        made = Installation(
            folder,
            first.world,
            first.api,
            first.group,
            key=first.key,
            program=("-m", "bot", command),
            url=first.url,
            also=first.also,
            from_nothing=first.from_nothing,
        )
        self.processes.append(made)
        return made

    def people(self, count: int) -> list[Person]:
        """Some who open the bot for the first time, and do everything once."""
        codes = [LANGUAGES[n % len(LANGUAGES)] for n in range(count)]
        users = [self.brussels.person(f"Person {n}", code) for n, code in enumerate(codes)]
        return [Person(user, codes[n], n, patience=PATIENCE) for n, user in enumerate(users)]


@pytest.fixture
async def town(tmp_path: Path, address: str, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    front, fresh = Front(), from_nothing(request)
    telegram = prepared(tmp_path, url=address, from_nothing=fresh, LOKET_WEBHOOK_URL=PUBLIC)
    async with front.standing() as root, telegram as brussels:
        brussels.world.hook.front = root
        opened = Town(brussels, front)
        yield opened
        for each in opened.processes:
            await each.stop()
            assert "Traceback" not in each.log.read_text()


async def test_two_that_take_and_three_that_work_keep_everybodys_order_and_nothing_counts_twice(
    town: Town,
) -> None:
    await town.start("web", "web", "work", "work", "work")
    people = town.people(10)
    async with asyncio.TaskGroup() as tasks:
        again = tasks.create_task(_brings_some_again(town))
        await _everybody(people)
        again.cancel()
    await _all_is_done(town)
    _each_has_one_ticket_with_their_words_in_order(town, people)
    _nothing_was_sent_twice(town, people)
    assert len(town.front.taken) == 2
    assert sum(town.front.taken.values()) > len(rows(town.brussels.loket, Inbox)) + 15
    assert len({row.taken_by for row in rows(town.brussels.loket, Outbox)} - {None}) == 3
    assert town.brussels.world.calls("getUpdates") == []


@pytest.mark.from_nothing
async def test_a_new_version_takes_over_in_the_middle_of_a_rush(town: Town) -> None:
    old = await town.start("web", "work")
    people = town.people(8)
    early, late = people[:4], people[4:]
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_everybody(early))
        await town.start("web", "work")
        rush = tasks.create_task(_everybody(late))
        for person in late:
            await person.user.chat.wait_for(lambda chat: len(chat.bot_messages) > 1, 30)
        for each in old:  # the proxy does not know yet, and gets no answer there
            await stops_in_time(each)
        town.front.behind.remove(old[0].port)
        assert not rush.done()
    await _all_is_done(town)
    _each_has_one_ticket_with_their_words_in_order(town, people)
    _nothing_was_sent_twice(town, people)
    assert town.brussels.world.bot.webhook_url.startswith(f"{PUBLIC}/telegram/")


async def _everybody(people: Sequence[Person]) -> None:
    async with asyncio.TaskGroup() as tasks:
        for person in people:
            tasks.create_task(_goes_through(person))


async def _goes_through(person: Person) -> None:
    await person.goes_through()
    for words in MORE:
        person.user.send_text(words)


async def _brings_some_again(town: Town) -> None:
    """Telegram brings updates anew that were taken long ago."""
    chance, updates = random.Random(2026), town.brussels.world.updates  # noqa: S311 -- no secrets
    while True:
        await asyncio.sleep(0.3)
        if updates.history:
            updates.deliver_again(chance.choice(list(updates.history)))


async def _all_is_done(town: Town) -> None:
    """Nothing waits, neither at Telegram nor in the inbox, nor to be sent."""
    loket = town.brussels.loket
    await town.brussels.world.wait_for(lambda: not town.brussels.world.updates.waiting, 20)
    await until(lambda: not rows(loket, Inbox, Inbox.state == "waiting"), 20)
    await until(lambda: not rows(loket, Outbox, Outbox.state.in_(("queued", "sending"))), 20)


def _each_has_one_ticket_with_their_words_in_order(town: Town, people: Sequence[Person]) -> None:
    loket, world = town.brussels.loket, town.brussels.world
    kept = [row.reference for row in rows(loket, Ticket)]
    assert Counter(kept) == Counter(person.reference for person in people)
    for person in people:
        words = ticket(loket, person.reference).words
        assert words[-len(MORE) :] == list(MORE)
        assert sorted(words[: -len(MORE)]) == sorted(person.written)
    inbox = rows(loket, Inbox)
    assert {row.state for row in inbox} == {"done"}
    assert {row.key for row in inbox} == {str(number) for number in world.updates.history}


def _nothing_was_sent_twice(town: Town, people: Sequence[Person]) -> None:
    """As many messages have come as rows of the outbox were sent."""
    chats = {str(person.user.chat.chat_id) for person in people}
    said = town.brussels.world.calls("sendMessage")
    came = [call for call in said if str(call["parameters"]["chat_id"]) in chats]
    assert all(call["answer"]["ok"] for call in came)
    sent = rows(town.brussels.loket, Outbox, Outbox.group.is_(False), Outbox.message.is_not(None))
    assert len(came) == len(sent)
    assert town.brussels.world.flood.refusals == 0


def _is_ready(process: Installation) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{process.port}/ready").status_code == 200
    except httpx.HTTPError:
        return False


async def until(true: Callable[[], bool], within: float) -> None:
    """Wait until something is true that other processes do."""
    async with asyncio.timeout(within):
        while not await asyncio.to_thread(true):  # noqa: ASYNC110 - another process works
            await asyncio.sleep(0.1)
