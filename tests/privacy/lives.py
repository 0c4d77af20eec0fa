"""A whole life in the database: one row of each table for somebody, as the rooms write them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import inspect, select

from bot.engine import Entry
from bot.people.consent import record_consent
from bot.people.known import People
from bot.people.words import hold
from bot.post.actions import Send
from bot.post.outbox import About, OutboxStore
from bot.store.database import Database
from bot.store.tables import (
    Assessment,
    Base,
    Card,
    ConversationRow,
    House,
    LettersReminder,
    Listing,
    Membership,
    Notice,
    NoticeCopy,
    NoticeWish,
    Offer,
    Outbox,
    Override,
    PaperCard,
    Posted,
    Spoken,
    Ticket,
    Vacancy,
    Volunteer,
)
from bot.tickets.entries import add_entry, words_body
from bot.tickets.life import claim, open_ticket
from tests.databases import NOON

STATES = ("queued", "sending", "held", "sent", "failed")


@dataclass(frozen=True)
class Life:
    """Somebody's ids."""

    contact: UUID
    person: UUID
    ticket: UUID

    @property
    def ids(self) -> set[UUID]:
        return {self.contact, self.person, self.ticket}


async def live(database: Database, people: People, outbox: OutboxStore, address: str) -> Life:
    """Somebody who used everything that there is."""
    async with database.begin() as session:
        known = people.make(session, address, NOON)
        contact, person = known.contact, known.person
        card = Card(
            id=uuid4(), channel="telegram", group_address="-1", wanted=1, shown=0, attempts=0,
            next_attempt_at=NOON, created_at=NOON,
        )  # fmt: skip
        session.add(card)
        ticket = open_ticket(session, person, contact, "legal", "status", True, "ar", NOON)
        ticket.card_id = card.id
        entry = add_entry(
            session, ticket, known.person_key, "words", words_body(Entry("text", "w")), NOON
        )
        record_consent(session, person, "requests", True, NOON)
        hold(session, known, Entry("text", "undecided"), "decision", NOON)
        session.add(
            ConversationRow(
                id=uuid4(), person_id=person.id, flow="status", answers=b"", updated_at=NOON
            )
        )
        session.add(
            Posted(
                chat=contact.address_index, message="7", ours=True, at=NOON,
                contact_id=contact.id, ticket_id=ticket.id,
            )
        )  # fmt: skip
        listing = Listing(
            person_id=person.id, list="men", state="offered", since=NOON, lot=7, language="ar",
            heard_at=NOON, id=uuid4(),
        )  # fmt: skip
        house = House(
            id=uuid4(), name=b"", whereabouts=b"", secret=False, made_by=uuid4(), made_at=NOON
        )
        vacancy = Vacancy(
            id=uuid4(), house_id=house.id, list="men", places=1, starts_at=NOON, nights=3,
            made_by=uuid4(), made_at=NOON,
        )  # fmt: skip
        session.add_all([listing, house, vacancy])
        session.add(
            Offer(
                vacancy_id=vacancy.id, listing_id=listing.id, person_id=person.id, place=1,
                why="next", tier=3, state="open",
            )
        )  # fmt: skip
        session.add(
            Override(
                at=NOON, kind="skip", reason="asked", list="men", vacancy_id=vacancy.id,
                listing_id=listing.id, volunteer_id=uuid4(),
            )
        )  # fmt: skip
        session.add(
            Assessment(
                at=NOON, listing_id=listing.id, volunteer_id=uuid4(), before=3, after=2, reason="a"
            )
        )
        session.add(
            PaperCard(
                reference=person.reference, secret="s", language="ar", person_id=person.id,
                made_at=NOON,
            )
        )  # fmt: skip
        notice = Notice(id=uuid4(), template="scam", written="{}", made_by=uuid4(), made_at=NOON)
        session.add(notice)
        session.add(NoticeCopy(notice_id=notice.id, contact_id=contact.id, at=NOON))
        session.add(NoticeWish(person_id=person.id, contact_id=contact.id, since=NOON))
        session.add(LettersReminder(person_id=person.id, contact_id=contact.id, due_at=NOON))
        session.add(
            Spoken(
                ticket_id=ticket.id, person_id=person.id, flow="status", answers=b"",
                entry_id=entry, state="asked", due_at=NOON,
            )
        )  # fmt: skip
        about = About(person.id, ticket.id, entry)
        rows = [outbox.put(session, known.recipient, Send(f"m {n}"), about) for n in STATES]
        await session.flush()
        for row, state in zip(rows, STATES, strict=True):
            (kept,) = await session.scalars(select(Outbox).where(Outbox.id == row))
            kept.state = state
    return Life(contact.id, person.id, ticket.id)


async def volunteer(database: Database, people: People, address: str, *owns: UUID) -> Life:
    """Somebody of the staff who has claimed tickets."""
    async with database.begin() as session:
        known = people.make(session, address, NOON)
        ada = Volunteer(
            id=uuid4(), contact_id=known.contact.id, name=b"", language="en", as_person=False,
            created_at=NOON,
        )  # fmt: skip
        session.add(ada)
        session.add(
            Membership(volunteer_id=ada.id, group_address="-1", role="volunteer", checked_at=NOON)
        )
        await session.flush()
        for each in owns:
            ticket = await session.get_one(Ticket, each)
            assert await claim(session, ticket, ada.id, NOON)
    return Life(known.contact.id, known.person.id, ada.id)


async def mentions(database: Database, wanted: set[UUID]) -> AsyncIterator[tuple[str, str]]:
    """Every table and column of the database where one of some ids stands."""
    async with database.begin() as session:
        for mapper in Base.registry.mappers:
            names = [column.key for column in inspect(mapper.class_).column_attrs]
            for row in await session.scalars(select(mapper.class_)):
                for name in names:
                    if getattr(row, name) in wanted:
                        yield mapper.class_.__tablename__, name
