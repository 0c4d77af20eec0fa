"""Coordinators who decide at the same moment: one does, the other reads who, on both databases."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.database import Database
from bot.store.tables import Offer, Vacancy
from tests.databases import rows
from tests.desk.shelter.conftest import Comes, Waits, free_places, state_of

pytestmark = pytest.mark.usefixtures("house")


async def test_of_two_coordinators_who_approve_at_once_one_wins_and_the_other_reads_who(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, omar = await comes("Carla", "coordinator"), await comes("Omar", "coordinator")
    people = await waits(3)
    await free_places(carla)
    await omar.says("/list")
    await omar.taps("Decide: Men")
    await asyncio.gather(carla.taps("✅ Approve all"), omar.taps("✅ Approve all"))
    answers = sorted([carla.answer, omar.answer])
    assert answers[1] == "Offered to 3 households."
    assert answers[0] in {
        f"{name} has approved this proposal already." for name in ("Carla", "Omar")
    }
    assert len(await rows(database, Offer)) == 3
    assert [await state_of(database, each) for each in people] == ["offered"] * 3


async def test_two_proposals_at_once_never_hold_the_same_people(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, omar = await comes("Carla", "coordinator"), await comes("Omar", "coordinator")
    people = await waits(4)
    first, second = await free_places(carla, 2), await free_places(omar, 2)
    assert [each for each in people if each in first] == people[:2]
    assert [each for each in people if each in second] == people[2:]
    await carla.taps("✅ Approve all")
    await omar.taps("✅ Approve all")
    offered_to = [offer.listing_id for offer in await rows(database, Offer)]
    assert len(set(offered_to)) == 4


async def test_the_last_button_tapped_twice_makes_one_proposal(
    comes: Comes, waits: Waits, database: Database
) -> None:
    carla, _people = await comes("Carla", "coordinator"), await waits(2)
    await carla.says("/list")
    await carla.taps("🛏 Free", "Men", "2", "0", "Tomorrow", "18:00", "7")
    token = carla.token("Harbour House")
    await asyncio.gather(carla.presses(token), carla.presses(token))
    assert len(await rows(database, Vacancy)) == 1
