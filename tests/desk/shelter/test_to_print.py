"""The board and the sheet of tonight: on paper, and who came as taps."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.desk.shelter import tonight
from bot.desk.shelter.to_print import NO_OFFER
from bot.office import Office
from bot.shelter.notice_words import COME
from bot.shelter.sheets import NOBODY
from bot.store.database import Database
from tests.databases import SQLITE
from tests.desk.shelter.conftest import Colleague, Comes, Waits, free_places, state_of
from tests.desk.shelter.printed import files, page
from tests.shelter.test_card_page import Elements

pytestmark = SQLITE
REFERENCE = re.compile(r"[2-9C-Z]{4}-[2-9C-Z]{4}")


async def offered(comes: Comes, places: int = 3) -> Colleague:
    """A coordinator who has offered free places at Harbour House from tomorrow on."""
    carla = await comes("Carla", "coordinator")
    await free_places(carla, places)
    await carla.taps("✅ Approve all")
    return carla


async def says_yes(carla: Colleague, *numbers: str) -> None:
    """They say yes at the desk."""
    for number in numbers:
        await carla.says(f"/offer {number}")
        await carla.taps("✅ They say yes")


async def test_the_board_has_the_numbers_with_an_open_offer_and_nobody_else(
    database: Database, office: Office, comes: Comes, house: object, waits: Waits
) -> None:
    ada, numbers = await comes("Ada", "volunteer"), await waits(5)
    assert await ada.says("/list board") == ada.reads(NO_OFFER)
    carla = await offered(comes)
    await says_yes(carla, numbers[0])
    await ada.says("/list board")
    name, written = await page(database, office)
    assert name == "board.html"
    board = Elements(written)
    assert board.of("ref") == sorted(numbers[1:3])
    assert set(REFERENCE.findall(written)) == set(numbers[1:3])
    assert "Harbour" not in written
    for language in office.catalogues.codes:
        assert office.catalogues.say(COME, language) in [words for _, words in board.texts]


async def test_the_sheet_says_who_is_expected_and_has_boxes(
    database: Database,
    office: Office,
    comes: Comes,
    house: object,
    waits: Waits,
    clock: MovableClock,
) -> None:
    numbers, carla = await waits(4), await offered(comes)
    await says_yes(carla, *numbers[:2])
    assert await carla.says("/list tonight") == carla.reads(NOBODY)
    clock.move(timedelta(days=1))
    ada = await comes("Ada", "volunteer")
    await ada.says("/list tonight")
    name, written = await page(database, office)
    assert name == "tonight-2026-03-04.html"
    sheet = Elements(written)
    assert sheet.of("ref") == sorted(numbers[:2])
    assert sheet.count("box") == 4
    assert "Harbour House" in written
    assert "Quay Street" not in written
    assert "1 of 7" in written


async def test_who_came_is_a_tap_that_can_be_corrected(
    database: Database,
    office: Office,
    comes: Comes,
    house: object,
    waits: Waits,
    clock: MovableClock,
) -> None:
    numbers, carla = await waits(2), await offered(comes, 2)
    one, other = sorted(numbers)
    await says_yes(carla, *numbers)
    clock.move(timedelta(days=1))
    ada = await comes("Ada", "volunteer")
    await ada.says("/list tonight")
    assert ada.labels[:4] == [f"✅ {one}", f"❌ {one}", f"✅ {other}", f"❌ {other}"]
    await ada.taps(f"✅ {one}", f"❌ {other}")
    assert [await state_of(database, each) for each in (one, other)] == ["placed", "waiting"]
    assert ada.labels[:2] == [f"❌ {one}", f"✅ {other}"]
    assert f"✅ {one}" in ada.screen
    await ada.taps(f"✅ {other}")
    assert await state_of(database, other) == "placed"
    await ada.says("/list tonight")
    assert Elements((await page(database, office))[1]).count("box full") == 2


async def test_a_night_is_the_last_one_until_noon(
    database: Database,
    office: Office,
    comes: Comes,
    house: object,
    waits: Waits,
    clock: MovableClock,
) -> None:
    numbers, carla = await waits(2), await offered(comes, 2)
    await says_yes(carla, *numbers)
    found = []
    for hours in (22, 21, 4, 24 * 6):  # the next day at ten, the morning after, noon, a week later
        clock.move(timedelta(hours=hours))
        carla = await comes("Carla", "coordinator")
        said = await carla.says("/list tonight")
        shown = re.search(r"night (\d of 7)", said)
        found.append(shown[1] if shown else said)
    assert found == [carla.reads(NOBODY), "1 of 7", "2 of 7", carla.reads(NOBODY)]


async def test_many_guests_are_turned_over(
    database: Database,
    office: Office,
    comes: Comes,
    house: object,
    waits: Waits,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tonight, "SHOWN", 3)
    numbers, carla = await waits(4), await offered(comes, 4)
    await says_yes(carla, *numbers)
    clock.move(timedelta(days=1))
    carla = await comes("Carla", "coordinator")
    await carla.says("/list tonight")
    assert set(REFERENCE.findall(carla.screen)) == set(sorted(numbers)[:3])
    await carla.taps("▶️ Further")
    assert set(REFERENCE.findall(carla.screen)) == set(sorted(numbers)[3:])
    await carla.taps(f"✅ {sorted(numbers)[3]}", "◀️ Earlier")
    assert set(REFERENCE.findall(carla.screen)) == set(sorted(numbers)[:3])
    assert len(await files(database, office)) == 1
