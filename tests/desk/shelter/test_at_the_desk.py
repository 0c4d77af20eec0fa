"""Who has no phone, who works here, and what was forgotten on a screen: staff can always go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.desk.shelter import assessing, deciding, houses, staying
from bot.desk.shelter.screen import Screen
from bot.desk.staff import find_members
from bot.engine import Entry, verbatim
from bot.office import Office
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.shelter.declared import Declared
from bot.shelter.joining import join
from bot.shelter.names import ASSESSMENT_REASONS
from bot.shelter.pushed_words import STILL
from bot.store.database import Database
from bot.store.tables import House, Listing, Offer, Vacancy
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Colleague, Comes, Waits, free_places, listing_of, state_of

pytestmark = [pytest.mark.usefixtures("house"), SQLITE]
MAN = Declared("men", 1)


async def test_who_has_no_phone_pauses_comes_back_and_leaves_at_the_desk(
    database: Database, comes: Comes, waits: Waits
) -> None:
    vera, (person, *_) = await comes("Vera", "volunteer"), await waits(1)
    since = (await listing_of(database, person)).since
    await vera.says(f"/assess {person}")
    await vera.taps("⏸ They pause")
    assert await state_of(database, person) == "set_aside"
    await vera.taps("🛏 They need a place again")
    assert (await state_of(database, person), (await listing_of(database, person)).since) == (
        "waiting",
        since,
    )
    assert await vera.taps("🚪 They leave") == vera.reads(staying.SURE)
    await vera.taps("◀️ Back", "🚪 They leave", "🚪 They leave")
    assert await state_of(database, person) == "withdrawn"
    assert not [label for label in vera.labels if "They" in label]


async def test_nobody_decides_about_their_own_place(
    database: Database, office: Office, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    reference = await is_listed(office, database, vera)
    await vera.says(f"/assess {reference}")
    await vera.taps("Order: first", ASSESSMENT_REASONS["team"])
    assert vera.answer == vera.reads(assessing.OWN)
    assert (await listing_of(database, reference)).tier == 3


async def test_a_volunteer_on_the_list_answers_by_its_keys_like_anybody(
    database: Database, office: Office, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    await is_listed(office, database, vera)
    said = Said(
        Chat("Vera"), Sender("Vera"), "7", Entry("text", vera.reads(STILL), source="7"),
        office.now(),
    )  # fmt: skip
    item = Item(said, office.now())
    async with database.begin() as session:
        assert await vera.desk.receive(session, [item]) == [item]
        other = Item(
            Said(Chat("Vera"), Sender("Vera"), "8", Entry("text", "hello"), office.now()),
            office.now(),
        )
        assert await vera.desk.receive(session, [other]) == []


async def test_a_draft_that_waits_without_a_list_is_among_those_to_settle(
    database: Database, comes: Comes, waits: Waits
) -> None:
    vera, (person, *_) = await comes("Vera", "volunteer"), await waits(1)
    mine = await listing_of(database, person)
    async with database.begin() as session:
        listing = await session.get_one(Listing, mine.id)
        listing.list = listing.size = None  # changed while a place was offered, which they declined
    await vera.says("/list")
    await vera.taps("🗣 Talks")
    assert person in vera.labels


@pytest.mark.parametrize(("nights", "left"), [(1, 0), (7, 5)])
async def test_nights_that_have_gone_by_are_offered_to_nobody(
    database: Database, comes: Comes, waits: Waits, clock: MovableClock, nights: int, left: int
) -> None:
    carla, _people = await comes("Carla", "coordinator"), await waits(1)
    await free_places(carla, 1)
    async with database.begin() as session:
        (await session.scalars(select(Vacancy))).one().nights = nights
    clock.move(timedelta(days=2, hours=23))
    await carla.says("/list")
    await carla.taps("Decide: Men", "✅ Approve all")
    assert carla.answer == carla.reads(deciding.NIGHTS_LEFT if left else deciding.NIGHTS_OVER)
    assert {offer.state for offer in await rows(database, Offer)} <= {"withdrawn", "proposed"}
    new = [each for each in await rows(database, Vacancy) if each.state == "proposed"]
    assert [each.nights for each in new] == ([left] if left else [])


async def test_what_somebody_wrote_at_length_is_shown_in_several_messages(
    database: Database, office: Office, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    await vera.says("/list")
    async with database.begin() as session:
        member = (await find_members(session, office, ["Vera"]))["Vera"]
        Screen(member, vera.message).show(verbatim("word " * 2000), [])
    before = len(vera.read)
    await vera.looks()
    shown = vera.read[before:]
    assert len(shown) == 3
    assert max(map(len, shown)) <= 4000


async def test_a_house_has_a_name_that_fits_on_a_button(database: Database, comes: Comes) -> None:
    carla = await comes("Carla", "coordinator")
    for lines in (f"{'N' * 41}\nhere", f"name\n{'w' * 401}"):
        assert (await carla.says(f"/list house\n{lines}")).startswith("Please write less:")
    assert len(await rows(database, House)) == 1
    assert "Name: name" in await carla.says(f"/list house\nname\n{'w' * 400}")
    assert houses.LONGEST == 400


async def is_listed(office: Office, database: Database, who: Colleague) -> str:
    """A volunteer who needs a place themselves; their number."""
    async with database.begin() as session:
        known = (await office.people.find(session, [who.address]))[who.address]
        await join(session, office, known.person, "en", MAN, None, office.now())
        return known.person.reference
