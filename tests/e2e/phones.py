"""People who go through the questions as people do: patiently, and whatever happens to the bot."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.demo.bot_api import Message, User
from bot.demo.stories.labels import reference_in
from bot.engine import OpenQuestion, Question, Review, Text
from flows import FLOWS
from tests.e2e.staff import endonym, label, say

LANGUAGES = ("ar", "en", "fr", "nl")
CHOSEN = {
    ("status", "paper"): "annex_26quater",
    ("status", "procedure_language"): "unsure",
    ("status", "letter"): "yes",
    ("status", "which_letter"): "decision",
    ("status", "how_soon"): "later",
    ("status", "lawyer"): "no",
    ("status", "protected_elsewhere"): "no",
    ("status", "address"): "yes",
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
    asked_again: bool = False
    """The words came between two copies of their question, and the bot asked for them once more."""
    patience: float = PATIENCE

    async def goes_through(self) -> None:
        """From the first hello to the confirmation."""
        self.user.send_text("/start")
        answered = 0
        while not self.reference:
            seen = await self._next(answered)
            if seen is not None:
                answered = self._does(seen, again=seen.message_id <= answered) or answered

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

    def _does(self, seen: Message, *, again: bool = False) -> int:
        """Act upon a message; its number."""
        self.reference = reference_in(seen.text)
        if self.reference:
            return seen.message_id
        if [endonym(self.code)] in self.user.chat.keyboard or "🌐" in seen.text[:2]:
            self.user.tap(endonym(self.code))
        elif self._asks(seen, "status", "words"):
            if not self._writes("words") and again:
                self.asked_again = True
                self.user.tap(label("status", "words", "skipped", self.code))
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

    def _writes(self, what: str) -> bool:
        """Write something, once; whether it was written now."""
        canary = f"canary {self.number} {what} {self.number * 7919}"
        if canary in self.written:
            return False
        self.written.append(canary)
        self.user.send_text(canary)
        return True
