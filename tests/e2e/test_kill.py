"""`kill -9` at random moments in twenty conversations: nobody is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

import pytest

from bot.demo.bot_api import Message, User
from bot.demo.stories.labels import reference_in
from bot.engine import OpenQuestion, Question, Review, Text
from bot.store.tables import Inbox, Ticket
from flows import FLOWS
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import endonym, label, say

KILLS = 6
LANGUAGES = ("ar", "en", "fr", "nl")
CHOSEN = {
    ("status", "paper"): "annex_26quater",
    ("status", "procedure_language"): "unsure",
    ("status", "letter"): "yes",
    ("status", "lawyer"): "no",
    ("status", "protected_elsewhere"): "no",
    ("status", "review"): "send",
    ("menu", "menu"): "status",
    ("welcome", "intro"): "go_on",
    ("welcome", "consent"): "yes",
}
PATIENCE = 2.0
"""Seconds after which somebody who gets no answer taps again."""


@dataclass
class Person:
    """Somebody with a phone, who reads the last message and does what it asks for. Words are
    written once: nobody writes a long message again because the answer takes a while.
    """

    user: User
    code: str
    number: int
    written: list[str] = field(default_factory=list)
    reference: str = ""
    patience: float = PATIENCE

    async def goes_through(self) -> None:
        """From the first hello to the confirmation."""
        self.user.send_text("/start")
        answered = 0
        while not self.reference:
            seen = await self._next(answered)
            if seen is not None:
                answered = self._does(seen) or answered

    async def _next(self, answered: int) -> Message | None:
        """The newest message that was not acted upon; the same one again after a while."""

        def newest() -> Message | None:
            shown = self.user.chat.bot_messages
            return shown[-1] if shown and shown[-1].message_id > answered else None

        try:
            return await self.user.world.wait_for(newest, self.patience, self.user.chat)
        except TimeoutError:
            if shown := self.user.chat.bot_messages:
                return shown[-1]
            self.user.send_text("/start")
            return None

    def _does(self, seen: Message) -> int:
        """Act upon a message; its number."""
        self.reference = reference_in(seen.text)
        if self.reference:
            return seen.message_id
        if [endonym(self.code)] in self.user.chat.keyboard or "🌐" in seen.text[:2]:
            self.user.tap(endonym(self.code))
        elif self._asks(seen, "status", "words"):
            self._writes("words")
        elif self._asks(seen, "status", "lawyer") and self.number % 2 and not self.written:
            self._writes("beside the question")
        else:
            self._taps(seen)
        return seen.message_id

    def _taps(self, seen: Message) -> None:
        asked = next((each for each in CHOSEN if self._asks(seen, *each)), None)
        assert asked is not None, seen.text
        self.user.tap(label(*asked, CHOSEN[asked], self.code))

    def _asks(self, seen: Message, flow: str, step: str) -> bool:
        asked = FLOWS[flow][step]
        assert isinstance(asked, Question | OpenQuestion | Review)
        text: Text = asked.text.parts[-1] if asked.text.parts else asked.text
        return say(text, self.code) in seen.text

    def _writes(self, what: str) -> None:
        canary = f"canary {self.number} {what} {self.number * 7919}"
        if canary not in self.written:
            self.written.append(canary)
            self.user.send_text(canary)


@pytest.mark.parametrize("seed", [2026])
async def test_twenty_conversations_survive_kill_9(brussels: Brussels, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- moments, no secrets
    people = [
        Person(brussels.person(f"Person {n}", LANGUAGES[n % 4]), LANGUAGES[n % 4], n)
        for n in range(20)
    ]
    async with asyncio.TaskGroup() as all_of_them:
        for person in people:
            all_of_them.create_task(person.goes_through())
        all_of_them.create_task(_kill(brussels, chance))
    await brussels.loket.stop()

    kept = rows(brussels.loket, Ticket)
    assert Counter(row.reference for row in kept) == Counter(p.reference for p in people)
    for person in people:
        entries = ticket(brussels.loket, person.reference)
        assert sorted(entries.words) == sorted(person.written)
        assert entries.language == person.code
    assert rows(brussels.loket, Inbox, Inbox.state != "done") == []


async def _kill(brussels: Brussels, chance: random.Random) -> None:
    """Kill the process some time after it has begun to fetch, again and again. Each time Telegram
    also gives an update that was acknowledged long ago.
    """
    for _ in range(KILLS):
        await _again(brussels, chance)
        await asyncio.sleep(chance.uniform(0.05, 1.5))
        await brussels.loket.kill()
        await brussels.loket.start()
    await _again(brussels, chance)


async def _again(brussels: Brussels, chance: random.Random) -> None:
    polls = len(brussels.world.calls("getUpdates"))
    await brussels.world.wait_for(partial(_fetched, brussels, polls), 20)
    brussels.world.updates.deliver_again(chance.choice(list(brussels.world.updates.history)))


def _fetched(brussels: Brussels, polls: int) -> bool:
    return len(brussels.world.calls("getUpdates")) > polls
