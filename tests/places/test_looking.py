"""Somebody looks for a place: what is open comes first, a card, a point on the map, no secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.demo.stories.labels import key
from bot.engine import GIVEN_OUT, Choice, Flow, GoTo, Message, Outcome, Question, _
from bot.office import Office
from bot.places import hours_words, words
from bot.places.listing import NOT_CERTAIN
from bot.places.words import place_lines
from bot.reception import service_points
from bot.speech.direction import FSI, PDI
from bot.store.database import Database
from bot.store.tables import Held
from tests.databases import NOON, SQLITE, rows
from tests.places.points import SECRET_STREET, a_point, plant_points, the_point
from tests.shelter.conftest import catalogues, office
from tests.shelter.phone import Phone

__all__ = ["catalogues", "office"]
pytestmark = SQLITE

WEEK = "Mon-Fri 09:00-16:30"
"""Other hours than those of the staff."""
ADDRESS = "Rue Haute 1, 1000 Brussels"


@pytest.fixture
async def phone(office: Office, database: Database) -> Phone:
    """Somebody who did not allow us to keep anything, and looks for places."""
    return Phone(office, database)


async def looks_for(phone: Phone, need: str) -> str:
    """Through the menu to the places for a need."""
    await phone.begins("menu", keeps=False)
    await phone.chooses("menu", menu="places")
    return await phone.chooses("places", need=need)


async def test_open_ones_come_first_and_those_that_fit_the_need_only(
    phone: Phone, database: Database
) -> None:
    await plant_points(
        database,
        a_point("shut", hours=WEEK, closed=True),
        a_point("unknown"),
        a_point("tomorrow", hours="Wed 09:00-10:00"),
        a_point("open", hours=WEEK, checked_at=NOON),
        a_point("women", hours=WEEK, audience="women"),
        a_point("lawyer", hours=WEEK, services="lawyer"),
    )
    shown = await looks_for(phone, "food")
    assert phone.keys[:5] == ["Open", "Women", "Tomorrow", "Unknown", "Shut"]
    assert shown.startswith("🟢 Open\nOpen now, until 16:30\n\n🟡 Women\nOpen now, until 16:30")
    assert f"{phone.words(NOT_CERTAIN)} · only women" in shown
    assert "Closed today · opens tomorrow at 09:00" in shown
    assert phone.words(hours_words.CLOSED_FOR_NOW) in shown
    assert "Lawyer" not in shown
    women = await looks_at(phone, "women")
    assert "Women" in women
    assert "Open\n" not in women


async def looks_at(phone: Phone, need: str) -> str:
    """From a list to another need."""
    await phone.says(service_points.OTHERS)
    return await phone.chooses("places", need=need)


async def test_places_are_there_before_anything_was_agreed(
    phone: Phone, database: Database
) -> None:
    await plant_points(database, a_point("here"))
    await phone.says("/places")
    assert "Here" in await phone.chooses("places", need="food")
    assert "📍 Here" in await phone.says("Here")


async def test_more_than_five_go_on_with_a_tap_and_a_number_is_of_the_page(
    phone: Phone, database: Database
) -> None:
    await plant_points(database, *(a_point(f"place{n}", hours=WEEK) for n in range(7)))
    first = await looks_for(phone, "all")
    assert "Place4" in first
    assert "Place5" not in first
    second = await phone.says(service_points.MORE)
    assert "Place5" in second
    assert service_points.MORE.msgid not in phone.keys
    assert "📍 Place6" in await phone.says("2")
    await phone.says("↩️ Back")
    assert phone.words(key("places", "need", "lawyer")) in phone.keys


async def test_a_card_has_the_facts_and_the_map_has_a_point_or_the_address(
    phone: Phone, database: Database
) -> None:
    facts = {"address": ADDRESS, "phone": "02 000 00 00", "price": 150, "languages": "fr ar"}
    here = a_point("here", hours=WEEK, checked_at=NOON, pin="50.84,4.35", **facts)
    there = a_point("there", address=ADDRESS, times="clothes Tue 14:00-16:00")
    await plant_points(database, here, there)
    await looks_for(phone, "food")
    card = await phone.says("Here")
    for line in (
        "Open now, until 16:30", "Hours: Monday–Friday 09:00–16:30", "You find there: food",
        "For: everybody", f"Address: {ADDRESS}", "Price: from 1.50 euro",
        "They speak: Français, العربية", "Telephone: 02 000 00 00",
        "We checked this on Tuesday 3 March.",
    ):  # fmt: skip
        assert line in card
    await phone.says(service_points.MAP)
    pins = [each for each in phone.came if each.media_kind == "location"]
    assert [pin.media for pin in pins] == ["50.84,4.35"]
    await looks_at(phone, "food")
    card = await phone.says("There")
    assert phone.words(words.ASK_FIRST) in card
    assert "Given out: clothes, Tuesday 14:00–16:00" in card
    assert "openstreetmap.org/search?query=Rue+Haute+1%2C+1000+Brussels" in await phone.says(
        service_points.MAP
    )


async def test_an_old_check_says_that_nobody_is_sure(
    phone: Phone, database: Database, clock: MovableClock
) -> None:
    await plant_points(database, a_point("here", phone="1", stale_after=30, checked_at=NOON))
    await looks_for(phone, "all")
    assert "We checked this" in await phone.says("Here")
    clock.move(timedelta(days=31))
    await looks_at(phone, "all")
    assert phone.words(words.CALL_FIRST) in await phone.says("Here")


async def test_a_secret_address_is_nowhere_in_what_goes_out(
    phone: Phone, database: Database, office: Office
) -> None:
    hidden = {"secret": True, "address": SECRET_STREET, "pin": "50.111,4.222"}
    await plant_points(database, a_point("hidden", services="food clothes", **hidden))
    await looks_for(phone, "food")
    card = await phone.says("Hidden")
    assert phone.words(words.ASK_US) in card
    assert phone.words(service_points.MAP) not in phone.keys
    await phone.says(service_points.MAP)
    async with database.begin() as session:
        short = await place_lines(session, office, ["hidden"], "en", office.now())
        given = await words.distribution_lines(session, office, "clothes", "en", office.now())
    said = [
        repr(phone.came),
        *(each.text + each.media for each in phone.came),
        repr(short),
        repr(given),
    ]
    assert not [each for each in said if "Hidden Lane" in each or "50.111" in each]


async def test_the_language_changes_in_the_middle_and_facts_keep_their_direction(
    phone: Phone, database: Database, office: Office
) -> None:
    await plant_points(database, a_point("here", hours=WEEK, address=ADDRESS))
    await looks_for(phone, "food")
    await phone.says("Here")
    await phone.says("/language")
    await phone.says("العربية")
    newest = phone.came[-1]
    assert f"{FSI}{ADDRESS}{PDI}" in newest.text
    assert f"{FSI}الاثنين–الجمعة 09:00–16:30{PDI}" in newest.text


async def looks_again(phone: Phone) -> None:
    await phone.says("/menu")
    await phone.chooses("menu", menu="places")
    await phone.chooses("places", need="food")
    await phone.says("Here")


async def test_other_words_are_not_lost_and_a_place_that_is_gone_says_so(
    phone: Phone, database: Database
) -> None:
    await plant_points(database, a_point("here"))
    await looks_for(phone, "food")
    assert "keep" in await phone.says("I need insulin")
    await looks_again(phone)
    here = await the_point(database, "here")
    async with database.begin() as session:
        await session.delete(here)
    await phone.says("My wife needs insulin too")
    assert len(await rows(database, Held)) == 2
    await plant_points(database, a_point("here"))
    await looks_again(phone)
    here = await the_point(database, "here")
    async with database.begin() as session:
        await session.delete(here)
    gone = await phone.says(service_points.MAP)
    assert phone.words(service_points.GONE) in gone
    assert phone.words(service_points.NOTHING_KNOWN) in gone


async def test_before_a_request_for_clothes_one_reads_when_they_are_given_out(
    phone: Phone, database: Database
) -> None:
    await plant_points(
        database,
        a_point("hub", services="clothes", hours=WEEK, times="clothes Tue 14:00-16:00"),
        a_point("closed", services="clothes", closed=True),
    )
    flow = Flow(
        "clothes",
        [
            Question("q", _("Which?"), [Choice("a", _("Clothes"), then="times")]),
            Message("times", GIVEN_OUT, then="end"),
            Outcome("end", effects=[GoTo("menu")]),
        ],
    )
    phone.office = replace(phone.office, flows={**phone.office.flows, flow.id: flow})
    await phone.begins("clothes")
    told = await phone.says("1")
    assert told.startswith("📍 Hub\nGiven out: clothes, Tuesday 14:00–16:00")
    assert "Closed" not in told
    assert phone.words("What do you need?") in told
