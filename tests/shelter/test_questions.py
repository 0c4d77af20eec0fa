"""From the menu onto the list, as people meet it: reception, the real flows, a database."""

from __future__ import annotations

from uuid import uuid4

from bot.engine import Text
from bot.office import Office
from bot.shelter.closing import close_list
from bot.shelter.joining import declared_of
from bot.shelter.words import A_TALK, CLOSED, FIRST_A_TALK, NOT_FEDASIL, SINCE_TODAY
from bot.store.database import Database
from bot.store.tables import Consent, Listing, Person, Speaking, Ticket
from bot.tickets.entries import answers_of, entries_of, open_entry
from flows import FLOWS
from tests.databases import NOON, SQLITE, rows
from tests.shelter.phone import Phone

pytestmark = SQLITE


def asks(flow: str, step: str) -> Text:
    """The words of a step."""
    text = getattr(FLOWS[flow][step], "text", None)
    assert isinstance(text, Text)
    return text


async def told_in(database: Database, office: Office, ticket: Ticket) -> dict[str, str]:
    """The answers in a ticket, by step; what was written by "also"."""
    async with database.begin() as session:
        key = await office.people.key_of(session, ticket.person_id)
        kept = await entries_of(session, ticket)
        found = [a for row in kept for a in answers_of(open_entry(row, key))]
    return {a.step: a.value or " ".join(entry.text for entry in a.entries) for a in found}


async def test_a_single_man_comes_onto_the_list(phone: Phone, database: Database) -> None:
    await phone.begins()
    said = await phone.joins()
    (person,) = await rows(database, Person)
    assert phone.words(SINCE_TODAY, reference=person.reference) in said
    assert phone.words(NOT_FEDASIL) in said
    assert phone.words(asks("reach", "phone")) in said
    assert phone.words(A_TALK) not in said
    (listing,) = await rows(database, Listing)
    assert (listing.state, listing.list, listing.size) == ("waiting", "men", 1)
    assert (listing.since, listing.language) == (NOON, "en")
    assert await rows(database, Ticket) == []
    assert phone.words(asks("menu", "menu")) in await phone.reaches()


async def test_the_consent_for_the_list_is_its_own(phone: Phone, database: Database) -> None:
    await phone.begins(keeps=False)
    await phone.joins()
    (person,) = await rows(database, Person)
    assert person.allows_keeping is False
    kept = [(each.purpose, each.given) for each in await rows(database, Consent)]
    assert sorted(kept) == [("keep_messages", False), ("list", True)]


async def test_no_to_the_list_leaves_everything_else_open(phone: Phone, database: Database) -> None:
    await phone.begins()
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    said = await phone.chooses("join_list", consent="no")
    assert phone.words(asks("join_list", "refused")) in said
    assert phone.words(asks("menu", "menu")) in said
    await phone.chooses("menu", menu="other_help")
    assert phone.words(asks("other_help", "what")) in phone.last
    (person,) = await rows(database, Person)
    assert person.allows_keeping is True
    assert await rows(database, Listing) == []


async def test_what_a_human_has_to_settle_first_is_a_draft(
    phone: Phone, database: Database, office: Office
) -> None:
    await phone.begins()
    said = await phone.joins(company="other", kind="", baby="no")
    assert phone.words(FIRST_A_TALK) in said
    (listing,) = await rows(database, Listing)
    assert (listing.state, listing.list, listing.size) == ("draft", None, None)
    (ticket,) = await rows(database, Ticket)
    assert (ticket.topic, ticket.urgent) == ("talk", False)
    assert (await told_in(database, office, ticket))["company"] == "other"


async def test_words_between_the_questions_reach_whoever_talks_with_them(
    phone: Phone, database: Database, office: Office
) -> None:
    await phone.begins()
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    await phone.chooses("join_list", consent="yes", safe="yes")
    await phone.says("My back hurts very much")
    answers = {"age": "adult", "company": "alone", "kind": "men", "health": "no", "serious": "no"}
    await phone.chooses("join_list", **answers, slept="shelter", review="send")
    assert phone.words(A_TALK) in phone.last
    (ticket,) = await rows(database, Ticket)
    told = await told_in(database, office, ticket)
    assert told["also"] == "My back hurts very much"
    assert told["kind"] == "men"
    (listing,) = await rows(database, Listing)
    assert listing.state == "waiting"
    async with database.begin() as session:
        key = await office.people.key_of(session, listing.person_id)
        assert "also" in [each.step for each in declared_of(listing, key)]


async def test_words_before_the_ages_of_the_children_are_not_taken_for_them(
    phone: Phone, database: Database, office: Office
) -> None:
    await phone.begins()
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    await phone.chooses("join_list", consent="yes", safe="yes", age="adult")
    await phone.says("We have slept in a park")
    await phone.chooses("join_list", company="two_adults")
    await phone.says("4, 9")
    answers = {"pregnant": "no", "health": "no", "serious": "no", "slept": "shelter"}
    await phone.chooses("join_list", **answers, review="send")
    (listing,) = await rows(database, Listing)
    assert (listing.state, listing.list, listing.size) == ("waiting", "families", 4)
    (ticket,) = await rows(database, Ticket)
    told = await told_in(database, office, ticket)
    assert (told["ages"], told["also"]) == ("4, 9", "We have slept in a park")


async def test_a_closed_list_takes_nobody_new_and_says_so(phone: Phone, database: Database) -> None:
    async with database.begin() as session:
        assert await close_list(session, "men", uuid4(), NOON)
    await phone.begins()
    said = await phone.joins()
    for part in (CLOSED, NOT_FEDASIL, asks("menu", "menu")):
        assert phone.words(part) in said
    assert "0800 99 340" in said
    for table in (Listing, Ticket):
        assert await rows(database, table) == []
    assert await phone.joins(kind="women", baby="no")
    assert len(await rows(database, Listing)) == 1


async def test_at_a_closed_list_what_was_declared_is_talked_about(
    phone: Phone, database: Database, office: Office
) -> None:
    async with database.begin() as session:
        await close_list(session, "men", uuid4(), NOON)
    await phone.begins()
    said = await phone.joins(serious="yes")
    assert phone.words(A_TALK) in said
    (ticket,) = await rows(database, Ticket)
    assert (ticket.topic, await rows(database, Listing)) == ("talk", [])
    assert (await told_in(database, office, ticket))["serious"] == "yes"


async def test_when_every_list_is_closed_nobody_comes_on_by_saying_nothing(
    phone: Phone, database: Database
) -> None:
    async with database.begin() as session:
        for each in ("men", "women", "families", "couples"):
            await close_list(session, each, uuid4(), NOON)
    await phone.begins()
    assert phone.words(CLOSED) in await phone.joins(kind="person", baby="no")
    assert await rows(database, Listing) == []


async def test_one_phone_lists_several_people(phone: Phone, database: Database) -> None:
    await phone.begins()
    await phone.joins()
    await phone.reaches()
    await phone.chooses("menu", menu="sleep")
    said = await phone.chooses("shelter", what="join")
    assert phone.words(asks("listed_already", "who")) in said
    await phone.chooses("listed_already", who="other")
    await phone.answers_all(age="senior", kind="women", baby="no")
    first, second = await rows(database, Listing)
    assert {first.list, second.list} == {"men", "women"}
    assert first.person_id != second.person_id
    speaking = await rows(database, Speaking)
    assert {each.person_id for each in speaking} == {first.person_id, second.person_id}
    (ticket,) = await rows(database, Ticket)
    other = next(each for each in (first, second) if each.list == "women")
    assert ticket.person_id == other.person_id
    persons = {each.id: each for each in await rows(database, Person)}
    assert persons[other.person_id].allows_keeping is None


async def test_half_way_somebody_can_leave_and_come_back(phone: Phone) -> None:
    await phone.begins()
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    await phone.chooses("join_list", consent="yes", safe="yes", age="adult")
    await phone.says("/menu")
    await phone.chooses("menu", menu="sleep")
    said = await phone.chooses("shelter", what="join")
    assert phone.words(asks("join_list", "company")) in said


async def test_at_a_closed_list_words_reach_a_human(
    phone: Phone, database: Database, office: Office
) -> None:
    async with database.begin() as session:
        await close_list(session, "families", uuid4(), NOON)
    await phone.begins()
    said = await phone.joins(company="two_adults", kind="", ages="five, all small", pregnant="no")
    assert phone.words(CLOSED) in said
    (ticket,) = await rows(database, Ticket)
    assert (await told_in(database, office, ticket))["ages"] == "five, all small"
