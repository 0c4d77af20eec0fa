"""What the machine knows by itself: who wrote what, whom it was for, what was seen where."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.demo.bot_api import Message, Press, User
from bot.demo.bot_api.journal import Event
from tests.soak.house import House

CANARY = re.compile(r"kz\d{5}q")


@dataclass
class Canary:
    """A word that is written once. `targets`: to whom a volunteer meant it to go."""

    word: str
    author: int
    message: Message
    targets: set[int] = field(default_factory=set)
    strict: bool = False
    """Whether nothing but its own step happened since, and it must be found kept."""


@dataclass
class Ledger:
    """Grows with every step. People are known by their ids at Telegram."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    written: list[tuple[User, Message, int]] = field(default_factory=list)
    """Private messages to the bot that wait for an answer, and the length of the journal then."""
    pressed: list[tuple[Press, int]] = field(default_factory=list)
    person_of: dict[str, int] = field(default_factory=dict)
    """Whose request a reference is."""
    owners: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Who ever had a request of somebody."""
    languages: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """In which languages somebody may be spoken to: what waited was rendered earlier."""
    buttons: list[tuple[Message, str, str]] = field(default_factory=list)
    """Every inline button ever shown: its message, data and label."""
    erased: dict[str, Canary] = field(default_factory=dict)
    erasing: set[int] = field(default_factory=set)
    """Who was erased since the last look."""
    troubles: int = 0
    """How often something was made to go wrong."""
    odd: set[int] = field(default_factory=set)
    """Updates that nobody can read."""
    held_back: set[int] = field(default_factory=set)
    seen: int = 0
    number: int = 0

    def word(self) -> str:
        """A word that was never used before."""
        self.number += 1
        return f"kz{self.number:05}q"

    def wrote(self, user: User, message: Message, house: House) -> None:
        """Somebody wrote to the bot."""
        for word in CANARY.findall(message.text):
            self.canaries.setdefault(word, Canary(word, user.user_id, message))
        self.written.append((user, message, len(house.world.journal.events)))

    def news(self, house: House) -> list[Event]:
        """What happened since the last time."""
        events = house.world.journal.events
        new, self.seen = events[self.seen :], len(events)
        for event in new:
            if event.kind not in ("message", "edit"):
                continue
            message: Message = event.details["message"]
            if message.from_bot:
                self.buttons += [
                    (message, button["callback_data"], button["text"])
                    for row in message.inline_buttons
                    for button in row
                    if "callback_data" in button
                ]
        return new


def said_in(event: Event) -> str:
    """Everything that a message of the bot's shows, its buttons included."""
    message: Message = event.details["message"]
    return message.text + json.dumps(message.markup, ensure_ascii=False)


def from_bot(events: list[Event], *kinds: str) -> Iterator[Event]:
    """The messages (and edits) of the bot among some events."""
    for event in events:
        if event.kind in (kinds or ("message", "edit")) and event.details["message"].from_bot:
            yield event
