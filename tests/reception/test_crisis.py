"""Somebody in need: numbers beside the normal answer, in every state, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.clock import MovableClock
from bot.engine import pgettext
from bot.store.database import Database
from bot.store.tables import Contact, Held, Ticket
from flows.crisis import CRISES
from tests.databases import SQLITE, rows
from tests.shelter.phone import Phone
from tests.shelter.test_questions import asks

HELP = {crisis.id: crisis.help for crisis in CRISES}
pytestmark = SQLITE


async def test_numbers_stand_beside_the_normal_answer_and_mark_nobody(
    phone: Phone, database: Database
) -> None:
    await phone.begins("status")
    said = await phone.says("I want to die")
    assert said.startswith(phone.words(HELP["despair"]))
    assert phone.words(asks("status", "paper")) in said
    said = await phone.chooses("status", "paper", "none")
    assert phone.words(asks("status", "letter")) in said
    assert await rows(database, Ticket) == []
    (contact,) = await rows(database, Contact)
    assert contact.helped is not None
    assert b"despair" not in contact.helped


async def test_the_same_numbers_come_once_an_hour_and_other_ones_at_once(
    phone: Phone, clock: MovableClock, database: Database
) -> None:
    await phone.begins("status")
    help_now = phone.words(HELP["despair"])
    assert help_now in await phone.says("I want to die")
    assert help_now not in await phone.says("I want to die, really")
    assert phone.words(HELP["violence"]) in await phone.says("he beats me")
    clock.move(timedelta(minutes=61))
    assert help_now in await phone.says("I want to die")
    clock.move(timedelta(minutes=61))
    await phone.says("/menu")
    (contact,) = await rows(database, Contact)
    assert contact.helped is None


async def test_before_language_and_consent_and_into_a_ticket_it_is_the_same(
    phone: Phone, database: Database
) -> None:
    said = await phone.says("help, I am bleeding")
    assert said.startswith(phone.words(HELP["medical"]))
    assert len(await rows(database, Held)) == 1
    await phone.says("English")
    await phone.says("/emergency")
    await phone.chooses("emergency", what="violence")
    await phone.chooses("emergency", violence="yes")
    (ticket,) = await rows(database, Ticket)
    said = await phone.says("now he hits me")
    assert said.startswith(phone.words(HELP["violence"]))
    assert ticket.reference in said


async def test_a_key_that_is_tapped_is_no_cry_for_help(phone: Phone) -> None:
    words = pgettext("crisis words", "I do not want to live")
    crisis = replace(CRISES[0], words=words)
    phone.office = replace(phone.office, crises=(crisis,))
    await phone.begins()
    await phone.says("/emergency")
    said = await phone.chooses("emergency", what="despair")
    assert not said.startswith(phone.words(crisis.help))
    assert phone.words(crisis.help) in await phone.says("help I do not want to live")


async def test_a_number_for_the_law_makes_an_urgent_ticket_of_the_legal_team(
    phone: Phone, database: Database
) -> None:
    await phone.says("/emergency")
    await phone.chooses("emergency", what="legal")
    await phone.chooses("urgent_legal", what="letter", tell="yes")
    (ticket,) = await rows(database, Ticket)
    assert (ticket.service, ticket.topic, ticket.urgent) == ("legal", "emergency", True)
