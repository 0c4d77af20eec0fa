"""A small story with everything in it that must not be lost: a call for help, words in it, a
claim, an answer, a place, and the erasure of it all. One life goes through it once; whoever tests
where the process may die says before which moment, and gets a life that stands there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from bot.demo.bot_api import Message, Press, User
from bot.demo.stories.labels import reference_in
from bot.desk.showing import HOW
from bot.reception.erasing import ERASED
from bot.tickets.owner import WITHDRAWN
from bot.tickets.person import ANSWER
from flows.emergency import emergency
from tests.e2e import invariants
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    CATALOGUES,
    READING,
    card_with,
    claim_label,
    head_of,
    label,
    say,
    taps,
)

NUMBERS = count(1)
CODE = "en"
PATIENCE = 20
"""Seconds of real time within which the rest of a moment comes."""


@dataclass
class Life:
    """One person, the volunteer who helps, and what was written."""

    brussels: Brussels
    helper: User
    number: int = field(default_factory=lambda: next(NUMBERS))
    lived: int = 0
    reference: str = ""
    written: list[str] = field(default_factory=list)
    pressed: Press | None = None
    replied: Message | None = None
    sent: Message | None = None
    unknown: int = 0
    """Messages that the process had no time to learn the number of: nobody can delete them."""

    def __post_init__(self) -> None:
        self.person = self.brussels.person(f"Canaria-{self.number}", CODE)

    async def gets_ready(self, moment: str) -> None:
        """What comes before the moment itself, by the same people."""
        if moment == "ticket":
            self.person.send_text("/emergency")
            await taps(self.brussels, self.person, label(emergency.id, "what", "health", CODE))
            yes = label(emergency.id, "tell", "yes", CODE)
            await self.person.chat.wait_for(lambda _: self._offers(yes), 10)
        elif moment == "claim":
            await self.brussels.group.wait_for(lambda _: self._claimable(), PATIENCE)
        elif moment == "erase":
            self.person.send_text("/delete")
            yes = label("erase", "sure", "yes", CODE)
            await self.person.chat.wait_for(lambda _: self._offers(yes), 10)
        await worked_off(self.brussels)
        self.brussels.loket.let_pass(READING)

    async def does(self, moment: str) -> None:
        """The moment: one thing that somebody does."""
        match moment:
            case "ticket":
                self.person.tap(label(emergency.id, "tell", "yes", CODE))
            case "words":
                self.written.append(f"canary-words-{self.number}")
                self.sent = self.person.send_text(self.written[-1])
            case "claim":
                self.pressed = self.helper.press(self._claimable()[-1], self._claim)
            case "answer":
                head = await head_of(self.helper, self.reference, CODE)
                self.replied = self.helper.send_text(self._answer, reply_to=head)
            case "place":
                self.sent = self.person.send_location(50.85, 4.35)
            case "erase":
                self.person.tap(label("erase", "sure", "yes", CODE))

    async def comes_to(self, moment: str) -> None:
        """What the moment has to lead to, and what must hold then."""
        await self._wait(ENDS[moment], moment)
        await worked_off(self.brussels)
        if moment == "ticket":
            self.reference = reference_in(self._heard[-1].text)
        self._holds()

    async def _wait(self, comes: Callable[[Life], object], moment: str) -> None:
        """Wait; after a second that brought nothing, time passes for everybody."""
        for _ in range(PATIENCE):
            try:
                await self.brussels.world.wait_for(lambda: comes(self), 1)
            except TimeoutError:
                self.brussels.loket.let_pass(2)
            else:
                return
        raise AssertionError(f"{moment} has not come: {[m.text for m in self._heard]}")

    def _holds(self) -> None:
        loket, world = self.brussels.loket, self.brussels.world
        assert (broken := invariants.broken(loket, world)) == [], broken
        gone = any(say(ERASED) in message.text for message in self._heard)
        if self.reference and not gone:
            assert invariants.tickets_wrong(loket, {self.reference: self.written}) == []
        for words in self.written:
            assert invariants.told_to_others(world, words, self.helper) == []
        assert invariants.told_to_others(world, self._answer, self.person) == []
        answers = invariants.copies(self.person, self._answer)
        assert len(answers) <= 2
        assert invariants.unmarked(answers, CATALOGUES, CODE) == []

    def is_nowhere(self) -> None:
        """After the erasure: not in the database, not in the log; nor on anybody's phone what the
        bot could take away.
        """
        assert invariants.traces(self.brussels.loket, self.person, *self.written) == []
        left = Counter(message.text for message in self.person.chat.shown)
        assert left.pop(say(ERASED)) == 1
        assert left.total() <= self.unknown, left
        words = [m for m in self.helper.chat.shown if "canary-words" in m.text]
        assert len(words) <= self.unknown
        cards = [m for m in self.brussels.group.bot_messages if self.reference in m.text]
        assert len(cards) <= self.unknown

    @property
    def _heard(self) -> list[Message]:
        return self.person.chat.bot_messages

    @property
    def _answer(self) -> str:
        return f"canary-answer-{self.number}"

    @property
    def _claim(self) -> str:
        return claim_label(self.reference)

    def _claimable(self) -> list[Message]:
        return [m for m in self.brussels.group.bot_messages if [self._claim] in m.buttons]

    def _offers(self, key: str) -> bool:
        return any(key in row for row in self.person.chat.keyboard)

    def _is_shown(self) -> bool:
        """The helper has the ticket, the press was answered, and the card says whose it is."""
        heads = [m for m in self.helper.chat.bot_messages if say(HOW) in m.text]
        card = card_with(self.brussels.group, self.reference, self.helper.first_name)
        answered = self.pressed and self.pressed.answer
        return bool(answered and card) and any(self.reference in m.text for m in heads)

    def _has_answer(self) -> bool:
        found = invariants.copies(self.person, say(ANSWER, reference=self.reference))
        return bool(found and self.replied and self.replied.bot_reaction == "👍")

    def _has_place(self) -> bool:
        places = [m for m in self.helper.chat.bot_messages if "location" in m.content]
        return bool(places) and self._is_noted()

    def _is_noted(self) -> bool:
        """By a sign, or by words where there is more to say."""
        sent = self.sent
        if sent is None:
            return False
        return sent.bot_reaction == "👍" or self._heard[-1].message_id > sent.message_id

    def _is_gone(self) -> bool:
        told = say(WITHDRAWN, reference=self.reference)
        erased = invariants.copies(self.person, say(ERASED))
        return bool(erased) and bool(invariants.copies(self.helper, told))


ENDS: dict[str, Callable[[Life], object]] = {
    "ticket": lambda life: life._heard and reference_in(life._heard[-1].text),
    "words": Life._is_noted,
    "claim": Life._is_shown,
    "answer": Life._has_answer,
    "place": Life._has_place,
    "erase": Life._is_gone,
}
MOMENTS = tuple(ENDS)


async def goes_through(life: Life, moment: str) -> None:
    """A moment in which nothing goes wrong."""
    await life.gets_ready(moment)
    await life.does(moment)
    await life.comes_to(moment)
    life.lived += 1


async def stands_before(
    moment: str, life: Life | None, born: Callable[[], Awaitable[Life]]
) -> Life:
    """A life that has everything behind it that comes before a moment: this one, or a new one."""
    at = MOMENTS.index(moment)
    if life is None or life.lived > at:
        life = await born()
    for each in MOMENTS[life.lived : at]:
        await goes_through(life, each)
    await life.gets_ready(moment)
    return life


async def worked_off(brussels: Brussels) -> None:
    """Wait until nothing waits; time passes for everybody meanwhile."""
    url, left = brussels.loket.url, [""]
    for tries in range(PATIENCE * 10):
        if not (left := invariants.waits(url)):
            return
        await asyncio.sleep(0.05)
        if tries % 10 == 9:
            brussels.loket.let_pass(2)
    raise AssertionError(f"this still waits: {left}")
