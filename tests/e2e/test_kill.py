"""`kill -9` at random moments, while people ask and helpers answer: nobody is lost, nothing happens
twice. A few kills in `make test`, a hundred on each database in `make soak`; LOKET_TEST_SEED
repeats a run.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bot.demo.bot_api import Message, User
from bot.desk.private import NOT_A_TICKET
from bot.desk.showing import HOW
from tests.budget import budget
from tests.e2e import invariants
from tests.e2e.conftest import ON_BOTH, Brussels, running
from tests.e2e.kept import ticket
from tests.e2e.lives import worked_off
from tests.e2e.phones import LANGUAGES, PATIENCE, Person
from tests.e2e.staff import CATALOGUES, claim_label, say, volunteer

KILLS = budget(4, 100)
"""On each database."""

FASTER = 4
"""Seconds that pass for everybody in each second: people write and platforms wait that much more
in the same time.
"""
ENOUGH = budget(60, 120)
"""Seconds of real time after the last kill within which everybody has their answer."""


@dataclass
class Desk:
    """A helper who takes what somebody asked and answers it once, and what came of it all."""

    brussels: Brussels
    helper: User
    people: list[Person] = field(default_factory=list)
    waiting: int = 0
    over: bool = False

    async def serves(self, first: int, step: int) -> None:
        """One person after the other, as long as the process is being killed."""
        for number in count(first, step):
            if self.over:
                return
            code = LANGUAGES[number % 4]
            person = Person(self.brussels.person(f"Person {number}", code), code, number)
            self.people.append(person)
            self.waiting += 1
            await person.goes_through()
            await self._answers(person)
            self.waiting -= 1

    async def _answers(self, person: Person) -> None:
        """Press until the request is there, and write the answer once."""
        wanted = claim_label(person.reference)
        while not (heads := self._heads(person)):
            cards = [c for c in self.brussels.group.bot_messages if [wanted] in c.buttons]
            if cards:
                self.helper.press(cards[-1], wanted)
            await self._waits_for(partial(self._heads, person))
        words = answer_to(person)
        replied = self.helper.send_text(words, reply_to=heads[-1])
        while not await self._waits_for(partial(invariants.copies, person.user, words)):
            if self._is_refused(replied):
                replied = self.helper.send_text(words, reply_to=self._heads(person)[-1])

    def _heads(self, person: Person) -> list[Message]:
        shown = self.helper.chat.bot_messages
        return [m for m in shown if say(HOW) in m.text and person.reference in m.text]

    def _is_refused(self, replied: Message) -> bool:
        """The message that was replied to came twice, and the bot knows the second one only."""
        told = invariants.copies(self.helper, say(NOT_A_TICKET))
        return any(message.reply_to is replied for message in told)

    async def _waits_for(self, comes: Callable[[], object]) -> bool:
        try:
            return bool(await self.brussels.world.wait_for(comes, PATIENCE))
        except TimeoutError:
            return False


def answer_to(person: Person) -> str:
    """What only this person is to read."""
    return f"answer {person.number} {person.number * 7919}"


@pytest.fixture
async def brussels(tmp_path: Path, address: str) -> AsyncIterator[Brussels]:
    async with running(tmp_path, url=address, mortal=True) as opened:
        yield opened


@pytest.fixture
async def desks(brussels: Brussels) -> list[Desk]:
    names = ("Dede", "Ed", "Fay", "Gus")
    return [Desk(brussels, await volunteer(brussels, name)) for name in names]


@ON_BOTH
@pytest.mark.soak
@pytest.mark.timeout(budget(180, 1800))
async def test_nobody_is_lost_and_nothing_happens_twice_however_often_it_is_killed(
    brussels: Brussels,
    desks: list[Desk],
    backend: str,
    record_property: Callable[[str, object], None],
) -> None:
    seed = int(os.environ.get("LOKET_TEST_SEED") or random.randrange(10**6))  # noqa: S311
    record_property("counted", f"{backend}: LOKET_TEST_SEED={seed}")
    await _rush(brussels, desks, random.Random(seed))  # noqa: S311 -- moments, no secrets
    people = [person for desk in desks for person in desk.people]
    lost, twice = _lost(brussels, desks), _twice(brussels, people)
    said = invariants.said(brussels.loket.url)
    repeated = invariants.repeated(brussels.loket.url, brussels.world)
    record_property(
        "counted",
        f"{backend}: {KILLS} kills, {len(people)} people helped, {len(lost)} lost, "
        f"{len(twice)} effects twice, {repeated} of {said} replies repeated, "
        f"{sum(person.asked_again for person in people)} asked for their words again",
    )
    assert (lost, twice) == ([], [])
    assert len(people) >= 2 * len(desks)


async def _rush(brussels: Brussels, desks: list[Desk], chance: random.Random) -> None:
    """Two people at each desk, until the process has been killed often enough."""
    async with asyncio.TaskGroup() as everybody:
        passing = everybody.create_task(_time_passes(brussels))
        async with asyncio.TaskGroup() as talking:
            for number in range(2 * len(desks)):
                desk = desks[number % len(desks)]
                talking.create_task(desk.serves(number, 2 * len(desks)))
            await _kill(brussels, chance)
            for desk in desks:
                desk.over = True
            talking.create_task(_not_for_ever(desks))
        passing.cancel()
    await worked_off(brussels)
    await brussels.loket.stop()


async def _not_for_ever(desks: list[Desk]) -> None:
    async with asyncio.timeout(ENOUGH):
        while any(desk.waiting for desk in desks):  # noqa: ASYNC110 - it is a limit, and no more
            await asyncio.sleep(0.1)


def _lost(brussels: Brussels, desks: list[Desk]) -> list[str]:
    """Requests, words and answers that are not there."""
    url, world = brussels.loket.url, brussels.world
    lost = [*invariants.waits(url), *invariants.updates_lost(url, world)]
    for desk in desks:
        for person in desk.people:
            lost += _missing(brussels, person)
            if ticket(brussels.loket, person.reference).language != person.code:
                lost.append(f"{person.reference} is in another language")
            if not invariants.copies(person.user, answer_to(person)):
                lost.append(f"the answer to {person.reference}")
    return lost


def _missing(brussels: Brussels, person: Person) -> list[str]:
    """Words that are not in the ticket once; whoever was asked for them again knows that."""
    kept = [person.written, person.written[:-1]] if person.asked_again else [person.written]
    wrong = [invariants.tickets_wrong(brussels.loket, {person.reference: words}) for words in kept]
    return min(wrong, key=len)


def _twice(brussels: Brussels, people: list[Person]) -> list[str]:
    """What happened twice, or to somebody else."""
    loket, world = brussels.loket, brussels.world
    twice = [*invariants.effects_twice(loket.url), *invariants.owned_twice(loket.url)]
    twice += invariants.too_many(world)
    for person in people:
        words = answer_to(person)
        twice += invariants.told_to_others(world, words, person.user)
        answers = invariants.copies(person.user, words)
        twice += invariants.unmarked(answers, CATALOGUES, person.code)
    return twice


async def _time_passes(brussels: Brussels) -> None:
    while True:
        await asyncio.sleep(0.1)
        brussels.loket.let_pass(0.1 * (FASTER - 1))


async def _kill(brussels: Brussels, chance: random.Random) -> None:
    """Kill the process some time after it has begun to fetch, again and again. Each time Telegram
    also gives an update that was acknowledged long ago.
    """
    for _ in range(KILLS):
        await _again(brussels, chance)
        await asyncio.sleep(chance.uniform(0.02, 1.2))
        await brussels.loket.kill()
        invariants.bury(brussels.loket.url)
        await brussels.loket.start()
    await _again(brussels, chance)


async def _again(brussels: Brussels, chance: random.Random) -> None:
    polls = len(brussels.world.calls("getUpdates"))
    await brussels.world.wait_for(partial(_fetched, brussels, polls), 20)
    brussels.world.updates.deliver_again(chance.choice(list(brussels.world.updates.history)))


def _fetched(brussels: Brussels, polls: int) -> bool:
    return len(brussels.world.calls("getUpdates")) > polls
