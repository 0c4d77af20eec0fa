"""Staying on the list: the weekly question, a rest, a stay and what follows it, the end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.shelter import offering
from bot.shelter.rules import RULES
from bot.store.tables import Assessment, Listing, Offer, Override
from tests.databases import NOON, SQLITE, rows
from tests.shelter.offers import Shelter

PHONE = "5000000001"
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)

pytestmark = SQLITE


async def test_once_a_week_one_tap_says_that_a_place_is_still_needed(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    await shelter.later(WEEK - HOUR)
    assert await shelter.heard(PHONE) == []
    await shelter.later(HOUR)
    (asked,) = await shelter.heard(PHONE)
    assert asked.text == (
        "🛏 Do you still need a place to sleep? One tap is enough.\n\n"
        "This is our own list, not the list of Fedasil."
    )
    assert asked.keyboard is not None
    assert asked.keyboard[0] == (shelter.label("still"),)
    assert (await shelter.writes(PHONE, "still")).startswith("Thank you. You stay on the list")
    kept = await shelter.listing(listing)
    assert (kept.state, kept.asked_at) == ("waiting", None)
    assert kept.due_at == shelter.office.now() + WEEK


async def test_two_weeks_of_silence_let_a_listing_rest_and_one_tap_brings_the_date_back(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    await shelter.later(WEEK)
    await shelter.later(WEEK)
    assert len(await shelter.heard(PHONE)) == 2
    assert (await shelter.listing(listing)).state == "waiting"
    await shelter.later(WEEK)
    told = await shelter.reads(PHONE)
    assert told.startswith("We have not heard from you for some time")
    kept = await shelter.listing(listing)
    assert (kept.state, kept.aside_why, kept.due_at) == ("set_aside", "silent", None)
    await shelter.later(4 * WEEK)
    assert await shelter.heard(PHONE) == []
    told = await shelter.writes(PHONE, "still")
    assert told.startswith("You are on the list again, and your first date counts.")
    kept = await shelter.listing(listing)
    assert (kept.state, kept.since) == ("waiting", NOON)


async def test_who_cannot_be_asked_is_not_silent(shelter: Shelter) -> None:
    without = await shelter.listed_without_phone()
    blocked = await shelter.listed(PHONE)
    await shelter.blocks(PHONE)
    for _ in range(6):
        await shelter.later(WEEK)
    assert await shelter.heard(PHONE) == []
    for listing in (without, blocked):
        assert (await shelter.listing(listing)).state == "waiting"


async def test_the_weekly_question_waits_for_the_morning(shelter: Shelter) -> None:
    await shelter.at("2026-03-03 19:30")  # 20:30 in Brussels
    listing = await shelter.listed(PHONE, due_at=shelter.office.now() + WEEK)
    await shelter.later(WEEK + HOUR)
    assert await shelter.heard(PHONE) == []
    await shelter.later(12 * HOUR)
    assert len(await shelter.heard(PHONE)) == 1
    assert (await shelter.listing(listing)).asked_at == shelter.office.now()


async def test_no_place_needed_ends_it_and_some_days_later_nothing_is_kept(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    await shelter.answers(offer, "no")
    async with shelter.database.begin() as session:
        also = {"listing_id": listing, "at": NOON, "volunteer_id": shelter.by, "reason": "seen"}
        session.add(Assessment(before=3, after=2, **also))
        session.add(Override(kind="skip", list="men", vacancy_id=shelter.by, **also))
    await shelter.later(WEEK)
    told = await shelter.writes(PHONE, "still not")
    assert told.startswith("You are not on the list any more.")
    kept = await shelter.listing(listing)
    assert (kept.state, kept.ended_at) == ("withdrawn", shelter.office.now())
    await shelter.later(timedelta(days=RULES.kept_days) - HOUR)
    assert len(await rows(shelter.database, Listing)) == 1
    await shelter.later(2 * HOUR)
    for table in (Listing, Offer, Assessment):
        assert await rows(shelter.database, table) == []
    (override,) = await rows(shelter.database, Override)
    assert override.listing_id is None
    assert (await shelter.writes(PHONE, "still")).startswith("You are not on our list now.")


async def test_leaving_or_pausing_gives_an_offered_place_back(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    async with shelter.database.begin() as session:
        row, now = await session.get_one(Listing, listing), shelter.office.now()
        told = await offering.set_aside(session, shelter.office, row, "asked", now)
    assert shelter.say(told).startswith("Your place on the list rests now.")
    assert await shelter.states(offer) == ("declined", "set_aside")
    async with shelter.database.begin() as session:
        row = await session.get_one(Listing, listing)
        await offering.restore(session, shelter.office, row, now)
    (second,) = await shelter.free(listing)
    assert await shelter.states(second) == ("open", "offered")


@pytest.mark.parametrize(("nights", "keeps"), [(3, True), (7, True), (8, False)])
async def test_before_the_last_night_it_is_asked_what_follows_and_the_date_follows_a_rule(
    shelter: Shelter, nights: int, keeps: bool
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, nights=nights)  # from Wednesday afternoon
    await shelter.writes(PHONE, "yes")
    await shelter.later(DAY + 6 * HOUR)
    await shelter.marks(offer, came=True)
    assert await shelter.states(offer) == ("came", "placed")
    await shelter.at(f"2026-03-{3 + nights:02} 08:00")
    await shelter.round()
    assert await shelter.heard(PHONE) == []
    await shelter.later(HOUR)
    (asked,) = await shelter.heard(PHONE)
    assert asked.text.startswith("🌙 Your last night here is ")
    assert f"{3 + nights} March. Do you need a place to sleep after that?" in asked.text
    told = await shelter.writes(PHONE, "after")
    kept = await shelter.listing(listing)
    assert kept.state == "waiting"
    assert kept.since == (NOON if keeps else shelter.office.now())
    new = "After a stay of more than 7 nights the date is a new one: today's."
    assert (new in told) != keeps
    await shelter.later(5 * DAY)
    assert await shelter.heard(PHONE) == []
    assert (await shelter.listing(listing)).state == "waiting"


async def test_after_one_night_it_is_asked_the_next_morning(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE), nights=1)
    await shelter.writes(PHONE, "yes")
    assert (await shelter.offer(offer)).due_at is not None
    await shelter.at("2026-03-05 08:30")
    await shelter.round()
    assert await shelter.heard(PHONE) == []
    await shelter.later(HOUR)
    assert "last night here is Wednesday 4 March" in await shelter.reads(PHONE)


async def test_no_place_after_this_one_ends_it(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    await shelter.writes(PHONE, "yes")
    await shelter.at("2026-03-06 10:00")
    await shelter.round()
    told = await shelter.writes(PHONE, "after not")  # nobody has ticked the sheet
    assert told.startswith("Thank you. Then you are off the list.")
    assert await shelter.states(offer) == ("came", "withdrawn")


async def test_silence_after_a_stay_lets_the_listing_rest(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    await shelter.writes(PHONE, "yes")
    await shelter.at("2026-03-06 10:00")
    await shelter.round()
    assert "last night" in await shelter.reads(PHONE)
    await shelter.later(2 * DAY)
    assert "Do you still need a place to sleep?" in await shelter.reads(PHONE)
    assert await shelter.states(offer) == ("came", "set_aside")
    assert (await shelter.writes(PHONE, "still")).startswith("You are on the list again")
    assert (await shelter.listing(listing)).since == NOON
    assert await shelter.outcomes() == ["accepted", "came"]


async def test_not_to_come_costs_nothing_twice_and_a_tap_can_be_corrected(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    for _ in range(2):
        (offer,) = await shelter.free(listing)
        await shelter.writes(PHONE, "yes")
        assert await shelter.marks(offer, came=False)
        assert not await shelter.marks(offer, came=False)
        assert await shelter.states(offer) == ("missed", "waiting")
        assert await shelter.heard(PHONE) == []
        await shelter.later(HOUR)
    (offer,) = await shelter.free(listing)
    await shelter.writes(PHONE, "yes")
    await shelter.marks(offer, came=False)
    assert await shelter.states(offer) == ("missed", "set_aside")
    assert (await shelter.reads(PHONE)).startswith("Your place on the list rests now.")
    await shelter.marks(offer, came=True)  # it was the wrong line
    assert await shelter.states(offer) == ("came", "placed")
    kept = await shelter.listing(listing)
    assert (kept.aside_why, kept.misses, kept.since) == (None, 0, NOON)
    assert (await shelter.outcomes()).count("came") == 1
    assert (await shelter.outcomes()).count("missed") == 2
    await shelter.marks(offer, came=False)
    assert await shelter.states(offer) == ("missed", "waiting")


async def test_after_one_night_there_is_a_day_to_answer_in(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, nights=1)
    await shelter.writes(PHONE, "yes")
    await shelter.later(DAY + 22 * HOUR)
    assert "last night" in await shelter.reads(PHONE)
    await shelter.later(20 * HOUR)
    assert await shelter.reads(PHONE) == ""
    assert "your first date counts" in await shelter.writes(PHONE, "after")
    assert await shelter.states(offer) == ("came", "waiting")


async def test_silence_after_a_long_stay_does_not_promise_the_first_date(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    await shelter.free(listing, nights=30)
    await shelter.writes(PHONE, "yes")
    await shelter.later(31 * DAY, rounds=2)
    await shelter.later(2 * DAY)
    assert "first date" not in await shelter.reads(PHONE)
    assert "the date is a new one: today's" in await shelter.writes(PHONE, "still")
    row = await shelter.listing(listing)
    assert (row.state, row.since) == ("waiting", shelter.office.now())


async def test_no_is_one_tap_and_so_is_taking_it_back(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    since = (await shelter.listing(listing)).since
    await shelter.later(7 * DAY + HOUR)
    told = await shelter.writes(PHONE, "still not")
    assert "not on the list any more" in told
    assert "your first date counts" in await shelter.writes(PHONE, "still")
    row = await shelter.listing(listing)
    assert (row.state, row.since, row.ended_at) == ("waiting", since, None)
    await shelter.later(7 * DAY + HOUR)
    await shelter.writes(PHONE, "still not")
    await shelter.later(2 * DAY)
    assert "You are not on our list now" in await shelter.writes(PHONE, "still")
