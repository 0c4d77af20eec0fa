"""Staff answer for somebody who stands there, and places that were given back go on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.shelter import presses
from bot.desk.shelter.commands import FOR_COORDINATORS
from bot.shelter.giving_on import remains
from bot.store.database import Database
from bot.store.tables import Offer, Vacancy
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Comes, Waits, free_places, lines_of, state_of
from tests.shelter.conftest import ZONE

pytestmark = [pytest.mark.usefixtures("house"), SQLITE]


async def test_a_volunteer_answers_for_somebody_who_stands_there(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    people = await waits(1)
    assert await vera.says(f"/offer {people[0]}") == f"{people[0]} has no offer now."
    await free_places(carla, 1)
    await carla.taps("✅ Approve all")
    shown = await vera.says(f"/offer {people[0]}")
    assert "Quay Street 1" not in shown
    await vera.taps("✅ They say yes")
    assert "Quay Street 1" in vera.screen
    (offer,) = await rows(database, Offer)
    assert (offer.state, offer.answered_by) == ("accepted", vera.id)
    assert await state_of(database, people[0]) == "accepted"
    assert vera.labels[0] == "❌ They say no"


async def test_a_place_given_back_is_proposed_to_the_next_and_never_given_twice(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(3)
    await free_places(carla, 2)
    await carla.taps("✅ Approve all")
    await carla.says(f"/offer {people[0]}")
    await carla.taps("❌ They say no")
    assert await state_of(database, people[0]) == "waiting"
    await carla.says("/list")
    await carla.taps("🏠 Places given", "Men, 2 places")
    again = carla.token("🛏 Offer free places to the next (1)")
    await carla.presses(again)
    assert people[0] in lines_of(carla.screen)[0]
    assert await carla.presses(again) == "There is no free place any more."
    assert sum(vacancy.places for vacancy in await rows(database, Vacancy)) == 2


async def test_a_coordinator_takes_a_place_back_after_a_yes(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    people = await waits(1)
    await free_places(carla, 1)
    await carla.taps("✅ Approve all", people[0], "✅ They say yes")
    back = carla.token("🗑 Take the place back")
    assert await vera.presses(back) == vera.reads(FOR_COORDINATORS)
    await carla.presses(back)
    assert "They keep their date" in carla.screen
    assert await state_of(database, people[0]) == "waiting"
    assert await carla.presses(back) == carla.reads(presses.OLD)


@pytest.mark.parametrize(
    ("after", "starts", "nights"),
    [
        (timedelta(hours=-2), "03 18:00", 7),
        (timedelta(hours=2, minutes=10), "03 21:00", 7),
        (timedelta(hours=5, minutes=30), "04 18:00", 6),
        (timedelta(hours=9), "04 18:00", 6),
        (timedelta(hours=20), "04 18:00", 6),
        (timedelta(days=6, hours=1), "09 20:00", 1),
        (timedelta(days=6, hours=9), "", 0),
        (timedelta(days=30), "", 0),
    ],
)
def test_what_remains_of_a_place_that_is_free_again(
    after: timedelta, starts: str, nights: int
) -> None:
    began = datetime(2026, 3, 3, 17, tzinfo=UTC)
    rest = remains(began, 7, began + after, ZONE)
    shown = (f"{rest[0].astimezone(ZONE):%d %H:%M}", rest[1]) if rest else ("", 0)
    assert shown == (starts, nights)
