"""What crosses: an answer and its end, a place that goes, a phone that changes, an erased person.
Each has one outcome, and kind words for whoever was too late.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.post.settling import Verdict
from bot.shelter.ending import unanswered
from bot.shelter.offering import How, answer
from bot.shelter.unreached import Unreached
from bot.store.database import Database
from bot.store.tables import Audit, Listing, Offer, Outbox, Outcome, Person, Ticket, Volunteer
from bot.tickets.life import claim
from tests.databases import NOON, SQLITE, rows
from tests.desk.test_digest import staff
from tests.shelter.offers import STREET, Shelter

PHONE, NEW_PHONE, OTHER = "5000000001", "5000000002", "5000000003"
HOUR = timedelta(hours=1)


async def test_of_many_answers_and_ends_at_once_exactly_one_counts(shelter: Shelter) -> None:
    people = [await shelter.listed(f"50000001{n:02}") for n in range(6)]
    offers = await shelter.free(*people)

    async def answers(offer: UUID, how: How) -> None:
        async with shelter.database.beside() as session:  # only the condition decides
            row = await session.get_one(Offer, offer)
            await answer(session, shelter.office, row, how, shelter.office.now())

    async def ends(offer: UUID) -> None:
        async with shelter.database.beside() as session:
            await unanswered(session, shelter.office, await session.get_one(Offer, offer))

    for offer in offers:
        await asyncio.gather(
            answers(offer, "yes"), ends(offer), answers(offer, "no"), ends(offer),
            answers(offer, "yes"),
        )  # fmt: skip
    for offer in offers:
        state, listing = await shelter.states(offer)
        wanted = {"accepted": "accepted", "declined": "waiting", "unanswered": "waiting"}
        assert wanted[state] == listing
    lines = await rows(shelter.database, Audit)
    changes = Counter((line.subject, line.action) for line in lines if line.subject in offers)
    assert set(changes.values()) == {1}  # nothing happened to any of them twice
    assert len(await shelter.outcomes()) == len(changes) - len(offers)  # each was opened as well


async def test_an_answer_after_the_end_and_an_end_after_the_answer(shelter: Shelter) -> None:
    (first,) = await shelter.free(await shelter.listed(PHONE))
    (second,) = await shelter.free(await shelter.listed(OTHER))
    await shelter.answers(first, "no")
    for offer in (first, second):
        async with shelter.database.begin() as session:
            row = await session.get_one(Offer, offer)
            assert await unanswered(session, shelter.office, row) == (offer == second)
    await shelter.answers(second, "no")
    assert await shelter.states(first) == ("declined", "waiting")
    assert await shelter.states(second) == ("unanswered", "waiting")
    assert await shelter.outcomes() == ["declined", "unanswered"]


async def test_of_two_late_answers_to_one_place_one_counts(shelter: Shelter) -> None:
    people = [await shelter.listed(PHONE), await shelter.listed(OTHER)]
    offers = await shelter.free(*people, places=1)  # more offers than places: nobody does that
    for offer in offers:
        async with shelter.database.begin() as session:
            await unanswered(session, shelter.office, await session.get_one(Offer, offer))

    async def late(offer: UUID) -> None:
        async with shelter.database.beside() as session:
            row = await session.get_one(Offer, offer)
            await answer(session, shelter.office, row, "yes", shelter.office.now())

    await asyncio.gather(*(late(offer) for offer in offers))
    states = [(await shelter.offer(offer)).state for offer in offers]
    assert sorted(states) == ["accepted", "unanswered"]


async def test_rounds_of_several_processes_say_everything_once(
    shelter: Shelter, database_url: str
) -> None:
    people = [await shelter.listed(f"50000001{n:02}") for n in range(5)]
    await shelter.free(*people)
    others = [Database(database_url) for _ in range(2)]
    towns = [Shelter(database, shelter.office, shelter.clock) for database in others]
    for by in (2 * HOUR, 1.5 * HOUR, 0.5 * HOUR):
        shelter.passes(by)
        await asyncio.gather(*(town.round() for town in (shelter, *towns)))
    for database in others:
        await database.close()
    sent = Counter(row.chat for row in await rows(shelter.database, Outbox))
    assert set(sent.values()) == {4}  # the offer, two reminders, the end
    assert await shelter.outcomes() == ["unanswered"] * 5


async def test_what_is_due_survives_a_restart(shelter: Shelter, database_url: str) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.heard(PHONE)
    for place, by in enumerate((2 * HOUR, 1.5 * HOUR, 0.5 * HOUR)):
        shelter.passes(by)
        again = Shelter(Database(database_url), shelter.office, shelter.clock)
        await again.round()
        assert len(await again.heard(PHONE)) == 1, place
        await again.database.close()
    assert await shelter.states(offer) == ("unanswered", "waiting")


@SQLITE
@pytest.mark.parametrize("number", ["", "+32 470 00 00 01"])
async def test_a_place_that_goes_after_yes_is_told_kindly_and_called_about(
    shelter: Shelter, number: str
) -> None:
    listing = await shelter.listed(PHONE, number=number)
    since = (await shelter.listing(listing)).since
    (offer,) = await shelter.free(listing)
    await shelter.writes(PHONE, "yes")
    assert await shelter.withdraws(offer)
    told = await shelter.reads(PHONE)
    assert told.startswith("We are sorry: this place is not free any more.")
    assert ("Our team tries to call you." in told) == bool(number)
    (call,) = await shelter.calls()
    assert call.topic == "call"
    kept = await shelter.listing(listing)
    assert (kept.state, kept.since) == ("waiting", since)
    assert not await shelter.withdraws(offer)
    told = await shelter.writes(PHONE, "yes")
    assert told.startswith("We are sorry: this place is not free any more.")
    assert (await shelter.offer(offer)).state == "withdrawn"
    assert await shelter.outcomes() == ["accepted", "withdrawn"]


@SQLITE
async def test_who_has_blocked_the_bot_is_called_and_finds_the_offer_when_back(
    shelter: Shelter,
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    async with shelter.database.begin() as session:
        (row,) = (await session.scalars(select(Outbox))).all()
        listener = Unreached(shelter.office)
        await listener.heard(session, row, Verdict("sent"))
        assert (await session.scalars(select(Ticket))).all() == []
        row.state = "held"
        await listener.heard(session, row, Verdict("held", fault="blocked"))
        await listener.heard(session, row, Verdict("held", fault="blocked"))
    (call,) = await shelter.calls()
    assert call.contact_id is not None
    assert await shelter.states(offer) == ("open", "offered")
    async with shelter.database.begin() as session:
        await shelter.office.outbox.resume(session, call.contact_id)
    assert "We have a place for you" in await shelter.reads(PHONE)


@SQLITE
async def test_the_place_of_somebody_erased_is_free_and_coordinators_read_a_number(
    shelter: Shelter,
) -> None:
    await staff(shelter.database, shelter.office, "71", "coordinator", "-1002000000001")
    listing = await shelter.listed(PHONE)
    await shelter.free(listing)
    async with shelter.database.begin() as session:
        person = (await session.get_one(Listing, listing)).person_id
        reference = (await session.get_one(Person, person)).reference
    await shelter.writes(PHONE, "call")
    assert len(await shelter.calls()) == 1
    await shelter.writes(PHONE, "/delete")
    await shelter.erases(PHONE)
    assert await rows(shelter.database, Offer) == []
    assert await rows(shelter.database, Listing) == []
    assert await rows(shelter.database, Ticket) == []
    told = await shelter.reads("71")
    assert told.startswith("🛏 Places that are free again, since somebody erased everything: 1.")
    assert reference not in told
    assert await shelter.outcomes() == ["withdrawn"]
    await shelter.round()
    other = await shelter.listed(OTHER)
    assert await shelter.free(other)


@SQLITE
async def test_an_open_offer_follows_somebody_to_a_new_phone(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    await shelter.heard(PHONE)
    await shelter.moves(listing, NEW_PHONE)
    told = await shelter.reads(NEW_PHONE)
    assert "We have a place for you" in told
    assert STREET not in told
    told = await shelter.writes(PHONE, "yes")
    assert told.startswith("There is no open offer for you now.")
    assert await shelter.states(offer) == ("open", "offered")
    assert STREET in await shelter.writes(NEW_PHONE, "yes")
    await shelter.moves(listing, OTHER)  # lost once more, on the way there
    assert STREET in await shelter.reads(OTHER)


@SQLITE
async def test_an_offer_on_its_way_to_a_lost_phone_is_told_once_to_the_new_one(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE, phone="not_here")
    await shelter.free(listing)
    await shelter.moves(listing, NEW_PHONE)
    (sent,) = await shelter.heard(NEW_PHONE)
    assert sent.text == "You have a message from us."  # they wanted nothing on the old one
    other = await shelter.listed(OTHER)
    await shelter.free(other)
    await shelter.moves(other, "5000000009")
    assert len(await shelter.heard("5000000009")) == 1


@SQLITE
async def test_whoever_has_a_call_to_make_reads_that_it_is_settled(shelter: Shelter) -> None:
    await staff(shelter.database, shelter.office, "71", "volunteer")
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.writes(PHONE, "call")
    (call,) = await shelter.calls()
    async with shelter.database.begin() as session:
        (ada,) = (await session.scalars(select(Volunteer))).all()
        assert await claim(session, await session.get_one(Ticket, call.id), ada.id, NOON)
    await shelter.writes(PHONE, "no")
    told = await shelter.reads("71")
    assert told.startswith(f"✅ {call.reference}: no call is needed any more.")
    assert (await shelter.offer(offer)).state == "declined"
    assert len(await rows(shelter.database, Outcome)) == 1
