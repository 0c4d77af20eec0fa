"""What cannot wait leaves the questions at once: numbers first, and the team is alerted."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from bot.engine import Text
from bot.office import Office
from bot.reception.facts import NOT_READING, READING
from bot.store.database import Database
from bot.store.tables import Listing, Outbox, Ticket, Volunteer
from bot.tickets.life import claim
from flows.emergency import TEAM_HAS_IT
from flows.numbers import CALL_112, CHILD_ALONE, DESPAIR, ILL, OUTSIDE, VIOLENCE
from tests.databases import SQLITE, rows
from tests.shelter.phone import Phone
from tests.shelter.test_questions import asks, told_in

pytestmark = SQLITE

BEFORE = {"consent": "yes"}
SAFE = {**BEFORE, "safe": "yes"}
FAMILY = {**SAFE, "age": "adult", "company": "partner"}

WAYS: list[tuple[dict[str, str], Text]] = [
    ({**BEFORE, "safe": "danger"}, VIOLENCE),
    ({**BEFORE, "safe": "ill"}, ILL),
    ({**BEFORE, "safe": "birth"}, ILL),
    ({**BEFORE, "safe": "despair"}, DESPAIR),
    ({**SAFE, "age": "minor_alone"}, CHILD_ALONE),
    ({**SAFE, "age": "minor", "company": "alone"}, CHILD_ALONE),
    ({**FAMILY, "baby": "birth"}, ILL),
    ({**FAMILY, "baby": "no", "health": "ill"}, ILL),
    (
        {**FAMILY, "baby": "baby", "health": "skipped", "serious": "no", "slept": "outside"},
        OUTSIDE,
    ),
]


async def answers(phone: Phone, given: dict[str, str], *, keeps: bool = True) -> str:
    """All these answers, the last one just now."""
    *before, (step, last) = given.items()
    await phone.begins("join_list", keeps=keeps, **dict(before))
    return await phone.chooses("join_list", step, last)


@pytest.mark.parametrize(
    ("given", "first"), WAYS, ids=lambda each: str(each)[-24:] if isinstance(each, dict) else ""
)
async def test_numbers_come_first_and_the_team_is_alerted(
    phone: Phone, database: Database, office: Office, given: dict[str, str], first: Text
) -> None:
    said = await answers(phone, given)
    assert said.startswith(phone.words(first))
    (ticket,) = await rows(database, Ticket)
    assert (ticket.service, ticket.topic, ticket.urgent) == ("centre", "list_alert", True)
    assert ticket.card_id is not None
    assert await told_in(database, office, ticket) == given
    told = phone.words(TEAM_HAS_IT, reading=phone.words(READING), reference=ticket.reference)
    assert told in said
    assert await rows(database, Listing) == []


async def test_with_nobody_on_duty_it_says_so(phone: Phone, clock: MovableClock) -> None:
    clock.move(timedelta(hours=9))
    said = await answers(phone, WAYS[0][0])
    assert phone.words(READING) not in said
    assert phone.words(NOT_READING, when="Wednesday 4 March, 09:00, morning") in said
    assert phone.words(CALL_112) in said


async def test_a_wrong_tap_goes_back_to_the_question_and_is_told(
    phone: Phone, database: Database, office: Office
) -> None:
    await answers(phone, {**SAFE, "age": "adult", "company": "alone", "kind": "men"})
    await phone.chooses("join_list", health="ill")
    said = await phone.chooses("alerted", told="mistake")
    assert phone.words(asks("alerted", "mistake")) in said
    assert phone.words(asks("join_list", "health")) in said
    (ticket,) = await rows(database, Ticket)
    assert ticket.state == "open"
    told = await told_in(database, office, ticket)
    assert (told["health"], told["told"]) == ("ill", "mistake")
    await phone.chooses("join_list", health="no", serious="no", slept="shelter", review="send")
    (listing,) = await rows(database, Listing)
    assert (listing.state, listing.list) == ("waiting", "men")


async def test_whoever_has_the_alert_learns_of_the_wrong_tap(
    phone: Phone, database: Database, office: Office
) -> None:
    await answers(phone, WAYS[0][0])
    async with database.begin() as session:
        helper = office.people.make(session, "7001", office.now())
        volunteer = Volunteer(
            id=uuid4(),
            contact_id=helper.contact.id,
            name=b"",
            language="en",
            as_person=False,
            created_at=office.now(),
        )
        session.add(volunteer)
        ticket = (await session.scalars(select(Ticket))).one()
        assert await claim(session, ticket, volunteer.id, office.now())
    await phone.chooses("alerted", told="mistake")
    to_helper = [r for r in await rows(database, Outbox) if r.contact_id == helper.contact.id]
    assert len(to_helper) == 1


async def test_words_after_an_alert_go_to_it(
    phone: Phone, database: Database, office: Office
) -> None:
    await answers(phone, WAYS[0][0], keeps=False)
    (ticket,) = await rows(database, Ticket)
    assert ticket.reference in await phone.says("He is at the door")


async def test_a_second_alert_is_a_ticket_of_its_own(phone: Phone, database: Database) -> None:
    await answers(phone, WAYS[0][0])
    await phone.chooses("alerted", told="mistake")
    await phone.chooses("join_list", safe="ill")
    assert [ticket.urgent for ticket in await rows(database, Ticket)] == [True, True]


async def test_words_that_only_a_human_can_read_reach_the_alert_and_are_not_kept_twice(
    phone: Phone, database: Database, office: Office
) -> None:
    await phone.begins("join_list", consent="yes", safe="yes", age="adult", company="two_adults")
    await phone.says("the little one is new")
    await phone.chooses("join_list", pregnant="no", health="ill")
    (ticket,) = await rows(database, Ticket)
    assert (await told_in(database, office, ticket))["ages"] == "the little one is new"
    said = await phone.chooses("alerted", told="mistake")
    assert phone.words(asks("join_list", "ages")) in said


async def test_ages_that_were_read_are_not_asked_again_after_a_wrong_tap(phone: Phone) -> None:
    await phone.begins("join_list", consent="yes", safe="yes", age="adult", company="two_adults")
    await phone.says("3, 7")
    await phone.chooses("join_list", pregnant="no", health="ill")
    said = await phone.chooses("alerted", told="mistake")
    assert phone.words(asks("join_list", "health")) in said
