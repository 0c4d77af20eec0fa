"""The desk of a day centre: volunteers who write and tap, and a list with people on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.desk.membership import Memberships, keep_role
from bot.desk.room import Desk
from bot.desk.staff import find_members
from bot.desk.tokens import button
from bot.engine import Entry, Text
from bot.office import Office
from bot.post.actions import Action, AnswerPress, Button, Edit, Send
from bot.post.due import opened
from bot.post.events import Chat, Pressed, Role, Said, Sender
from bot.post.rooms import Item
from bot.shelter.declared import Declared
from bot.shelter.houses import About, make_house
from bot.store.database import Database
from bot.store.tables import House, Listing, Outbox, Person
from tests.databases import NOON
from tests.shelter.conftest import GROUP, Joins, catalogues, joins
from tests.shelter.conftest import office as one_group

__all__ = ["catalogues", "joins", "one_group"]

OTHERS = "-1003"


@dataclass
class Groups:
    """Staff groups as the channel knows them: who is in which, and as what."""

    roles: dict[tuple[str, str], Role] = field(default_factory=dict)

    async def role(self, group: str, member: str) -> Role:
        """The role of somebody."""
        return self.roles.get((group, member), "absent")


@dataclass
class Colleague:
    """Somebody of the staff with a phone: says, taps, reads. The newest screen is what they see."""

    database: Database
    office: Office
    desk: Desk
    address: str
    numbers: count[int]
    id: UUID
    answer: str = ""
    read: list[str] = field(default_factory=list)
    message: str = ""
    keys: list[Button] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    """What every button carried that they ever saw, by its label."""
    seen: int = 0
    protected: bool = False

    @property
    def screen(self) -> str:
        """What was written to them last."""
        return self.read[-1]

    @property
    def labels(self) -> list[str]:
        """The buttons under it."""
        return [key.label for key in self.keys]

    async def says(self, words: str, reply_to: str = "") -> str:
        """Write something; the answer."""
        entry = Entry(kind="text", text=words, source="1")
        now = self.office.now()
        said = Said(Chat(self.address), self._who, "1", entry, now, reply_to=reply_to)
        await self._does(said)
        return self.screen

    async def taps(self, *labels: str | Text) -> str:
        """Tap one button after the other, each by (the beginning of) its label."""
        for label in labels:
            words = label if isinstance(label, str) else self.reads(label)
            found = [key for key in self.keys if key.label.startswith(words)]
            assert found, f"no button {words!r} among {self.labels} under:\n{self.screen}"
            await self.presses(found[0].token)
        return self.screen

    async def presses(self, token: str) -> str:
        """Press a button, perhaps one that is gone by now; what it was answered with."""
        assert len(token.encode()) <= 64, token
        self.answer = ""
        await self._does(Pressed(Chat(self.address), self._who, self.message, self._press, token))
        return self.answer

    def token(self, label: str | Text) -> str:
        """What a button carries."""
        words = label if isinstance(label, str) else self.reads(label)
        return next(key.token for key in self.keys if key.label.startswith(words))

    def reads(self, text: Text) -> str:
        """A text as they read it, where nothing is left open."""
        return self.office.catalogues.say(text, "en")

    @property
    def _who(self) -> Sender:
        return Sender(self.address, name=self.address, language="en")

    @property
    def _press(self) -> str:
        return f"press of {self.address}"

    async def _does(self, incoming: Said | Pressed) -> None:
        item = Item(incoming, self.office.now())
        await self.desk.prepare([item])
        async with self.database.begin() as session:
            left = await self.desk.receive(session, [item])
        assert not left
        await self.looks()

    async def looks(self) -> None:
        """Read what came."""
        async with self.database.begin() as session:
            query = select(Outbox).where(Outbox.number > self.seen).order_by(Outbox.number)
            for row in await session.scalars(query):
                self.seen = row.number
                job = opened(row, self.office.vault)
                if job is not None and job.address in (self.address, self._press):
                    self._take(job.action)

    def _take(self, action: Action) -> None:
        if isinstance(action, AnswerPress):
            self.answer = action.text
        elif isinstance(action, Send | Edit):
            self.read.append(action.text)
            self.protected = action.protected if isinstance(action, Send) else self.protected
            self.message = action.message if isinstance(action, Edit) else str(next(self.numbers))
            self.keys = [key for row in action.buttons for key in row]
            self.tokens |= {key.label: key.token for key in self.keys}


@pytest.fixture
def office(one_group: Office) -> Office:
    """The day centre has a group, and the other services another."""
    return replace(one_group, groups={"legal": OTHERS, "centre": GROUP, "followup": OTHERS})


Comes = Callable[..., Awaitable[Colleague]]


@pytest.fixture
def comes(database: Database, office: Office) -> Comes:
    """Somebody joins the staff: `await comes("Carla", "coordinator")`."""
    groups, numbers = Groups(), count(100)
    desk = Desk(office, Memberships(office, database, groups))

    async def come(name: str, role: Role, group: str = GROUP) -> Colleague:
        groups.roles[group, name] = role
        async with database.begin() as session:
            await keep_role(session, office, group, Sender(name, name=name, language="en"), role)
        async with database.begin() as session:
            member = (await find_members(session, office, [name]))[name]
            member.known.contact.reachable = True
        return Colleague(database, office, desk, name, numbers, member.id)

    return come


@pytest.fixture
async def house(database: Database, office: Office) -> UUID:
    """A house with an address."""
    async with database.begin() as session:
        about = About("Harbour House", "Quay Street 1", "a towel")
        row = make_house(session, office, about, UUID(int=1))
    return row.id


MAN = Declared("men", 1)
Waits = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def waits(database: Database, office: Office, joins: Joins) -> Waits:
    """So many households come onto a list, one a day, until today: their numbers, oldest first."""
    phones = count(5_000_000_000)

    async def wait(
        n: int,
        declared: Declared = MAN,
        language: str = "ar",
    ) -> list[str]:
        numbers = []
        async with database.begin() as session:
            for day in range(n, 0, -1):
                known, listing = await joins(session, str(next(phones)), declared, language)
                listing.since = office.now() - timedelta(days=day)
                numbers.append(known.person.reference)
        return numbers

    return wait


async def listing_of(database: Database, reference: str) -> Listing:
    """Somebody's place on the list, by their number."""
    query = select(Listing).join(Person, Person.id == Listing.person_id)
    async with database.begin() as session:
        return (await session.scalars(query.where(Person.reference == reference))).one()


async def free_places(who: Colleague, places: int | str = 3, days: int = 1) -> str:
    """The last tap for free places for men from 18:00, in so many days; the proposal."""
    async with who.database.begin() as session:
        house = await session.scalar(select(House.id))
    assert house is not None
    await who.says("/list")
    day = (NOON + timedelta(days=days)).toordinal()
    last = button("", "l.free", "men", str(places), "1", "0", "0", str(day), "18", "7", house)
    await who.presses(last.token)
    return who.screen


def lines_of(screen: str) -> list[str]:
    """The people of a proposal, one a line."""
    return [line for line in screen.splitlines() if line[:1].isdigit()]


async def state_of(database: Database, reference: str) -> str:
    """Where somebody's listing stands."""
    return (await listing_of(database, reference)).state
