"""A person at a phone, who says a script's lines one after the other, each when answered."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.demo.bot_api import Message, User
from tests.bench.scripts import Line

FOREVER = 3600.0


@dataclass
class Phone:
    """Where one person is. `waits` are seconds from each message to its answer."""

    user: User
    script: Sequence[Line]
    step: int = 0
    waits: list[float] = field(default_factory=list)
    said: Counter[int] = field(default_factory=Counter)
    heard: Counter[int] = field(default_factory=Counter)
    since: float = 0.0
    """When the line that waits for its answer was said first, or else the last answer came (seconds
    since 1970, as the world's clock has it).
    """
    seen: int = 0

    @property
    def finished(self) -> bool:
        """Whether the last line was answered."""
        return self.step == len(self.script)

    @property
    def waiting(self) -> bool:
        """Whether a line was said and not yet answered."""
        return not self.finished and self.said[self.step] > 0

    @property
    def repeated(self) -> int:
        """Answers that came more often than what they answer was said."""
        return sum(max(count - self.said[line], 0) for line, count in self.heard.items())

    def say(self) -> None:
        """Say the line whose turn it is (again, where it was said before)."""
        sent = self.user.send_text(self.script[self.step].says)
        if not self.waiting:
            self.since = sent.date.timestamp()
        self.said[self.step] += 1

    def look(self) -> bool:
        """Read what is new; whether the line that was said has been answered."""
        shown = self.user.chat.bot_messages
        new, self.seen = shown[self.seen :], len(shown)
        for message in new:
            self._read(message)
        return not self.waiting

    def _read(self, message: Message) -> None:
        answers = [self.step, *range(len(self.script))] if self.waiting else range(self.step)
        line = next((n for n in answers if self.script[n].hears in message.text), None)
        if line is None:
            return
        self.heard[line] += 1
        if line >= self.step:
            came = message.date.timestamp()
            self.waits.append(came - self.since)
            self.step, self.since = line + 1, came

    async def converse(self, patience: float = 0) -> None:
        """Say everything, each line as soon as the one before was answered. `patience`: seconds
        after which a line is said again; 0 is never.
        """
        while not self.finished:
            self.say()
            await self.answered(patience or FOREVER)

    async def answered(self, within: float) -> None:
        """Wait for the answer, so many seconds at most."""
        with contextlib.suppress(TimeoutError):
            await self.user.chat.wait_for(lambda _chat: self.look(), within)
