"""What people declare counts only when a human has looked at it; drafts are settled by taps."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.desk import showing
from bot.desk.shelter import assessing
from bot.engine import Recorded, _
from bot.office import Office
from bot.shelter.declared import Declared
from bot.shelter.joining import TALK, join
from bot.shelter.names import ASSESSMENT_REASONS
from bot.store.database import Database
from bot.store.tables import Assessment, Audit, Person, Ticket
from bot.tickets.entries import answers_body
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Comes, Waits, free_places, lines_of, listing_of

pytestmark = [pytest.mark.usefixtures("house"), SQLITE]
STAIRS = Recorded("health", "stairs", _("How is your health?"), _("I cannot climb stairs"), ())


async def declares(database: Database, office: Office, reference: str) -> None:
    """Somebody says in chat that stairs are hard for them."""
    answers = json.dumps(answers_body([STAIRS])).encode()
    async with database.begin() as session:
        query = select(Person).where(Person.reference == reference)
        person = (await session.scalars(query)).one()
        says = Declared("men", 1, accessible=True, talk=True)
        await join(session, office, person, "ar", says, answers, office.now())


async def test_a_tier_counts_only_after_a_human_has_decided_with_a_reason(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    vera, people = await comes("Vera", "volunteer"), await waits(3)
    await declares(database, office, people[2])
    assert (await listing_of(database, people[2])).tier == 3
    shown = await vera.says(f"/assess {people[2].lower()}")
    assert "How is your health?: I cannot climb stairs" in shown
    assert "Order now: by date." in shown
    assert "A talk is due until" in shown
    await vera.taps("Order: first", ASSESSMENT_REASONS["talked"])
    assert "Vera decided on Tuesday 3 March: first (after a talk with them)." in vera.screen
    assert "A talk is due" not in vera.screen
    kept = await listing_of(database, people[2])
    assert (kept.tier, kept.talk_by) == (1, None)
    (row,) = await rows(database, Assessment)
    assert (row.before, row.after, row.reason) == (3, 1, "talked")
    read = [line for line in await rows(database, Audit) if line.action == "declared read"]
    assert {line.actor for line in read} == {vera.id}
    assert len(read) == 2
    carla = await comes("Carla", "coordinator")
    await carla.says("/list")
    first = await carla.taps("🛏 Free", "Men", "1", "1", "Tomorrow", "18:00", "7", "Harbour House")
    assert people[2] in lines_of(first)[0]
    assert "♿" in lines_of(first)[0]


async def test_who_was_assessed_first_goes_first_and_the_proposal_says_so(
    comes: Comes, waits: Waits
) -> None:
    carla, people = await comes("Carla", "coordinator"), await waits(3)
    await carla.says(f"/assess {people[2]}")
    await carla.taps("Order: before others", ASSESSMENT_REASONS["safety"])
    shown = lines_of(await free_places(carla, 1))
    assert people[2] in shown[0]
    assert "assessed as before others by a helper" in shown[0]


async def test_of_two_who_assess_the_second_reads_that_it_was_decided(
    database: Database, comes: Comes, waits: Waits
) -> None:
    vera, bob = await comes("Vera", "volunteer"), await comes("Bob", "volunteer")
    people = await waits(1)
    for who in (vera, bob):
        await who.says(f"/assess {people[0]}")
    await vera.taps("Order: first", ASSESSMENT_REASONS["health"])
    await bob.taps("✅ Confirm: by date", ASSESSMENT_REASONS["talked"])
    assert bob.answer == bob.reads(assessing.MEANWHILE)
    assert (await listing_of(database, people[0])).tier == 1
    await bob.taps("Order: by date", ASSESSMENT_REASONS["mistake"])
    assert (await listing_of(database, people[0])).tier == 3
    assert [row.after for row in await rows(database, Assessment)] == [1, 3]


async def test_a_draft_is_settled_by_taps_and_keeps_its_date(
    database: Database, comes: Comes, waits: Waits
) -> None:
    vera, (number,) = await comes("Vera", "volunteer"), await waits(1, Declared(talk=True))
    before = await listing_of(database, number)
    assert before.state == "draft"
    assert "No list yet: 1 to settle" in await vera.says("/list")
    await vera.taps("🗣 Talks", number)
    assert "not known yet" in vera.screen
    await vera.taps("List: Families", "People…", "5", "Cots…", "1", "♿")
    after = await listing_of(database, number)
    assert (after.state, after.list, after.size, after.cots) == ("waiting", "families", 5, 1)
    assert after.accessible
    assert after.since == before.since


async def test_from_the_ticket_of_the_talk_it_is_one_tap(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    vera, (number,) = await comes("Vera", "volunteer"), await waits(1)
    await declares(database, office, number)
    (ticket,) = await rows(database, Ticket)
    assert ticket.topic == TALK
    assert number in await vera.says(f"/assess {ticket.reference}")
    await vera.says(f"/claim {ticket.reference}")
    heads = [read for read in vera.read if read.startswith("🎫")]
    assert "I cannot climb stairs" in heads[0]
    await vera.presses(vera.tokens[vera.reads(showing.ASSESS)])
    assert number in vera.screen


async def test_overdue_talks_stand_above_the_list(
    office: Office, database: Database, comes: Comes, waits: Waits, clock: MovableClock
) -> None:
    vera, (number,) = await comes("Vera", "volunteer"), await waits(1)
    await declares(database, office, number)
    assert "overdue" not in await vera.says("/list")
    clock.move(timedelta(days=6))
    assert f"⏰ A talk is overdue with: {number}" in await vera.says("/list")


async def test_numbers_that_are_nobodys_are_said_to_be(comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    for command in ("/assess", "/offer"):
        assert f"like {command} 4M7K-2PQR" in await vera.says(command)
        for typed in ("4M7K-2PQR", "💥", "x" * 2000):
            assert await vera.says(f"{command} {typed}") == "Nobody on our list has that number."
