"""Looking after one's place: change, pause, come back, leave, and how to be reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.office import Office
from bot.reception.overview import NUMBER_KEPT, ON_LIST
from bot.reception.places import WHICH
from bot.shelter.aside_words import BACK, LEFT, RESTS
from bot.shelter.declared import Declared
from bot.shelter.joining import join
from bot.shelter.place import NOBODY_PAYS, NOT_LISTED, SINCE
from bot.shelter.reach import number_of
from bot.shelter.words import CHANGED, NOT_FEDASIL
from bot.store.database import Database
from bot.store.tables import Held, Listing, Offer, Person
from flows.my_place import WHAT_NOW
from tests.databases import NOON, SQLITE, rows
from tests.shelter.conftest import Joins
from tests.shelter.offers import Shelter
from tests.shelter.phone import Phone
from tests.shelter.test_questions import asks

pytestmark = SQLITE
MAN = Declared("men", 1)
DAY = "Tuesday 3 March"
A_WEEK = timedelta(days=7)


async def listed(phone: Phone) -> None:
    """On the list, and asked nothing more."""
    await phone.begins()
    async with phone.database.begin() as session:
        (known,) = (await phone.office.people.find(session, [phone.address])).values()
        now = phone.office.now()
        await join(session, phone.office, known.person, phone.code, MAN, None, now)


async def sees_place(phone: Phone) -> str:
    """Ask for my place on the list."""
    await phone.chooses("menu", menu="sleep")
    return await phone.chooses("shelter", what="place")


async def the_listing(database: Database) -> Listing:
    (listing,) = await rows(database, Listing)
    return listing


async def test_my_place_says_how_it_stands_and_what_can_be_done(phone: Phone) -> None:
    await listed(phone)
    said = await sees_place(phone)
    for part in (NOT_FEDASIL, NOBODY_PAYS, WHAT_NOW):
        assert phone.words(part) in said
    assert phone.words(SINCE, day=DAY) in said


async def test_without_a_place_the_way_onto_the_list_is_shown(phone: Phone) -> None:
    await phone.begins()
    said = await sees_place(phone)
    assert phone.words(NOT_LISTED) in said
    assert phone.words(asks("shelter", "what")) in said


async def test_changing_answers_keeps_the_date_and_asks_for_no_consent_again(
    phone: Phone, database: Database, clock: MovableClock
) -> None:
    await listed(phone)
    clock.move(A_WEEK)
    await sees_place(phone)
    said = await phone.chooses("my_place", what="change")
    assert phone.words(asks("join_list", "safe")) in said
    said = await phone.answers_all(consent="", company="two_adults", kind="", ages="0, 3, 7",
                                   pregnant="no")  # fmt: skip
    assert phone.words(CHANGED, day=DAY) in said
    assert phone.words(asks("menu", "menu")) in said
    listing = await the_listing(database)
    assert (listing.list, listing.size, listing.cots) == ("families", 5, 1)
    assert (listing.since, listing.heard_at) == (NOON, NOON + A_WEEK)


async def test_a_pause_and_one_tap_later_the_same_date(
    phone: Phone, database: Database, clock: MovableClock
) -> None:
    await listed(phone)
    await sees_place(phone)
    said = await phone.chooses("my_place", what="pause")
    assert phone.words(RESTS) in said
    listing = await the_listing(database)
    assert (listing.state, listing.aside_why, listing.due_at) == ("set_aside", "asked", None)
    clock.move(3 * A_WEEK)
    await sees_place(phone)
    said = await phone.chooses("paused_place", what="return")
    assert phone.words(BACK) in said
    listing = await the_listing(database)
    assert (listing.state, listing.since, listing.aside_why) == ("waiting", NOON, None)
    assert listing.due_at == NOON + 4 * A_WEEK


async def test_leaving_is_asked_once_more(phone: Phone, database: Database) -> None:
    await listed(phone)
    await sees_place(phone)
    await phone.chooses("my_place", what="withdraw")
    assert phone.words(asks("my_place", "sure")) in phone.last
    await phone.chooses("my_place", sure="no")
    assert (await the_listing(database)).state == "waiting"
    await sees_place(phone)
    said = await phone.chooses("my_place", what="withdraw", sure="yes")
    assert phone.words(LEFT) in said
    listing = await the_listing(database)
    assert (listing.state, listing.ended_at, listing.number) == ("withdrawn", NOON, None)


@pytest.mark.parametrize(
    ("taps", "state"),
    [({"what": "pause"}, "set_aside"), ({"what": "withdraw", "sure": "yes"}, "withdrawn")],
)
async def test_with_an_open_offer_the_place_is_for_somebody_else(
    phone: Phone, database: Database, shelter: Shelter, taps: dict[str, str], state: str
) -> None:
    await listed(phone)
    listing = await the_listing(database)
    (offer,) = await shelter.free(listing.id)
    await phone.says("/menu")
    await sees_place(phone)
    await phone.chooses("my_place", **taps)
    assert (await the_listing(database)).state == state
    (kept,) = await rows(database, Offer)
    assert (kept.id, kept.state) == (offer, "declined")


async def test_somebody_of_another_phone_is_not_reached_from_here(
    phone: Phone, database: Database, joins: Joins
) -> None:
    async with database.begin() as session:
        known, _ = await joins(session, "5000000002")
    await phone.begins("my_place", whose=str(known.person.id))
    assert phone.words(NOT_LISTED) in await phone.chooses("my_place", what="pause")
    assert (await the_listing(database)).state == "waiting"


async def test_a_number_to_call_is_sealed_and_a_skip_changes_nothing(
    phone: Phone, database: Database, office: Office
) -> None:
    await listed(phone)
    await sees_place(phone)
    await phone.chooses("my_place", what="reach")
    await phone.chooses("reach", phone="shared")
    await phone.says("0470 12 34 56, Ali")
    await phone.chooses("reach", tonight="yes")
    listing = await the_listing(database)
    assert (listing.phone, listing.tonight) == ("shared", True)
    async with database.begin() as session:
        key = await office.people.key_of(session, listing.person_id)
        assert listing.number is not None
        assert b"0470" not in listing.number
        assert [entry.text for entry in number_of(listing, key)] == ["0470 12 34 56, Ali"]
    await phone.chooses("menu", menu="my_data")
    said = await phone.chooses("my_data", what="see")
    reference = (await rows(database, Person))[0].reference
    assert phone.words(ON_LIST, reference=reference, day=DAY) in said
    assert phone.words(NUMBER_KEPT) in said
    await sees_place(phone)
    await phone.chooses("my_place", what="reach")
    await phone.chooses("reach", phone="skipped", number="skipped", tonight="skipped")
    again = await the_listing(database)
    assert (again.phone, again.tonight, again.number) == ("shared", True, listing.number)


async def also_lists_a_woman(phone: Phone) -> None:
    """Through the same phone."""
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    await phone.chooses("listed_already", who="other")
    await phone.answers_all(kind="women", baby="no")
    await phone.says("/menu")


@pytest.mark.parametrize("which", ["men", "women"])
async def test_of_several_places_on_one_phone_the_one_that_is_meant(
    phone: Phone, database: Database, clock: MovableClock, which: str
) -> None:
    await listed(phone)
    clock.move(A_WEEK)
    await also_lists_a_woman(phone)
    assert phone.words(WHICH) in await sees_place(phone)
    references = {each.id: each.reference for each in await rows(database, Person)}
    mine = next(each for each in await rows(database, Listing) if each.list == which)
    label = next(label for label in phone.keys if references[mine.person_id] in label)
    day = DAY if which == "men" else "Tuesday 10 March"
    assert phone.words(SINCE, day=day) in await phone.says(label)
    await phone.chooses("my_place", what="pause")
    states = {each.list: each.state for each in await rows(database, Listing)}
    assert states.pop(which) == "set_aside"
    assert list(states.values()) == ["waiting"]


async def test_words_at_the_question_whose_place_are_kept(phone: Phone, database: Database) -> None:
    await listed(phone)
    await also_lists_a_woman(phone)
    await sees_place(phone)
    said = await phone.says("I lost my bag")
    assert phone.words(asks("pass_on", "to_a_helper")) in said


async def test_a_number_from_whoever_is_off_the_list_by_then_is_not_dropped(
    phone: Phone, database: Database
) -> None:
    await phone.begins("reach", phone="own")
    await phone.says("0470 12 34 56")
    await phone.chooses("reach", tonight="no")
    assert len(await rows(database, Held)) == 1
