"""Free places are entered by taps, and a human decides about the proposal."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock
from bot.desk.shelter import deciding, overview, presses
from bot.desk.shelter.commands import FOR_COORDINATORS
from bot.shelter import life
from bot.shelter.declared import Declared
from bot.shelter.free import HOLDS
from bot.shelter.names import OVERRIDE_REASONS
from bot.store.database import Database
from bot.store.tables import Listing, Offer, Override, Person, Vacancy
from tests.databases import NOON, SQLITE, rows
from tests.desk.shelter.conftest import Comes, Waits, free_places, lines_of, state_of

pytestmark = [pytest.mark.usefixtures("house"), SQLITE]


async def test_places_are_entered_by_taps_and_nobody_is_told_before_a_human_approves(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(5)
    await carla.says("/list")
    await carla.taps("🛏 Free", "Men", "3", "0", "Tomorrow", "18:00", "7", "Harbour House")
    shown = carla.screen
    assert "Men: 3 places in Harbour House" in shown
    assert "Wednesday 4 March, 18:00, evening, 7 nights" in shown
    assert [people[0] in lines_of(shown)[0], people[2] in lines_of(shown)[2]] == [True, True]
    assert "العربية · since Thursday 26 February · next by date · 1 person" in shown
    assert await state_of(database, people[0]) == "waiting"
    await carla.taps("✅ Approve all (3)")
    assert carla.answer == "Offered to 3 households."
    assert [await state_of(database, each) for each in people] == ["offered"] * 3 + ["waiting"] * 2
    assert f"1. {people[0]}: has not answered yet" in carla.screen


async def test_all_but_some_are_approved_and_their_places_stay_free(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(4)
    await free_places(carla)
    await carla.taps("Approve all except…", f"✓ {people[1]}")
    await carla.taps("Leave out 1", OVERRIDE_REASONS["has_place"])
    assert carla.answer == "Offered to 2 households."
    states = [await state_of(database, each) for each in people]
    assert states == ["offered", "waiting", "offered", "waiting"]
    (kept,) = await rows(database, Override)
    assert (kept.kind, kept.reason, kept.volunteer_id) == ("except", "has_place", carla.id)
    await carla.taps("🛏 Offer free places to the next (1)")
    assert people[1] in lines_of(carla.screen)[0]


async def test_a_turn_is_skipped_and_the_next_in_order_has_the_place(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(5)
    await free_places(carla, 2)
    await carla.taps("Skip…", f"1. {people[0]}", OVERRIDE_REASONS["absent"])
    shown = lines_of(carla.screen)
    assert people[2] in shown[0]
    assert people[1] in shown[1]
    assert await state_of(database, people[0]) == "waiting"
    (kept,) = await rows(database, Override)
    assert (kept.kind, kept.reason) == ("skip", "absent")


async def test_a_place_is_swapped_for_one_of_the_next_with_a_reason(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(12)
    await free_places(carla, 2)
    await carla.taps("Swap…", f"2. {people[1]}")
    assert [label.split()[0] for label in carla.labels[:-1]] == people[2:10]
    await carla.taps(people[6], OVERRIDE_REASONS["together"])
    assert people[6] in lines_of(carla.screen)[1]
    assert "chosen by a coordinator" in lines_of(carla.screen)[1]
    (kept,) = await rows(database, Override)
    assert (kept.kind, kept.reason) == ("swap", "together")


async def test_who_was_passed_over_is_named_with_the_reason(comes: Comes, waits: Waits) -> None:
    carla = await comes("Carla", "coordinator")
    big = await waits(2, Declared("families", 6, 1))
    small = await waits(1, Declared("families", 3, 0))
    await carla.says("/list")
    shown = await carla.taps(
        "🛏 Free", "Families", "1", "4", "0", "0", "Tomorrow", "20:00", "30", "Harbour House"
    )
    assert small[0] in lines_of(shown)[0]
    assert f"{big[0]}: too many people for one place" in shown


async def test_a_stale_screen_does_nothing_and_shows_how_it_is_now(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, omar = await comes("Carla", "coordinator"), await comes("Omar", "coordinator")
    people = await waits(4)
    await free_places(carla, 2)
    old = [carla.token(label) for label in ("✅", "Approve all except…", "Skip", "Swap", "🗑")]
    await omar.says("/list")
    await omar.taps("Decide: Men", "Skip…", "1.", OVERRIDE_REASONS["team"])
    for token in old:
        said = await carla.presses(token)
        assert said == "Omar has changed this proposal meanwhile. This is how it is now."
        assert people[2] in lines_of(carla.screen)[0]
    assert all(offer.state != "open" for offer in await rows(database, Offer))
    await carla.taps("🗑 Discard")
    assert (await omar.presses(omar.token("✅"))).startswith("Carla has discarded")
    assert {offer.state for offer in await rows(database, Offer)} == {"withdrawn"}


async def test_whoever_does_not_wait_any_more_is_not_offered_and_the_screen_says_so(
    database: Database, comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(3)
    await free_places(carla)
    async with database.begin() as session:
        left = await session.get_one(Listing, await found(session, people[1]))
        assert await life.change(session, left, ["waiting"], "withdrawn", NOON)
    await carla.taps("✅ Approve all")
    assert f"Not offered, because they do not wait any more: {people[1]}." in carla.screen
    states = [await state_of(database, each) for each in people]
    assert states == ["offered", "withdrawn", "offered"]


async def test_a_proposal_that_was_forgotten_keeps_nobody_from_their_turn(
    comes: Comes, waits: Waits, clock: MovableClock, database: Database
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(2)
    await free_places(carla, 2)
    old = carla.token("✅")
    clock.move(HOLDS + timedelta(minutes=1))
    assert people[0] in lines_of(await free_places(carla, 1))[0]
    await carla.taps("✅ Approve all")
    await carla.presses(old)
    assert f"Not offered, because they do not wait any more: {people[0]}." in carla.screen
    assert sum(offer.state == "open" for offer in await rows(database, Offer)) == 2


async def test_when_the_evening_has_come_others_are_proposed_and_nobody_is_told(
    comes: Comes, waits: Waits, clock: MovableClock, database: Database
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(2)
    await free_places(carla, 1, 0)
    clock.move(timedelta(hours=3))
    async with database.begin() as session:
        short = await session.get_one(Listing, await found(session, people[1]))
        short.tonight = True
    await carla.taps("✅ Approve all")
    assert carla.answer == carla.reads(deciding.TOO_LATE)
    assert people[1] in lines_of(carla.screen)[0]
    assert f"{people[0]}: did not ask to be told at short notice" in carla.screen
    assert {offer.state for offer in await rows(database, Offer)} == {"withdrawn", "proposed"}


async def test_a_volunteer_looks_and_does_not_decide(comes: Comes, waits: Waits) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    people = await waits(2)
    await free_places(carla, 1)
    approve = carla.token("✅")
    await vera.says("/list")
    assert people[0] in await vera.taps("Decide: Men")
    assert vera.labels == [vera.reads(overview.BACK)]
    assert await vera.presses(approve) == vera.reads(FOR_COORDINATORS)
    assert await vera.presses("l.free:men:3") == vera.reads(FOR_COORDINATORS)


async def test_forged_buttons_are_answered_and_do_nothing(
    comes: Comes, waits: Waits, database: Database
) -> None:
    carla, _people = await comes("Carla", "coordinator"), await waits(1)
    await free_places(carla, 1)
    act, vacancy, version = carla.token("✅").split(":")
    forged = [
        "l.approve", f"l.approve:{vacancy}", f"l.approve:{vacancy}:x", f"{act}:AAAA:{version}",
        f"l.skip:{vacancy}:{version}:9", f"l.swap:{vacancy}:{version}:1:zzzz:0",
        f"l.skip:{vacancy}:{version}:1:99", "l.free:men:0:1:0", "l.free:cats", "l.free:men:99:1:0",
        "l.free:men:1:1:0:0:1:18:7:AAAA", "l.free:men:1:1:0:0:1:18:7:x:y", "l.show:é", "l.tier:::",
        f"l.free:men:1:1:0:0:739000:18:7:{vacancy}", "l.new:00:men:1:9:xx:card:yes", "l.offer:1",
        "l.add:AAAA:open", "l.close:cats", "l.settle", "l.answer", "l.new:0:families:99",
    ]  # fmt: skip
    for token in forged:
        assert await carla.presses(token) == carla.reads(presses.OLD), token
    assert [offer.state for offer in await rows(database, Offer)] == ["proposed"]
    assert len(await rows(database, Vacancy)) == 1


async def found(session: AsyncSession, reference: str) -> UUID:
    """The listing of a number, inside a transaction."""
    query = select(Listing.id).join(Person, Person.id == Listing.person_id)
    return (await session.scalars(query.where(Person.reference == reference))).one()
