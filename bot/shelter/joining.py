"""A household comes onto the list, or says something else than before and keeps its date."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Recorded
from bot.office import Office
from bot.privacy.audit import note
from bot.privacy.vault import Key, Place
from bot.shelter.declared import Declared
from bot.shelter.life import change
from bot.shelter.rules import RULES, STANDARD
from bot.shelter.times import next_daytime
from bot.store.tables import Contact, Listing, Person, Speaking, Ticket
from bot.tickets.cards import show_on_card
from bot.tickets.entries import add_entry, answers_of
from bot.tickets.life import open_ticket

TALK = "talk"
"""The topic of the ticket in which staff are asked to talk with somebody."""

LOTS = 2**62

SETTLES = ("draft", "waiting", "set_aside", "withdrawn")
"""From these states, what somebody says now decides whether they wait or a human comes first."""


async def join(
    session: AsyncSession,
    office: Office,
    person: Person,
    language: str,
    declared: Declared,
    answers: bytes | None,
    now: datetime,
    *,
    by: UUID | None = None,
) -> Listing:
    """Put a person's household on the list, or change what it said; the date stays while it is on
    the list, and is a new one after it had left. Minors who are alone never come here.

    `answers` is the JSON of `tickets.entries.answers_body`; `by` the volunteer who entered them.
    """
    await session.flush()
    key = await office.people.key_of(session, person.id)
    listing = await listing_of(session, person.id)
    if listing is None:
        listing = _new(person, language, now, by)
        session.add(listing)
        note(session, "listing joined", now, actor=by, subject=listing.id)
    await _settle(session, listing, declared, now, by)
    listing.list, listing.size, listing.cots = declared.list, declared.size, declared.cots
    listing.accessible, listing.language = declared.accessible, language
    _heard(office, listing, now)
    if answers is not None:
        listing.declared = key.seal(answers, _place(listing))
    if declared.talk or not declared.settled:
        listing.talk_by = now + timedelta(days=RULES.talk_days)
        await ask_for_talk(session, office, person, language, answers, now)
    await session.flush()
    return listing


async def listing_of(session: AsyncSession, person_id: UUID) -> Listing | None:
    """A person's place on the list, whatever became of it."""
    found = await session.scalars(select(Listing).where(Listing.person_id == person_id))
    return found.one_or_none()


async def stop_waiting(session: AsyncSession, person_id: UUID, now: datetime) -> None:
    """Somebody on the list says that they are under 18 and alone: they wait for no place before a
    human has looked. An offer that is under way stays that human's to decide about.
    """
    listing = await listing_of(session, person_id)
    if listing is not None and listing.state in ("draft", "waiting", "set_aside"):
        await change(session, listing, ["waiting", "set_aside"], "draft", now, aside_why=None)
        listing.talk_by = listing.talk_by or now + timedelta(days=RULES.talk_days)


def declared_of(listing: Listing, key: Key) -> list[Recorded]:
    """What somebody declared, open; nothing where they were entered without questions."""
    if listing.declared is None:
        return []
    body: dict[str, Any] = json.loads(key.open(listing.declared, _place(listing)))
    return answers_of(body)


def _place(listing: Listing) -> Place:
    return Place("listing", "declared", listing.id)


def _new(person: Person, language: str, now: datetime, by: UUID | None) -> Listing:
    return Listing(
        id=uuid4(),
        person_id=person.id,
        state="draft",
        since=now,
        lot=secrets.randbelow(LOTS),
        tier=STANDARD,
        language=language,
        cots=0,
        accessible=False,
        phone="",
        tonight=False,
        silences=0,
        misses=0,
        heard_at=now,
        entered_by=by,
    )


async def _settle(
    session: AsyncSession, listing: Listing, declared: Declared, now: datetime, by: UUID | None
) -> None:
    """Waiting or draft, as what is declared allows; an offer that is under way goes on."""
    to = "waiting" if declared.settled else "draft"
    fresh: dict[str, object] = {}
    if listing.state == "withdrawn":
        fresh = {
            "since": now,
            "lot": secrets.randbelow(LOTS),
            "tier": STANDARD,
            "silences": 0,
            "misses": 0,
            "ended_at": None,
        }
    come_from = [state for state in SETTLES if state != to]
    await change(
        session, listing, come_from, to, now, by=by, aside_why=None, asked_at=None, **fresh
    )


def _heard(office: Office, listing: Listing, now: datetime) -> None:
    """They spoke to us: the weekly question counts from here, and is asked by day."""
    due = now + timedelta(days=RULES.check_days)
    listing.heard_at, listing.asked_at = now, None
    if listing.state in ("draft", "waiting"):
        listing.due_at = next_daytime(due, office.catalogues.zone)


async def ask_for_talk(
    session: AsyncSession,
    office: Office,
    person: Person,
    language: str,
    answers: bytes | None,
    now: datetime,
) -> Ticket:
    """A ticket for whoever will talk with somebody, with what they declared. Whoever changes their
    answers before that has one ticket all the same.
    """
    await session.flush()
    key = await office.people.key_of(session, person.id)
    waits = (Ticket.person_id == person.id) & (Ticket.topic == TALK) & (Ticket.state != "closed")
    ticket = (await session.scalars(select(Ticket).where(waits).limit(1))).one_or_none()
    if ticket is None:
        contact = await _contact(session, person)
        ticket = open_ticket(session, person, contact, "centre", TALK, False, language, now)
        await show_on_card(session, office, ticket)
    if answers is not None:
        add_entry(session, ticket, key, "answers", json.loads(answers), now)
    return ticket


async def _contact(session: AsyncSession, person: Person) -> Contact | None:
    """Through whom somebody is written to: their own phone before another's."""
    speaking = select(Speaking.contact_id).where(Speaking.person_id == person.id)
    query = select(Contact).where(Contact.id.in_(speaking))
    own_first = query.order_by((Contact.person_id == person.id).desc(), Contact.created_at.desc())
    return (await session.scalars(own_first.limit(1))).one_or_none()
