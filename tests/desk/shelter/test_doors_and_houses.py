"""Lists are closed and opened, houses are added, the rules are read out; who may do which."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.shelter import doors, houses, rules_in_words
from bot.desk.shelter.commands import FOR_COORDINATORS, NOT_YOURS
from bot.office import Office
from bot.shelter.closing import is_closed
from bot.shelter.houses import read_house
from bot.shelter.rules import RULES
from bot.store.database import Database
from bot.store.tables import House
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Comes, Waits, state_of

pytestmark = SQLITE


async def test_a_list_is_closed_with_a_notice_in_every_language_and_who_waits_stays(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(1)
    await carla.says("/list close men")
    assert [read.split("\n")[0] for read in carla.read[-3:]] == [
        f"🌐 {office.catalogues[code].endonym}" for code in ("en", "fr", "ar")
    ]
    assert "Still open: Women, Families, Couples." in carla.read[-3]
    async with database.begin() as session:
        assert await is_closed(session, "men")
        assert not await is_closed(session, "women")
    assert await state_of(database, people[0]) == "waiting"
    assert "Men: nobody new is taken now" in await carla.says("/list")
    await carla.taps("🚪", "Open: Men")
    async with database.begin() as session:
        assert not await is_closed(session, "men")
    assert "Our list is open again: Men." in carla.read[-3]


async def test_closing_twice_says_so(comes: Comes) -> None:
    carla = await comes("Carla", "coordinator")
    await carla.says("/list close women")
    assert await carla.says("/list close women") == carla.reads(doors.ALREADY)


async def test_a_house_is_added_with_lines_and_one_tap(
    database: Database, office: Office, comes: Comes
) -> None:
    carla = await comes("Carla", "coordinator")
    await carla.says("/list house\nRose\nIn front of the station, 18:00\na blanket")
    await carla.taps("This is a meeting point")
    assert carla.reads(houses.SECRET_KIND) in carla.screen
    (house,) = await rows(database, House)
    async with database.begin() as session:
        about = await read_house(session, office, house)
    assert (about.name, about.whereabouts, about.bring, about.secret) == (
        "Rose", "In front of the station, 18:00", "a blanket", True,
    )  # fmt: skip
    assert b"station" not in house.whereabouts
    await carla.says("/list")
    await carla.taps("🏘", "Rose", "Close this house")
    assert "Rose is closed." in carla.screen
    await carla.says("/list house")
    assert carla.reads(houses.NONE) in carla.screen


async def test_a_volunteer_does_not_see_where_a_house_is(comes: Comes) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    await carla.says("/list house\nRose\nSecret Street 9")
    await carla.taps("This is the address")
    await vera.says("/list")
    await vera.taps("🏘", "Rose")
    assert not any("Secret Street" in read for read in vera.read)


async def test_the_rules_are_made_of_the_numbers_that_the_list_works_by(
    office: Office, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    shown = await vera.says("/list rules")
    for words in (
        "One place in 4 goes to whoever waits longest",
        "4 hours of daytime",
        "30 minutes before the end",
        "Every 7 days",
        "After 14 days",
        "within 5 days",
        "at most 7 nights",
    ):
        assert words in shown
    assert not vera.protected
    await vera.says("/list")
    assert vera.protected
    other = replace(RULES, reserved_every=3, margin=0.1)
    said = office.catalogues.say(rules_in_words.in_words(other), "en")
    assert "One place in 3" in said
    assert "At most 10 in 100 more" in said


async def test_what_volunteers_may_not_do_is_said(comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    for words in ("/list close men", "/list open", "/list house\nA\nB"):
        assert await vera.says(words) == vera.reads(FOR_COORDINATORS)


async def test_somebody_of_another_service_gets_one_clear_line(comes: Comes) -> None:
    lena = await comes("Lena", "volunteer", "-1003")
    for words in ("/list", "/assess 4M7K-2PQR", "/offer 4M7K-2PQR", "/list close men"):
        assert await lena.says(words) == lena.reads(NOT_YOURS)
    assert await lena.presses("l.home") == lena.reads(NOT_YOURS)
