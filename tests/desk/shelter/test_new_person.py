"""Somebody without a phone comes onto the list at the desk; children alone never do."""

from __future__ import annotations

from bot.desk.shelter import entering, minor
from bot.store.database import Database
from bot.store.tables import Consent, Listing, Person, Ticket
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Comes

pytestmark = SQLITE


async def test_six_taps_from_the_list_and_their_number(database: Database, comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    await vera.taps("➕ New person")
    await vera.taps("Families", "4", "Go on", "العربية", "No phone", "✅ They said yes")
    (kept,) = await rows(database, Listing)
    async with database.begin() as session:
        person = await session.get_one(Person, kept.person_id)
    assert f"🎫  {person.reference}" in vera.screen
    assert (kept.list, kept.size, kept.state) == ("families", 4, "waiting")
    assert (kept.language, kept.entered_by) == ("ar", vera.id)
    (consent,) = await rows(database, Consent)
    assert (consent.purpose, consent.given, consent.language) == ("list", True, "ar")


async def test_consent_is_asked_in_their_language_and_in_the_volunteers(comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    shown = await vera.taps("➕ New", "Men", "Go on", "English", "No phone")
    assert shown.count(vera.reads(entering.CONSENT)) == 1
    await vera.taps("They said no")
    assert vera.screen == vera.reads(entering.NOT_KEPT)


async def test_who_says_no_is_not_kept(database: Database, comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    before = len(await rows(database, Person))
    await vera.says("/list")
    await vera.taps("➕ New", "Women", "Go on", "Français", "🪪", "They said no")
    assert len(await rows(database, Person)) == before
    assert await rows(database, Listing) == []


async def test_needs_are_turned_on_and_off(database: Database, comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    await vera.taps("➕ New", "Couples", "◻️ ♿", "◻️ 🛏", "◻️ 🗣", "☑️ 🛏", "Go on")
    await vera.taps("English", "🪪", "✅ They said yes")
    (kept,) = await rows(database, Listing)
    assert (kept.size, kept.accessible, kept.cots) == (2, True, 0)
    assert kept.talk_by is not None
    assert "/card " in vera.screen
    assert [ticket.topic for ticket in await rows(database, Ticket)] == ["talk"]


async def test_two_quick_taps_are_one_person(database: Database, comes: Comes) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    await vera.taps("➕ New", "Men", "Go on", "English", "No phone")
    yes = vera.token("✅ They said yes")
    await vera.presses(yes)
    assert await vera.presses(yes) == vera.reads(entering.ENTERED)
    assert len(await rows(database, Listing)) == 1
    await vera.says("/list")
    await vera.taps("➕ New", "Men", "Go on", "English", "No phone", "✅ They said yes")
    assert len(await rows(database, Listing)) == 2


async def test_a_child_alone_is_on_no_list_and_the_team_is_alerted(
    database: Database, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    await vera.taps("➕ New", "🔴 Under 18 and alone")
    assert "078 15 43 24" in vera.screen
    assert vera.reads(minor.NEVER) in vera.screen
    (ticket,) = await rows(database, Ticket)
    assert (ticket.topic, ticket.urgent, ticket.service) == ("list_alert", True, "centre")
    assert ticket.reference in vera.screen
    assert await rows(database, Listing) == []
    assert ticket.reference in await vera.says("/list")


async def test_a_closed_list_takes_nobody_new(database: Database, comes: Comes) -> None:
    vera, carla = await comes("Vera", "volunteer"), await comes("Carla", "coordinator")
    await vera.says("/list")
    await vera.taps("➕ New", "Men", "Go on", "English", "No phone")
    yes = vera.token("✅ They said yes")
    await carla.says("/list close men")
    assert (await vera.presses(yes)).startswith("This button no longer works")
    await vera.says("/list")
    assert "Nobody new is taken now: Men." in await vera.taps("➕ New")
    assert "Men" not in vera.labels
    assert await rows(database, Listing) == []
