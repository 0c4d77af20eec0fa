"""A story of the list as it is lived: what somebody taps and reads, and what happens besides.

Everything goes through the real reception and the real rounds on a database; the clock stands still
until the story lets time pass, and then stops at each thing that falls due.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.terminal import HEARD, shown
from bot.demo.stories.labels import key
from bot.engine import Entry, Text
from bot.post.actions import Send
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.post.sending import Done
from bot.reception.room import Reception
from bot.rounds import Rounds
from bot.shelter.declared import Declared
from bot.shelter.due import Due
from bot.shelter.joining import join
from bot.shelter.pushed_words import KEYS, Pushed
from bot.speech.dates import moment_in_words
from bot.speech.keys import BACK, EMERGENCY, GLOBE, MENU
from bot.store.tables import Listing, Offer, Ticket
from tests.shelter.offers import Shelter

HAPPENS = "* "
OLD, NEW = "5000000001", "5000000002"
MANY = 50
REFERENCE = "4M7K-Q2PX"
SINCE = timedelta(weeks=4)
"""So long before the story begins somebody came onto the list."""

Story = Callable[["Tale"], Awaitable[None]]


class Tale:
    """A story in one language, told by what it does."""

    def __init__(self, shelter: Shelter, code: str) -> None:
        self.shelter, self.office, self.code = shelter, shelter.office, code
        self.listing: UUID | None = None
        self.phone = OLD
        self._keys: dict[str, tuple[str, ...]] = {}
        self._lines: list[str] = []
        self._messages = count(1)
        self._calls = 0

    @property
    def text(self) -> str:
        """All of it, as it is kept."""
        return "\n".join(self._lines).lstrip("\n") + "\n"

    def happens(self, what: str) -> None:
        """Something that is not on the phone."""
        self._lines.append(f"\n{HAPPENS}{what}")

    async def listed(self, on: str = "men", reference: str = REFERENCE, **also: object) -> UUID:
        """Somebody has been on the list for some time, and has just said that they still are."""
        now, size = self.office.now(), {"families": 5, "couples": 2}.get(on, 1)
        async with self.shelter.database.begin() as session:
            people = self.office.people
            known = (await people.find(session, [self.phone])).get(self.phone)
            if known is None:
                person = (known := people.make(session, self.phone, now - SINCE)).person
            else:
                person, _ = people.make_person(session, now - SINCE, self.code)
                people.speak_for(session, known.contact, person, now - SINCE)
            person.reference, person.language, person.allows_keeping = reference, self.code, True
            known.contact.asked_flow = "menu"
            await session.flush()
            declared = Declared(on, size)
            listing = await join(session, self.office, person, self.code, declared, None, now)
            listing.since = now - SINCE
            for name, value in also.items():
                setattr(listing, name, value)
        self.listing = self.listing or listing.id
        return listing.id

    async def offered(self, to: UUID | None = None, **how: object) -> UUID:
        """A place is offered, 3 nights from tomorrow."""
        listing = to or self.listing
        assert listing is not None
        (offer,) = await self.shelter.free(listing, **how)  # type: ignore[arg-type]
        await self.arrives()
        return offer

    async def taps(self, tap: Pushed, reference: str = "") -> None:
        """A key of the list; with a reference where one phone speaks for several people."""
        label = self.say(KEYS[tap])
        ends = f"{reference}\u2069" if self.code == "ar" else reference
        fits = [each for each in self._shown() if each.startswith(label) and (
            each.endswith(ends) if reference else each == label
        )]  # fmt: skip
        assert fits, f"{label} {reference} is not among {self._shown()}"
        await self.types(fits[0])

    async def chooses(self, flow: str, step: str, value: str) -> None:
        """A choice of a flow."""
        label = self.say(key(flow, step, value))
        assert label in self._shown(), f"{label} is not among {self._shown()}"
        await self.types(label)

    async def types(self, words: str) -> None:
        """Anything, from the phone that is in hand."""
        self._lines.append(f"\n{HEARD}{words}")
        message = str(next(self._messages))
        who = Sender(self.phone, language=self.code)
        entry = Entry("text", words, source=message)
        said = Said(Chat(self.phone), who, message, entry, self.office.now())
        async with self.shelter.database.begin() as session:
            await Reception(self.office).receive(session, [Item(said, self.office.now())])
            await self._arrives(session)

    async def until(self, day: str) -> None:
        """Time passes until a day and hour in Brussels, "2026-03-04 09:00"; what falls due before
        is done when it is due.
        """
        zone = self.office.catalogues.zone
        end = datetime.fromisoformat(day).replace(tzinfo=zone)
        while (due := await self._next_due()) is not None and due <= end:
            self.shelter.passes(max(due - self.office.now(), timedelta()))
            await self._round()
        if self.office.now() < end:
            self.shelter.passes(end - self.office.now())
            self.happens(self._moment())
            await self.arrives()

    async def arrives(self) -> None:
        """What waits to be sent is read where it goes; what staff get is theirs."""
        async with self.shelter.database.begin() as session:
            await self._arrives(session)

    async def _arrives(self, session: AsyncSession) -> None:
        await session.flush()
        jobs = await self.office.outbox.take(session, MANY, frozenset())
        done = [Done(job, messages=(str(next(self._messages)),)) for job in jobs]
        await self.office.outbox.settle(session, done)
        for job in jobs:
            self._reads(job.address, job.action)
        waits = select(func.count()).where(Ticket.topic == "call", Ticket.state == "open")
        calls = await session.scalar(waits) or 0
        if calls > self._calls:
            self.happens("The team has a call to make.")
        self._calls = calls

    def _reads(self, address: str, action: object) -> None:
        if not isinstance(action, Send) or address not in (OLD, NEW):
            return
        if action.keyboard is not None:
            labels = tuple(label for row in action.keyboard for label in row)
            self._keys[address] = tuple(label for label in labels if not self._always(label))
        self._lines.append(shown(action.text, self._keys[address] if action.keyboard else ()))

    def _always(self, label: str) -> bool:
        """Whether a key stands under every message, so that it tells nothing here."""
        return label.startswith(GLOBE) or label in [self.say(k) for k in (BACK, MENU, EMERGENCY)]

    async def _next_due(self) -> datetime | None:
        async with self.shelter.database.begin() as session:
            first = [select(func.min(each.due_at)).scalar_subquery() for each in (Offer, Listing)]
            due = (await session.execute(select(*first))).one()
        return min((at for at in due if at is not None), default=None)

    async def _round(self) -> None:
        before = len(self._lines)
        rounds = Rounds(self.shelter.database, self.office.clock, Due(self.office).round, _nothing)
        await rounds.round()
        await self.arrives()
        if len(self._lines) > before:
            self._lines.insert(before, f"\n{HAPPENS}{self._moment()}")

    def _moment(self) -> str:
        return f"{moment_in_words(self.office.now(), 'en', self.office.catalogues)}."

    def _shown(self) -> tuple[str, ...]:
        return self._keys.get(self.phone, ())

    def say(self, text: Text) -> str:
        """A text in the language of the story."""
        return self.office.catalogues.say(text, self.code)


def _nothing() -> None:
    """What is committed is looked for here anyway."""
