"""One screen of the shelter list: a message in a private chat that is edited as its buttons are
pressed. Everything that was chosen so far rides in the buttons, so nothing waits in between.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from bot.desk.staff import Member
from bot.desk.tokens import button, read_id
from bot.engine import Text, verbatim
from bot.post.actions import Button, Edit, Send
from bot.post.outbox import NOTHING as ABOUT_NOBODY
from bot.post.outbox import About
from bot.speech.dates import day_in_words, moment_in_words
from bot.speech.splitting import LIMIT, split
from bot.store.columns import Base

SERVICE = "centre"
"""The service whose list it is."""

NOTHING = Text("", values={"words": ""})
"""What a press is answered with where the screen itself has changed."""

Row = TypeVar("Row", bound=Base)
Buttons = Sequence[Button]


class OldButton(Exception):
    """What a button carries does not fit: it is of another version, or forged."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Who looks, at which message ("" for a command: a new one), and what the button carries."""

    member: Member
    message: str = ""
    about: tuple[str, ...] = ()

    @property
    def coordinates(self) -> bool:
        """Whether they coordinate the service whose list it is."""
        return self.member.roles.get(SERVICE) == "coordinator"

    def show(
        self,
        text: Text,
        rows: Iterable[Buttons] = (),
        about: About = ABOUT_NOBODY,
        *,
        public: bool = False,
    ) -> None:
        """Bring the message up to date, or send it where there is none, or where one message does
        not hold it all (people write at length). What is not `public` asks
        the app to refuse forwarding: any screen can come to show somebody's needs.
        """
        words = self.member.words(text)
        buttons = tuple(tuple(row) for row in rows if row)
        *first, last = split(words, LIMIT)
        if self.message and not first:
            self.member.send(Edit(self.message, last, buttons), about)
            return
        for part in first:
            self.member.send(Send(part, protected=not public), about)
        self.member.send(Send(last, buttons=buttons, protected=not public), about)

    def button(self, label: Text, act: str, *about: UUID | str | int) -> Button:
        """A button in the volunteer's language."""
        carried = (str(each) if isinstance(each, int) else each for each in about)
        return button(self.member.words(label), act, *carried)

    def word(self, place: int, allowed: Iterable[str]) -> str:
        """One of some words. Raises OldButton for anything else."""
        found = self.about[place] if place < len(self.about) else ""
        if found not in allowed:
            raise OldButton
        return found

    def number(self, place: int, least: int = 0, most: int = 999) -> int:
        """A whole number. Raises OldButton for anything else."""
        found = self.about[place] if place < len(self.about) else ""
        if not (found.isascii() and found.isdigit() and least <= int(found) <= most):
            raise OldButton
        return int(found)

    async def row(self, place: int, table: type[Row]) -> Row:
        """The row of an id. Raises OldButton where there is none (any more)."""
        row_id = read_id(self.about[place]) if place < len(self.about) else None
        row = await self.member.session.get(table, row_id) if row_id else None
        if row is None:
            raise OldButton
        return row

    def when(self, at: datetime) -> Text:
        """A moment in words, in the volunteer's language."""
        office = self.member.office
        return verbatim(moment_in_words(at, self.member.volunteer.language, office.catalogues))

    def day(self, at: datetime) -> Text:
        """The day of a moment, in the volunteer's language."""
        zone = self.member.office.catalogues.zone
        return self.date(at.astimezone(zone).date())

    def date(self, day: date) -> Text:
        """A day in words, in the volunteer's language."""
        return verbatim(day_in_words(day, self.member.volunteer.language))


Handler = Callable[[Screen], Awaitable[Text]]
"""Shows what comes next; what to answer the press with."""


def in_rows(buttons: Sequence[Button], wide: int) -> list[Buttons]:
    """Buttons beside each other, so many in a row."""
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]
