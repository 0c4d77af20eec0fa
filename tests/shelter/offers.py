"""People of the list, houses with places, and what goes to and fro between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock, MovableClock
from bot.demo.stories.labels import key
from bot.engine import Entry, Text, verbatim
from bot.office import Office
from bot.post.actions import Send
from bot.post.due import opened
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.reception.room import Reception
from bot.shelter import offering
from bot.shelter.declared import Declared
from bot.shelter.due import Due
from bot.shelter.houses import About, make_house
from bot.shelter.joining import join
from bot.shelter.moved import moved
from bot.shelter.pushed_words import KEYS, Pushed
from bot.shelter.reach import keep_number
from bot.store.database import Database
from bot.store.tables import Contact, Listing, Offer, Outbox, Outcome, Person, Ticket, Vacancy
from tests.databases import rows

STREET = "Rue du Progrès 12"
CORNER = "in front of the library"
TOMORROW = timedelta(hours=28)
AFTERNOON = timedelta(hours=3)


@dataclass
class Shelter:
    """A shelter list on one database; every step is a transaction of its own."""

    database: Database
    office: Office
    clock: Clock
    by: UUID = field(default_factory=uuid4)
    _messages: int = 0

    async def listed(
        self, address: str = "5000000001", on: str = "men", language: str = "en", **also: object
    ) -> UUID:
        """Somebody on the list, with a phone that has chosen a language; the listing's id."""
        office, size = self.office, {"families": 5, "couples": 2}.get(on, 1)
        async with self.database.begin() as session:
            known = (await office.people.find(session, [address])).get(address)
            if known is None:
                known = office.people.make(session, address, office.now())
                known.person.language, known.person.allows_keeping = language, True
                known.contact.asked_flow, person = "menu", known.person
            else:  # somebody else, through the same phone
                person, _ = office.people.make_person(session, office.now(), language)
                office.people.speak_for(session, known.contact, person, office.now())
            await session.flush()
            return await self._joins(session, person, Declared(on, size), also)

    async def listed_without_phone(self, on: str = "men", **also: object) -> UUID:
        """Somebody whom a volunteer entered at the desk."""
        async with self.database.begin() as session:
            person, _ = self.office.people.make_person(session, self.office.now(), "en")
            await session.flush()
            return await self._joins(session, person, Declared(on, 1), also)

    async def _joins(
        self, session: AsyncSession, person: Person, declared: Declared, also: dict[str, object]
    ) -> UUID:
        now, language = self.office.now(), person.language or "en"
        listing = await join(session, self.office, person, language, declared, None, now)
        number = also.pop("number", "")
        if isinstance(number, str) and number:
            own = await self.office.people.key_of(session, person.id)
            keep_number(listing, own, [Entry("text", number)])
        for name, value in also.items():
            setattr(listing, name, value)
        return listing.id

    async def free(
        self,
        *listings: UUID,
        places: int = 0,
        nights: int = 3,
        starts: timedelta = TOMORROW,
        secret: bool = False,
        state: str = "approved",
    ) -> list[UUID]:
        """Free places, approved, are offered to some people; the offers' ids."""
        office, now = self.office, self.office.now()
        async with self.database.begin() as session:
            about = About("The Anchor", CORNER if secret else STREET, "a blanket", secret)
            house = make_house(session, office, about, self.by)
            first = await session.get_one(Listing, listings[0])
            vacancy = Vacancy(
                id=uuid4(), house_id=house.id, list=first.list, places=places or len(listings),
                size=first.size, starts_at=now + starts, nights=nights, state=state,
                made_by=self.by, made_at=now,
            )  # fmt: skip
            session.add(vacancy)
            offers = []
            for place, each in enumerate(listings, 1):
                listing = await session.get_one(Listing, each)
                offers.append(
                    Offer(
                        id=uuid4(), vacancy_id=vacancy.id, listing_id=each,
                        person_id=listing.person_id, place=place, why="next", tier=3, waited=9,
                        state="proposed",
                    )
                )  # fmt: skip
            session.add_all(offers)
            await session.flush()
            await offering.open_offers(session, office, vacancy, self.by)
        return [offer.id for offer in offers]

    async def offered_instead(self, offer: UUID, to: UUID) -> UUID:
        """The place of an offer is offered to somebody else."""
        async with self.database.begin() as session:
            before = await session.get_one(Offer, offer)
            listing = await session.get_one(Listing, to)
            row = Offer(
                id=uuid4(), vacancy_id=before.vacancy_id, listing_id=to,
                person_id=listing.person_id, place=before.place, why="next", tier=3, waited=1,
                state="proposed",
            )  # fmt: skip
            session.add(row)
            await session.flush()
            vacancy = await session.get_one(Vacancy, before.vacancy_id)
            await offering.open_offers(session, self.office, vacancy, self.by)
        return row.id

    async def answers(self, offer: UUID, how: offering.How, by: UUID | None = None) -> Text:
        """An answer that does not come through a phone."""
        async with self.database.begin() as session:
            row = await session.get_one(Offer, offer)
            return await offering.answer(session, self.office, row, how, self.office.now(), by=by)

    async def withdraws(self, offer: UUID) -> bool:
        async with self.database.begin() as session:
            row = await session.get_one(Offer, offer)
            return await offering.withdraw(session, self.office, row, self.by)

    async def marks(self, offer: UUID, *, came: bool) -> bool:
        """A tap on the sheet of the night."""
        async with self.database.begin() as session:
            row = await session.get_one(Offer, offer)
            return await offering.arrived(session, self.office, row, came, self.by)

    async def writes(self, address: str, words: str | Text, reference: str = "") -> str:
        """A message from a phone, or a tap on a key of the list; the answer's words."""
        await self.heard(address)
        if isinstance(words, str):
            words = next((text for name, text in KEYS.items() if name == words), verbatim(words))
        typed = self.say(words)
        await self.receive(address, f"{typed} · {reference}" if reference else typed)
        return await self.reads(address)

    async def taps_early(self, address: str, tap: Pushed) -> str:
        """A tap while what it would answer has not left yet; the answer's words."""
        before = await self._texts(address)
        await self.receive(address, self.say(KEYS[tap]))
        return "\n".join(await self._texts(address)).removeprefix("\n".join(before))

    async def receive(self, address: str, text: str) -> None:
        """A message from a phone, whatever the bot then says."""
        self._messages += 1
        said = Said(
            Chat(address), Sender(address), str(900 + self._messages),
            Entry("text", text), None,
        )  # fmt: skip
        item = Item(said, self.office.now())
        async with self.database.begin() as session:
            await Reception(self.office).receive(session, [item])

    async def _texts(self, address: str) -> list[str]:
        """What waits to go to a phone."""
        found = [opened(row, self.office.vault) for row in await rows(self.database, Outbox)]
        sends = [job.action for job in found if job and job.address == address]
        return [send.text for send in sends if isinstance(send, Send)]

    async def heard(self, address: str) -> list[Send]:
        """What goes to a phone and has not been looked at before; it counts as sent."""
        sends: list[Send] = []
        async with self.database.begin() as session:
            waiting = select(Outbox).where(Outbox.state == "queued").order_by(Outbox.number)
            for row in (await session.scalars(waiting)).all():
                job = opened(row, self.office.vault)
                if job is not None and job.address == address:
                    sends += [job.action] if isinstance(job.action, Send) else []
                    self._messages += 1
                    row.state, row.message = "sent", str(900 + self._messages)
        return sends

    async def reads(self, address: str) -> str:
        """The words that go to a phone."""
        return "\n".join(send.text for send in await self.heard(address))

    async def erases(self, address: str) -> None:
        """The two taps that erase everything."""
        await self.writes(address, key("erase", "sure", "yes"))

    async def moves(self, listing: UUID, address: str) -> None:
        """Somebody proves who they are on another phone."""
        async with self.database.begin() as session:
            office = self.office
            row = await session.get_one(Listing, listing)
            new = office.people.make(session, address, office.now())
            new.person.language = "en"
            await session.flush()
            person = await session.get_one(Person, row.person_id)
            await office.people.move(session, person, new.contact, office.now())
            await moved(session, office, person)

    async def later(self, by: timedelta, rounds: int = 3) -> None:
        """Time passes, and what is due is done."""
        self.passes(by)
        await self.round(rounds)

    async def silence(self) -> None:
        """The time to answer passes, and the reminders with it."""
        for by in (timedelta(hours=2), timedelta(minutes=90), timedelta(minutes=30)):
            await self.later(by)

    async def round(self, times: int = 3) -> int:
        """Rounds of what is due; how many things that were."""
        done = 0
        for _ in range(times):
            async with self.database.begin() as session:
                done += await Due(self.office).round(session)
        return done

    async def at(self, when: str) -> None:
        """Move the clock to an hour in UTC, day and hour: "2026-03-04 09:00"."""
        moment = datetime.fromisoformat(f"{when}+00:00")
        self.passes(moment - self.office.now())

    def passes(self, by: timedelta) -> None:
        assert isinstance(self.clock, MovableClock)
        self.clock.move(by)

    async def offer(self, offer: UUID) -> Offer:
        async with self.database.begin() as session:
            return await session.get_one(Offer, offer)

    async def listing(self, listing: UUID) -> Listing:
        async with self.database.begin() as session:
            return await session.get_one(Listing, listing)

    async def states(self, offer: UUID) -> tuple[str, str]:
        """Of an offer and of its listing."""
        row = await self.offer(offer)
        return row.state, (await self.listing(row.listing_id)).state

    async def outcomes(self) -> list[str]:
        return [row.result for row in await rows(self.database, Outcome)]

    async def calls(self) -> Sequence[Ticket]:
        """The calls that are still to make."""
        tickets = await rows(self.database, Ticket)
        return [ticket for ticket in tickets if ticket.topic == "call" and ticket.state == "open"]

    async def blocks(self, address: str) -> None:
        """Somebody has blocked the bot, and that is known."""
        async with self.database.begin() as session:
            known = (await self.office.people.find(session, [address]))[address]
            statement = update(Contact).where(Contact.id == known.contact.id)
            await session.execute(statement.values(reachable=False))

    def label(self, of: Pushed) -> str:
        return self.say(KEYS[of])

    def say(self, text: Text, language: str = "en") -> str:
        return self.office.catalogues.say(text, language)
