"""A coordinator tells everybody something: it stands above the menu, in everybody's language."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.clock import MovableClock
from bot.desk.notices.words import FOR_COORDINATORS, IS_BEING_TOLD, NOTHING_STANDS, OLD
from bot.desk.points.showing import SECRET
from bot.places.seeds import plant, read_seeds
from bot.store.database import Database
from bot.store.tables import Audit, Notice
from tests.databases import rows
from tests.desk.shelter.conftest import OTHERS, Colleague, Comes
from tests.notices.town import AMAL, Town

MENU = "What do you need?"
FRIDAY = "2026-03-06"


async def closed_on_friday(carla: Colleague) -> str:
    """The Hub is closed on a Friday; the newest screen is the preview."""
    await carla.says("/notice closed\nHub")
    return await carla.taps("Friday 6 March", "7 days")


async def test_from_the_command_to_the_menu_and_off_it_again(
    database: Database, comes: Comes, town: Town
) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes()
    assert carla.reads(NOTHING_STANDS) in await carla.says("/notice")
    preview = await closed_on_friday(carla)
    said = "🚪 Hub is closed on Friday 6 March."
    assert said in preview
    assert preview.count("🌐") == 3
    assert said not in await town.writes("menu")  # nobody sees a draft
    drop = carla.token("Discard")
    await carla.taps("✅ Put on the menu")
    assert await carla.presses(drop) == carla.reads(OLD)
    menu = await town.writes("menu")
    assert menu.index(said) < menu.index(MENU)
    assert said in await carla.says("/notice")
    assert carla.reads(NOTHING_STANDS) in await carla.taps("Take down 1")
    assert said not in await town.writes("menu")
    actions = [row.action for row in await rows(database, Audit)]
    assert [each for each in actions if "notice" in each] == [
        "notice put up", "notice taken down",
    ]  # fmt: skip


async def test_what_is_about_a_day_ends_with_it(comes: Comes, town: Town) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes()
    await closed_on_friday(carla)
    await carla.taps("✅ Put on the menu")
    town.at(f"{FRIDAY} 23:50")
    assert "Hub" in await town.writes("menu")
    town.at("2026-03-07 00:01")
    assert "Hub" not in await town.writes("menu")


async def test_a_notice_by_taps_ends_after_its_days(
    comes: Comes, town: Town, clock: MovableClock
) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes()
    await carla.says("/notice")
    await carla.taps("➕ New notice", "🥶 Extreme cold", "1 day", "✅ Put on the menu")
    assert "Samusocial, 0800 99 340" in await town.writes("menu")
    clock.move(timedelta(days=1))
    assert "Samusocial" not in await town.writes("menu")


async def test_a_coordinators_own_words_stay_as_they_are_and_say_their_language(
    comes: Comes, town: Town
) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes(AMAL, language="en")
    await town.comes("5000000002", language="fr")
    words = "La distribution commence à 11 h.\n\nMerci d’attendre au parc."
    await carla.says(f"/notice words\n{words}")
    assert words in await carla.taps("Français", "3 days")
    await carla.taps("✅ Put on the menu")
    assert f"In Français:\n📢 {words}" in await town.writes("menu")
    french = await town.writes("menu", "5000000002")
    assert f"📢 {words}" in french
    assert "Français:" not in french


async def test_only_the_newest_three_stand_and_only_above_the_menu(
    town: Town, clock: MovableClock
) -> None:
    await town.comes()
    for place in ("One", "Two", "Three", "Four"):
        await town.notice("open", place=place)
        clock.move(timedelta(minutes=1))
    menu = await town.writes("menu")
    assert [place in menu for place in ("One", "Two", "Three", "Four")] == [False, True, True, True]
    assert menu.index("Four") < menu.index("Three")
    assert "Four" not in await town.taps("menu", "menu", "emergency")
    assert "Four" not in await town.taps("menu", "menu", "questions")


async def test_an_older_versions_notices_stand_in_nobodys_way(
    database: Database, town: Town
) -> None:
    await town.comes()
    await town.notice("closed")  # without its place and its day
    gone = await town.notice("heat")
    async with database.begin() as session:
        (await session.get_one(Notice, gone)).template = "of_yesterday"
    menu = await town.writes("menu")
    assert "🚪 … is closed on …." in menu
    assert "hot" not in menu


async def test_a_volunteer_looks_and_changes_nothing(
    database: Database, comes: Comes, town: Town
) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    await carla.says("/notice scam")
    draft = (await rows(database, Notice))[0]
    await carla.taps("3 days")
    token = carla.token("✅ Put on the menu")
    assert await vera.presses(token) == vera.reads(FOR_COORDINATORS)
    assert vera.reads(FOR_COORDINATORS) in await vera.says("/notice heat")
    await carla.taps("✅ Put on the menu")
    assert "asks people for money" in await vera.says("/notice")
    assert vera.labels == []
    assert await vera.presses(f"n.down:{token.split(':')[1]}") == vera.reads(FOR_COORDINATORS)
    async with database.begin() as session:
        assert (await session.get_one(Notice, draft.id)).taken_down_at is None


async def test_whoever_coordinates_another_service_decides_as_well(comes: Comes) -> None:
    omar = await comes("Omar", "coordinator", OTHERS)
    await omar.says("/notice")
    assert "➕ New notice" in omar.labels


async def test_it_is_told_once_and_only_after_a_tap_that_says_to_how_many(
    database: Database, comes: Comes, town: Town
) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes("5000000001", "5000000002", "5000000003")
    await town.want(["5000000001", "5000000002"])
    await carla.says("/notice heat")
    await carla.taps("1 day", "✅ Put on the menu")
    async with database.begin() as session:
        assert await session.scalar(select(Notice.tell_at)) is None
    token = carla.token("📣 Also tell the 2 people who asked")
    assert await carla.presses(token) == carla.reads(IS_BEING_TOLD)
    assert await carla.presses(token) == carla.reads(OLD)


async def test_what_is_lacking_or_too_long_is_said(comes: Comes, database: Database) -> None:
    carla = await comes("Carla", "coordinator")
    assert "/notice moved" in await carla.says("/notice moved\nHub")
    assert "at most" in await carla.says(f"/notice open\n{'x' * 121}")
    assert "no such notice" in await carla.says("/notice party")
    assert await rows(database, Notice) == []
    await carla.says("/notice moved\nHub\nQuai 1")
    await carla.taps("1 day")
    drop = carla.token("Discard")
    await carla.taps("Discard")
    assert await carla.presses(drop) == carla.reads(OLD)
    assert await rows(database, Notice) == []


async def test_nobody_is_told_where_a_secret_place_has_moved(
    database: Database, comes: Comes
) -> None:
    async with database.begin() as session:
        await plant(session, read_seeds())
    carla = await comes("Carla", "coordinator")
    said = await carla.says("/notice moved\nsisters house\nRue Neuve 1")
    assert said == carla.reads(SECRET)
    assert "Rue Neuve 1" in await _moved(carla, "Hub")


async def _moved(carla: Colleague, place: str) -> str:
    await carla.says(f"/notice moved\n{place}\nRue Neuve 1")
    return await carla.taps("1 day")
