"""A conversation with the bot in which each message is answered by exactly one message."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.demo.bot_api import Message, User
from bot.demo.stories.labels import key, reference_in
from bot.engine import Text
from bot.engine.text import leaves
from flows import FLOWS
from tests.e2e.conftest import Brussels
from tests.e2e.kept import Kept, ticket
from tests.e2e.staff import CATALOGUES, endonym

PLACE = re.compile(r"%\((\w+)\)s")
ANYTHING = "\ue000"
"""A private character that stands for whatever fills a place."""

FILLED = re.compile(f"\u2068?{ANYTHING}\u2069?")
"""The same with the isolates around it."""

SECONDS = 1.2
"""The time that somebody takes for a message; no chat's limit is met then."""

READING = 0.03
"""Seconds of real time between a question and its answer."""


def pattern(text: Text, code: str, known: Mapping[str, str]) -> re.Pattern[str]:
    """What a text may look like in a language, whatever fills the places that are not known."""
    places = {name for leaf in leaves(text) for name in PLACE.findall(leaf.msgid)}
    said = CATALOGUES.say(text.with_values(**{**dict.fromkeys(places, ANYTHING), **known}), code)
    return re.compile(FILLED.sub(r"(?:.|\\n)*?", re.escape(said)))


def asks(flow: str, step: str) -> Text:
    """The words of a step that asks or says something."""
    text = getattr(FLOWS[flow][step], "text", None)
    assert isinstance(text, Text)
    return text


@dataclass
class Talk:
    """One person's side. Before each message, and at the end, nothing more may have come than
    one answer to each.
    """

    brussels: Brussels
    user: User
    code: str = "en"
    sent: int = 0
    signs: int = 0
    answers: list[Message] = field(default_factory=list)
    _seen: int = 0

    @property
    def last(self) -> Message:
        """The newest answer."""
        return self.answers[-1]

    @property
    def labels(self) -> list[str]:
        """The labels of the keyboard, in order."""
        return [label for row in self.user.chat.keyboard for label in row]

    def words(self, text: Text | str) -> str:
        """A text in the person's language."""
        return text if isinstance(text, str) else CATALOGUES.say(text, self.code)

    async def says(self, words: str | Text, *, reply_to: Message | None = None) -> Message:
        """Type something."""
        typed = self.words(words)
        return await self.does(lambda: self.user.send_text(typed, reply_to=reply_to))

    async def taps(self, label: str | Text) -> Message:
        """Tap a key that is shown."""
        return await self.does(lambda: self.user.tap(self.words(label)))

    async def chooses(self, flow: str, step: str, value: str) -> Message:
        """Tap a choice of the step that is asked."""
        return await self.taps(key(flow, step, value))

    async def does(self, act: Callable[[], object]) -> Message:
        """Do one thing, and get the one answer to it."""
        await self._begin(act)
        await self.user.chat.wait_for(lambda _: self._arrived(), 10)
        assert len(self.answers) + self.signs == self.sent, self.heard()
        return self.last

    async def is_noted(self, act: Callable[[], Message]) -> Message:
        """Do one thing that is answered by a sign on it, and by no words."""
        done: list[Message] = []
        await self._begin(lambda: done.append(act()))
        self.signs += 1
        await self.user.chat.wait_for(lambda _: done[0].bot_reaction, 10)
        assert done[0].bot_reaction == "👍"
        return done[0]

    async def _begin(self, act: Callable[[], object]) -> None:
        # Nobody reads this fast: until the bot has heard that its question arrived, it would wait.
        await asyncio.sleep(READING)
        self._arrived()
        assert len(self.answers) + self.signs == self.sent, self.heard()
        self.brussels.loket.let_pass(SECONDS)
        self.sent += 1
        act()

    def _arrived(self) -> bool:
        """Take note of what the bot wrote; whether there is as much of it as there should be."""
        events = self.brussels.world.journal.events
        new, self._seen = events[self._seen :], len(events)
        here = [e for e in new if e.kind == "message" and e.chat_id == self.user.user_id]
        self.answers += [e.details["message"] for e in here if e.details["message"].from_bot]
        return len(self.answers) + self.signs >= self.sent

    def heard(self) -> str:
        """What was said so far, for whoever reads a failed test."""
        return f"sent {self.sent}:\n" + "\n---\n".join(m.text for m in self.user.chat.shown)

    def hears(self, *texts: Text, code: str = "", **known: str) -> None:
        """The newest answer holds these texts."""
        for text in texts:
            wanted = pattern(text, code or self.code, known)
            assert wanted.search(self.last.text), f"{wanted.pattern}\n\nin:\n{self.heard()}"

    @property
    def ticket(self) -> Kept:
        """The ticket that the newest answer names, as it is kept."""
        return ticket(self.brussels.loket, reference_in(self.last.text))

    def hears_not(self, *texts: Text, **known: str) -> None:
        """The newest answer holds none of these texts."""
        for text in texts:
            assert not pattern(text, self.code, known).search(self.last.text), self.heard()

    async def ends(self) -> None:
        """Nothing more has come: one more message gets one answer, and what is too much would
        have come before it.
        """
        await self.says("/menu")
        refused = self.brussels.world.flood.refusals
        assert refused == 0

    async def picks_language(self) -> None:
        """Begin, and choose the language."""
        await self.says("/start")
        await self.taps(endonym(self.code))

    async def begins(self, consent: str = "yes") -> None:
        """Begin, choose the language, and answer whether words may be kept."""
        await self.picks_language()
        await self.chooses("welcome", "intro", "go_on")
        await self.chooses("welcome", "consent", consent)


def in_both_languages(
    story: Callable[[Brussels, str], Awaitable[None]],
) -> Callable[[Brussels], Awaitable[None]]:
    """A test that tells a story to an English and to an Arabic speaker, at the same time."""

    async def test(town: Brussels) -> None:
        await asyncio.gather(*(story(town, code) for code in ("en", "ar")))

    test.__name__, test.__doc__ = story.__name__, story.__doc__
    return test
