"""Whatever staff correct, forget or print meanwhile: nobody is stuck, and no answer is lost."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.engine import verbatim
from bot.shelter.calls import NO_NUMBER
from bot.shelter.ends import places_left
from bot.shelter.offering import open_offers
from bot.shelter.paper_cards import link
from bot.store.tables import Listing, Offer, PaperCard, Person, Vacancy, VaultKey
from bot.tickets.entries import answers_of, entries_of, open_entry
from tests.databases import SQLITE
from tests.shelter.offers import Shelter

PHONE = "5000000001"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

pytestmark = SQLITE


async def test_who_is_found_in_the_house_after_all_is_asked_before_the_last_night(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    await shelter.answers(offer, "yes")
    await shelter.later(DAY)
    await shelter.marks(offer, came=False)
    await shelter.marks(offer, came=True)
    assert await shelter.states(offer) == ("came", "placed")
    await shelter.heard(PHONE)
    await shelter.later(2 * DAY)
    assert "Your last night here is" in await shelter.reads(PHONE)
    await shelter.later(2 * DAY)
    assert (await shelter.listing(listing)).state == "set_aside"


async def test_an_offer_whose_nights_are_over_ends_kindly_and_is_no_silence(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, nights=1)
    await shelter.heard(PHONE)
    await shelter.later(4 * DAY)  # the bot was off
    assert "It has nothing to do with you" in await shelter.reads(PHONE)
    assert await shelter.states(offer) == ("withdrawn", "waiting")
    assert (await shelter.listing(listing)).silences == 0


async def test_a_yes_after_the_last_night_gives_no_address(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, nights=1)
    shelter.passes(4 * DAY)  # the bot was off, and reads this before anything else
    told = await shelter.writes(PHONE, "yes")
    assert "this place is not free any more" in told
    assert "Rue du" not in told
    assert await shelter.states(offer) == ("withdrawn", "waiting")


async def test_a_key_with_a_number_from_before_the_card_asks_whose_answer_it_is(
    shelter: Shelter,
) -> None:
    first, second = await shelter.listed(PHONE), await shelter.listed(PHONE)
    (offer,) = await shelter.free(second)
    before = await reference_of(shelter, second)
    await shelter.heard(PHONE)
    async with shelter.database.begin() as session:
        card = PaperCard(
            id=shelter.by, reference="4M7K-Q2CD", secret="x", language="en",
            made_at=shelter.office.now(),
        )  # fmt: skip
        session.add(card)
        listing = await session.get_one(Listing, second)
        person = await session.get_one(Person, listing.person_id)
        assert await link(session, card, person, shelter.office.now(), shelter.by)
    await shelter.receive(PHONE, f"{shelter.label('yes')} · {before}")
    (asked,) = await shelter.heard(PHONE)
    assert asked.keyboard is not None
    assert asked.keyboard[0] == (f"{shelter.label('yes')} · 4M7K-Q2CD",)
    assert (await shelter.offer(offer)).state == "open"
    await shelter.writes(PHONE, "yes", "4M7K-Q2CD")
    assert await shelter.states(offer) == ("accepted", "accepted")
    assert (await shelter.listing(first)).state == "waiting"


async def test_who_changed_what_they_need_is_not_offered_the_place_proposed_before(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, state="proposed")
    async with shelter.database.begin() as session:
        row = await session.get_one(Listing, listing)
        row.list, row.size = "families", 5
        vacancy = await session.get_one(Vacancy, (await session.get_one(Offer, offer)).vacancy_id)
        vacancy.state = "approved"
    async with shelter.database.begin() as session:
        vacancy = await session.get_one(Vacancy, vacancy.id)

        assert await open_offers(session, shelter.office, vacancy, shelter.by) == 0
    assert await shelter.states(offer) == ("withdrawn", "waiting")
    assert await shelter.heard(PHONE) == []


async def test_a_language_that_was_switched_off_stops_nobodys_round(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE, language="nl")
    await shelter.later(timedelta(days=7))
    assert "Do you still need a place to sleep?" in await shelter.reads(PHONE)
    assert (await shelter.listing(listing)).asked_at is not None


async def reference_of(shelter: Shelter, listing: object) -> str:
    async with shelter.database.begin() as session:
        row = await session.get_one(Listing, listing)
        return (await session.get_one(Person, row.person_id)).reference


async def test_a_place_taken_from_who_cannot_be_written_to_is_told_by_a_human(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed_without_phone()
    (offer,) = await shelter.free(listing)
    await shelter.withdraws(offer)
    (call,) = await shelter.calls()
    async with shelter.database.begin() as session:
        key = await shelter.office.people.key_of(session, call.person_id)
        (entry,) = await entries_of(session, call)
        why = answers_of(open_entry(entry, key))[0]
    assert shelter.say(why.label or verbatim("")).startswith("Their place was withdrawn, and")


async def test_who_cannot_be_asked_after_a_stay_waits_again_with_their_date(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed_without_phone()
    since = (await shelter.listing(listing)).since
    (offer,) = await shelter.free(listing)
    await shelter.answers(offer, "yes", by=shelter.by)
    await shelter.later(6 * DAY)
    assert await shelter.states(offer) == ("came", "waiting")
    assert (await shelter.listing(listing)).since == since


async def test_the_bed_of_who_is_erased_while_they_sleep_there_is_not_given_away(
    shelter: Shelter,
) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing, places=2, nights=7)
    await shelter.answers(offer, "yes")
    await shelter.later(2 * DAY)
    await shelter.marks(offer, came=True)
    await shelter.writes(PHONE, "/delete")
    await shelter.erases(PHONE)
    async with shelter.database.begin() as session:
        assert (await session.scalars(select(Offer))).all() == []
        (vacancy,) = (await session.scalars(select(Vacancy))).all()
        assert await places_left(session, vacancy) == 1


async def test_a_number_of_signs_only_is_no_number(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE, number="%%")
    (offer,) = await shelter.free(listing)
    await shelter.answers(offer, "call")
    (call,) = await shelter.calls()
    async with shelter.database.begin() as session:
        key = await shelter.office.people.key_of(session, call.person_id)
        (entry,) = await entries_of(session, call)
        said = answers_of(open_entry(entry, key))
    assert NO_NUMBER in [each.label for each in said]


async def test_one_row_that_cannot_be_done_keeps_nobody_elses_from_being_done(
    shelter: Shelter,
) -> None:
    broken, sound = await shelter.listed(PHONE), await shelter.listed("5000000002")
    (bad,) = await shelter.free(broken)
    (good,) = await shelter.free(sound)
    for phone in (PHONE, "5000000002"):
        await shelter.heard(phone)
    offered = await shelter.offer(bad)
    async with shelter.database.begin() as session:  # its words can no longer be opened
        vacancy = await session.get_one(Vacancy, offered.vacancy_id)
        await session.delete(await session.get_one(VaultKey, vacancy.house_id))
    await shelter.later(2 * HOUR, rounds=1)
    assert "We still keep this place for you" in await shelter.reads("5000000002")
    assert await shelter.reads(PHONE) == ""
    row = await shelter.offer(bad)
    assert row.due_at == shelter.office.now() + HOUR
    assert (await shelter.offer(good)).due == "last"
