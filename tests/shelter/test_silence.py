"""Silence: two reminders, an end that costs nothing, and after the third one tap brings it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.shelter.pushed_words import OFFERED
from bot.shelter.reach import number_of
from bot.shelter.rules import RULES
from bot.store.tables import Listing, Outbox
from bot.tickets.entries import answers_of, entries_of, open_entry
from tests.databases import SQLITE, rows
from tests.shelter.offers import STREET, Shelter

PHONE, OTHER = "5000000001", "5000000002"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NUMBER = "+32 470 00 00 01"

pytestmark = SQLITE


async def test_somebody_silent_is_reminded_twice_called_and_keeps_their_date(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE, number=NUMBER)
    since = (await shelter.listing(listing)).since
    (offer,) = await shelter.free(listing)  # Tuesday 13:00 in Brussels: until 17:00
    await shelter.heard(PHONE)
    await shelter.later(2 * HOUR - MINUTE)
    assert await shelter.heard(PHONE) == []
    await shelter.later(MINUTE)
    (half,) = await shelter.heard(PHONE)
    assert half.text.startswith("⏰ We still keep this place for you.")
    assert half.keyboard is not None
    assert shelter.label(OFFERED[0]) in half.keyboard[0]
    assert await shelter.calls() == []
    await shelter.later(1.5 * HOUR)
    assert (await shelter.reads(PHONE)).startswith("⏰ The time to answer is nearly over.")
    (call,) = await shelter.calls()
    assert not call.urgent
    assert await shelter.states(offer) == ("open", "offered")
    await shelter.later(30 * MINUTE)
    (over,) = await shelter.heard(PHONE)
    assert over.text.startswith("The time to answer is over. You keep your date on the list.")
    assert over.keyboard is not None
    assert over.keyboard[0] == (shelter.label("yes"),)
    kept = await shelter.listing(listing)
    assert (kept.state, kept.since, kept.silences) == ("waiting", since, 1)
    assert (await shelter.offer(offer)).state == "unanswered"
    assert await shelter.calls() == []  # nobody needs to call any more
    assert await shelter.outcomes() == ["unanswered"]
    await shelter.later(5 * HOUR)
    assert await shelter.heard(PHONE) == []


async def test_a_call_to_make_says_why_and_only_its_ticket_has_the_number(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE, number=NUMBER)
    await shelter.free(listing)
    told = await shelter.writes(PHONE, "call")
    assert told.startswith("Our team knows that you want a call. Until Tuesday 3 March, 17:00")
    (ticket,) = await shelter.calls()
    assert (ticket.service, ticket.topic) == ("centre", "call")
    async with shelter.database.begin() as session:
        key = await shelter.office.people.key_of(session, ticket.person_id)
        (entry,) = await entries_of(session, ticket)
        said = answers_of(open_entry(entry, key))
        (kept,) = number_of(await session.get_one(Listing, listing), key)
        assert kept.text == NUMBER
    shown = [f"{shelter.say(a.question)}: {shelter.say(a.label)}" for a in said if a.label]
    assert shown[0] == "Why: They were offered a place and want a call."
    assert shown[1] == f"Number to call (it may be a friend's): {NUMBER}"
    assert shown[3] == "They can answer until: Tuesday 3 March, 17:00, afternoon"
    await shelter.writes(PHONE, "call")
    await shelter.later(3.5 * HOUR)
    assert len(await shelter.calls()) == 1
    assert STREET in await shelter.writes(PHONE, "yes")
    assert await shelter.calls() == []


async def test_without_a_number_the_team_writes(shelter: Shelter) -> None:
    await shelter.free(await shelter.listed(PHONE))
    told = await shelter.writes(PHONE, "call")
    assert told.startswith("We have no telephone number of yours")
    (ticket,) = await shelter.calls()
    assert ticket.contact_id is not None


@pytest.mark.parametrize("phone", ["not_here", "none", "blocked"])
async def test_who_cannot_be_written_to_is_called_at_once(shelter: Shelter, phone: str) -> None:
    if phone == "none":
        listing = await shelter.listed_without_phone()
    else:
        listing = await shelter.listed(PHONE, phone="" if phone == "blocked" else phone)
    if phone == "blocked":
        await shelter.blocks(PHONE)
    await shelter.free(listing)
    (ticket,) = await shelter.calls()
    assert (ticket.contact_id is None) == (phone != "blocked")
    sent = await shelter.heard(PHONE)
    assert len(sent) == (phone == "blocked")  # it waits there, should they come back
    await shelter.silence()
    assert len(await rows(shelter.database, Outbox)) == 4 * len(sent)


async def test_a_late_yes_counts_while_the_place_is_free(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.silence()
    assert await shelter.states(offer) == ("unanswered", "waiting")
    assert STREET in await shelter.writes(PHONE, "yes")
    assert await shelter.states(offer) == ("accepted", "accepted")
    assert await shelter.outcomes() == ["unanswered", "accepted"]
    kept = await shelter.listing((await shelter.offer(offer)).listing_id)
    assert kept.silences == 0


async def test_a_late_yes_comes_too_late_when_somebody_else_has_the_place(
    shelter: Shelter,
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.silence()
    other = await shelter.listed(OTHER)
    await shelter.offered_instead(offer, other)
    told = await shelter.writes(PHONE, "yes")
    assert told.startswith("Sorry: this place has been given to somebody else.")
    assert await shelter.states(offer) == ("unanswered", "waiting")


@pytest.mark.parametrize(("when", "counts"), [("06 20:00", True), ("07 08:00", False)])
async def test_a_late_yes_counts_as_long_as_there_is_a_night_left(
    shelter: Shelter, when: str, counts: bool
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))  # from the 4th, for 3 nights
    await shelter.silence()
    await shelter.at(f"2026-03-{when}")
    assert (STREET in await shelter.writes(PHONE, "yes")) == counts
    assert ((await shelter.offer(offer)).state == "accepted") == counts


async def test_the_third_silence_lets_a_listing_rest_and_one_tap_brings_the_date_back(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    since = (await shelter.listing(listing)).since
    for day in range(4, 7):
        await shelter.free(listing)
        await shelter.silence()
        state = "set_aside" if day == 6 else "waiting"
        assert (await shelter.listing(listing)).state == state
        last = (await shelter.reads(PHONE)).split("⏰")[-1]
        await shelter.at(f"2026-03-0{day} 12:00")
    assert "your place on the list rests" in last
    kept = await shelter.listing(listing)
    assert (kept.aside_why, kept.silences, kept.due_at) == ("silences", 3, None)
    told = await shelter.writes(PHONE, "still")
    assert told.startswith("You are on the list again, and your first date counts.")
    kept = await shelter.listing(listing)
    assert (kept.state, kept.since, kept.silences) == ("waiting", since, 0)


async def test_in_the_night_nobody_is_woken(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    await shelter.at("2026-03-03 22:30")
    (offer,) = await shelter.free(listing, starts=40 * HOUR)
    assert await shelter.heard(PHONE) == []
    await shelter.later(8 * HOUR)  # 07:30 in Brussels
    assert await shelter.heard(PHONE) == []
    await shelter.later(1.5 * HOUR)
    assert "Please answer until Wednesday 4 March, 13:00" in await shelter.reads(PHONE)
    assert (await shelter.offer(offer)).due == "half"
    assert await shelter.calls() == []


async def test_a_reminder_that_is_late_waits_for_the_morning_as_well(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.heard(PHONE)
    await shelter.at("2026-03-03 22:00")  # it was not running since noon
    await shelter.round()
    assert await shelter.heard(PHONE) == []
    assert await shelter.states(offer) == ("open", "offered")
    await shelter.at("2026-03-04 08:00")
    await shelter.round()
    assert "Please answer until Wednesday 4 March, 09:30, morning" in await shelter.reads(PHONE)


async def test_who_asked_for_it_hears_of_places_tonight_even_late(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE, tonight=True)
    await shelter.at("2026-03-03 20:30")
    (offer,) = await shelter.free(listing, starts=90 * MINUTE)
    assert "until Tuesday 3 March, 22:30, evening" in await shelter.reads(PHONE)
    await shelter.later(30 * MINUTE)
    assert (await shelter.reads(PHONE)).startswith("⏰ The time to answer is nearly over.")
    (call,) = await shelter.calls()
    assert call.urgent
    await shelter.later(30 * MINUTE)
    assert await shelter.states(offer) == ("unanswered", "waiting")


async def test_an_end_that_the_bot_slept_through_waits_for_a_reminder(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.heard(PHONE)
    await shelter.at("2026-03-04 10:00")  # it was not running since yesterday noon
    await shelter.round()
    assert (await shelter.reads(PHONE)).startswith("⏰ The time to answer is nearly over.")
    assert await shelter.states(offer) == ("open", "offered")
    await shelter.later(RULES.last_call)
    assert await shelter.states(offer) == ("unanswered", "waiting")
