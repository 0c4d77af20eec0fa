"""Coming onto the list, and staying on it with the same date."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.clock import MovableClock
from bot.engine import record
from bot.office import Office
from bot.shelter.declared import Declared
from bot.shelter.joining import declared_of, join
from bot.shelter.life import change
from bot.shelter.rules import RULES
from bot.store.database import Database
from bot.store.tables import Audit, Listing, Ticket
from bot.tickets.entries import answers_body, answers_of, entries_of, open_entry
from flows import FLOWS
from tests.databases import NOON, rows
from tests.shelter.conftest import Joins

MAN = Declared("men", 1)
LATER = NOON + timedelta(days=9)
ANSWERS = {"paper": "annex_26", "procedure_language": "fr"}


async def test_a_household_waits_from_now_on(database: Database, joins: Joins) -> None:
    async with database.begin() as session:
        known, listing = await joins(session)
        assert (listing.state, listing.since, listing.tier) == ("waiting", NOON, 3)
        assert (listing.person_id, listing.list, listing.size) == (known.person.id, "men", 1)
        assert listing.heard_at == NOON
        assert listing.due_at == NOON + timedelta(days=RULES.check_days)
        assert listing.talk_by is None
    assert [line.action for line in await rows(database, Audit)] == [
        "listing joined",
        "listing waiting",
    ]
    assert await rows(database, Ticket) == []


async def test_what_is_not_known_is_left_to_a_human_and_the_date_counts(
    database: Database, joins: Joins, office: Office
) -> None:
    async with database.begin() as session:
        known, listing = await joins(session, declared=Declared("families", None))
        assert (listing.state, listing.since) == ("draft", NOON)
        settled = Declared("families", 4)
        again = await join(session, office, known.person, "en", settled, None, LATER)
        assert again.id == listing.id
        assert (listing.state, listing.since, listing.size) == ("waiting", NOON, 4)


async def test_what_is_declared_leads_to_a_talk_within_days(
    database: Database, joins: Joins, office: Office
) -> None:
    body = json.dumps(answers_body(record(FLOWS["status"], ANSWERS))).encode()
    async with database.begin() as session:
        known, listing = await joins(session)
        telling = replace(MAN, talk=True)
        await join(session, office, known.person, "en", telling, body, NOON)
        assert listing.talk_by == NOON + timedelta(days=RULES.talk_days)
        assert [each.value for each in declared_of(listing, known.person_key)] == ["annex_26", "fr"]
        (ticket,) = (await session.scalars(select(Ticket))).all()
        assert (ticket.service, ticket.topic, ticket.urgent) == ("centre", "talk", False)
        assert (ticket.person_id, ticket.contact_id) == (known.person.id, known.contact.id)
        assert ticket.card_id is not None
        (entry,) = await entries_of(session, ticket)
        told = answers_of(open_entry(entry, known.person_key))
        assert [each.step for each in told] == ["paper", "procedure_language"]


async def test_whoever_was_set_aside_is_back_with_the_first_date(
    database: Database, joins: Joins, office: Office
) -> None:
    async with database.begin() as session:
        known, listing = await joins(session)
        await change(session, listing, ("waiting",), "set_aside", LATER, aside_why="silent")
        await join(session, office, known.person, "en", MAN, None, LATER)
        assert (listing.state, listing.since, listing.aside_why) == ("waiting", NOON, None)


async def test_whoever_left_the_list_begins_again_with_a_new_date(
    database: Database, joins: Joins, office: Office
) -> None:
    async with database.begin() as session:
        known, listing = await joins(session)
        listing.tier, lot = 1, listing.lot
        await change(session, listing, ("waiting",), "withdrawn", NOON, ended_at=NOON)
        await join(session, office, known.person, "en", MAN, None, LATER)
        assert (listing.state, listing.since, listing.tier) == ("waiting", LATER, 3)
        assert listing.ended_at is None
        assert listing.lot != lot


async def test_a_change_leaves_an_offer_and_an_assessed_tier_alone(
    database: Database, joins: Joins, office: Office
) -> None:
    async with database.begin() as session:
        known, listing = await joins(session)
        listing.tier = 2
        await change(session, listing, ("waiting",), "offered", NOON, due_at=None)
        await join(session, office, known.person, "fr", MAN, None, LATER)
        assert (listing.state, listing.tier, listing.since) == ("offered", 2, NOON)
        assert (listing.language, listing.due_at) == ("fr", None)


async def test_the_weekly_question_comes_by_day(
    database: Database, joins: Joins, clock: MovableClock
) -> None:
    clock.move(timedelta(hours=10))
    async with database.begin() as session:
        _, listing = await joins(session)
        assert listing.due_at == NOON.replace(hour=8) + timedelta(days=8)


async def test_a_lot_is_drawn_for_each(database: Database, joins: Joins) -> None:
    async with database.begin() as session:
        for number in range(5):
            await joins(session, f"500000000{number}")
    assert len({listing.lot for listing in await rows(database, Listing)}) == 5
