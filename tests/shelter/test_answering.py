"""An offer, and what somebody answers: as conversations."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.stories.labels import key
from bot.shelter.pushed_words import ACCEPTED, KEYS, OFFERED
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Contact, Listing, Outcome
from tests.databases import SQLITE, rows
from tests.shelter.offers import CORNER, STREET, Shelter

PHONE = "5000000001"
HOUR = timedelta(hours=1)

pytestmark = SQLITE


async def test_an_offer_says_what_it_is_and_until_when_and_not_yet_where(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (offer,) = await shelter.free(listing)
    (sent,) = await shelter.heard(PHONE)
    assert sent.text == (
        "🛏 We have a place for you: a bed in a house for men, for 3 nights. "
        "It is free from Wednesday 4 March, 17:00, afternoon.\n\n"
        "Please bring: a blanket. We tell you where it is when you have said yes.\n\n"
        "Please answer until Tuesday 3 March, 17:00, afternoon. "
        "Saying no costs you nothing: you keep your date on the list.\n\n"
        "This is our own list, not the list of Fedasil."
    )
    assert sent.keyboard is not None
    keys = [label for row in sent.keyboard for label in row]
    assert keys[:3] == [shelter.say(KEYS[each]) for each in OFFERED]
    assert "🏠 Menu" in keys
    assert await shelter.states(offer) == ("open", "offered")


async def test_after_yes_somebody_knows_where_to_go_and_how_to_give_it_back(
    shelter: Shelter,
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    told = await shelter.writes(PHONE, "yes")
    assert told == (
        "✅ This place is kept for you: a bed in a house for men, for 3 nights. "
        "You can come from Wednesday 4 March, 17:00, afternoon.\n\n"
        f"It is here: {STREET}.\n\n"
        "Please bring: a blanket.\n\n"
        "You cannot come? Tap “🔁 I give the place back”: you keep your date on the list.\n\n"
        "This is our own list, not the list of Fedasil."
    )
    assert await shelter.states(offer) == ("accepted", "accepted")
    assert await shelter.outcomes() == ["accepted"]
    assert STREET in await shelter.writes(PHONE, "yes")  # tapped twice
    assert await shelter.outcomes() == ["accepted"]
    told = await shelter.writes(PHONE, "give back")
    assert told.startswith("Thank you for telling us")
    assert await shelter.states(offer) == ("declined", "waiting")
    assert await shelter.outcomes() == ["accepted", "declined"]


async def test_the_address_of_a_secret_house_is_told_to_nobody(shelter: Shelter) -> None:
    await shelter.free(await shelter.listed(PHONE, "women"), secret=True)
    assert CORNER not in await shelter.reads(PHONE)
    told = await shelter.writes(PHONE, "yes")
    assert f"Somebody meets you here: {CORNER}." in told
    assert "It is here" not in told


async def test_no_costs_nothing(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    since = (await shelter.listing(listing)).since
    (offer,) = await shelter.free(listing)
    told = await shelter.writes(PHONE, "no")
    assert told.startswith("That is fine. You keep your date on the list.")
    assert shelter.say(NOT_FEDASIL) in told
    kept = await shelter.listing(listing)
    assert (kept.state, kept.since, kept.silences) == ("waiting", since, 0)
    assert kept.due_at == shelter.office.now() + timedelta(days=7)
    (row,) = await rows(shelter.database, Outcome)
    assert (row.result, row.list, row.tier, row.language, row.waited) == (
        "declined", "men", 3, "en", 9,
    )  # fmt: skip
    again = await shelter.writes(PHONE, "no")
    assert again.startswith("There is no open offer for you now.")
    assert await shelter.states(offer) == ("declined", "waiting")
    assert "no open offer" in await shelter.writes(PHONE, "yes")  # not brought back by mistake


async def test_yes_and_then_no_gives_the_place_back(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.writes(PHONE, "yes")
    told = await shelter.writes(PHONE, "no")
    assert told.startswith("Thank you for telling us: somebody else can sleep there now.")
    assert await shelter.states(offer) == ("declined", "waiting")


async def test_a_volunteer_answers_for_somebody_who_reads_it_on_their_phone_too(
    shelter: Shelter,
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.heard(PHONE)
    told = await shelter.answers(offer, "yes", shelter.by)
    assert STREET in shelter.say(told)
    (sent,) = await shelter.heard(PHONE)
    assert STREET in sent.text
    assert sent.keyboard is not None
    assert shelter.say(KEYS[ACCEPTED[0]]) in sent.keyboard[0]
    assert (await shelter.offer(offer)).answered_by == shelter.by
    await shelter.answers(offer, "no", shelter.by)
    assert (await shelter.reads(PHONE)).startswith("Thank you for telling us")
    assert await shelter.states(offer) == ("declined", "waiting")


async def test_a_key_without_an_offer_is_met_with_kind_words(shelter: Shelter) -> None:
    await shelter.listed(PHONE)
    told = await shelter.writes(PHONE, "yes")
    assert told.startswith("There is no open offer for you now.")
    assert "no open offer" in await shelter.writes("5000000009", "no")  # a stranger


async def test_a_plain_yes_answers_an_offer_while_nothing_else_waits_for_it(
    shelter: Shelter,
) -> None:
    await shelter.listed(PHONE)
    assert "open offer" not in await shelter.writes(PHONE, "Yes")  # words like any others
    await shelter.writes(PHONE, "/menu")
    (listing,) = [row.id for row in await rows(shelter.database, Listing)]
    (offer,) = await shelter.free(listing)
    await shelter.writes(PHONE, key("menu", "menu", "status"))
    assert STREET not in await shelter.writes(PHONE, "Yes")  # a question waits for it
    assert await shelter.states(offer) == ("open", "offered")
    await shelter.writes(PHONE, "/menu")
    assert STREET in await shelter.writes(PHONE, "Yes!")
    assert await shelter.states(offer) == ("accepted", "accepted")


async def test_an_answer_counts_in_the_middle_of_other_questions(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    await shelter.writes(PHONE, "/start")
    await shelter.writes(PHONE, key("menu", "menu", "status"))
    (contact,) = await rows(shelter.database, Contact)
    assert contact.asked_flow == "status"
    told = await shelter.writes(PHONE, "yes")
    assert STREET in told
    assert await shelter.states(offer) == ("accepted", "accepted")


async def test_two_people_on_one_phone_each_have_their_own_answer(shelter: Shelter) -> None:
    mine, theirs = await shelter.listed(PHONE), await shelter.listed(PHONE, "women")
    (first,), (second,) = await shelter.free(mine), await shelter.free(theirs)
    sent = await shelter.heard(PHONE)
    references = [each.text.partition(":")[0].removeprefix("About ") for each in sent]
    assert len(set(references)) == 2
    for each, reference in zip(sent, references, strict=True):
        assert each.keyboard is not None
        assert each.keyboard[0][0].endswith(f" · {reference}")
        assert len(each.keyboard[0][0]) <= 40
    told = await shelter.writes(PHONE, "yes")  # without a reference: whose is it?
    assert told.startswith("Several people use this phone.")
    assert await shelter.states(first) == ("open", "offered")
    told = await shelter.writes(PHONE, "yes", references[1])
    assert told.startswith(f"About {references[1]}:")
    assert "a house for women" in told
    assert await shelter.states(first) == ("open", "offered")
    assert await shelter.states(second) == ("accepted", "accepted")
    assert "men, for" in await shelter.writes(PHONE, "yes")  # only one is open now
    assert await shelter.states(first) == ("accepted", "accepted")


async def test_a_shared_phone_shows_that_there_is_a_message_and_no_more(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE, phone="shared"))
    (sent,) = await shelter.heard(PHONE)
    assert sent.text == "You have a message from us."
    assert sent.keyboard is not None
    assert sent.keyboard[0] == ("📨 Read my message",)
    told = await shelter.writes(PHONE, "read")
    assert "We have a place for you" in told
    assert STREET in await shelter.writes(PHONE, "yes")
    assert STREET in await shelter.writes(PHONE, "read")
    await shelter.writes(PHONE, "give back")
    assert "no new message" in await shelter.writes(PHONE, "read")
    assert await shelter.states(offer) == ("declined", "waiting")


async def test_a_tap_that_was_written_before_the_offer_came_is_no_answer_to_it(
    shelter: Shelter,
) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE))
    assert await shelter.taps_early(PHONE, "yes") == ""
    assert await shelter.states(offer) == ("open", "offered")


async def test_in_arabic_the_references_on_keys_are_read_as_well(shelter: Shelter) -> None:
    mine = await shelter.listed(PHONE, language="ar")
    theirs = await shelter.listed(PHONE, "women", language="ar")
    (first,), (second,) = await shelter.free(mine), await shelter.free(theirs)
    sent = await shelter.heard(PHONE)
    assert sent[1].keyboard is not None
    await shelter.writes(PHONE, sent[1].keyboard[0][0])
    assert await shelter.states(first) == ("open", "offered")
    assert await shelter.states(second) == ("accepted", "accepted")


async def test_who_does_not_wait_any_more_is_offered_nothing(shelter: Shelter) -> None:
    listing = await shelter.listed(PHONE)
    (first,) = await shelter.free(listing)
    (second,) = await shelter.free(listing)
    assert await shelter.states(first) == ("open", "offered")
    assert await shelter.states(second) == ("withdrawn", "offered")
    assert len(await shelter.heard(PHONE)) == 1


async def test_nothing_is_offered_that_no_human_has_approved(shelter: Shelter) -> None:
    (offer,) = await shelter.free(await shelter.listed(PHONE), state="proposed")
    assert await shelter.states(offer) == ("proposed", "waiting")
    assert await shelter.heard(PHONE) == []
    assert "no open offer" in await shelter.writes(PHONE, "yes")
