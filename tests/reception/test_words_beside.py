"""Words that no question of a flow takes: a ticket that is opened has them all the same."""

from __future__ import annotations

from dataclasses import replace

from bot.engine import OpenTicket, Outcome
from bot.engine.steps import Flow
from bot.store.database import Database
from bot.store.tables import EntryRow, Held, Ticket
from bot.tickets.entries import answers_of, open_entry, words_of
from tests.databases import SQLITE, rows
from tests.engine.builders import open_question, question
from tests.shelter.phone import Phone

pytestmark = SQLITE


async def test_words_beside_the_questions_go_along_with_the_ticket(
    phone: Phone, database: Database
) -> None:
    ages = open_question("ages", only_when_asked=True)
    end = Outcome("end", effects=[OpenTicket("centre", "other_help")])
    flow = Flow("f", [question("a"), ages, end], topic="other_help")
    office = phone.office = replace(phone.office, flows={**phone.office.flows, "f": flow})
    await phone.begins("f")
    await phone.says("my back hurts")
    await phone.says("YES")
    await phone.says("3, 5")
    (ticket,) = await rows(database, Ticket)
    answers, words = await rows(database, EntryRow)
    async with database.begin() as session:
        key = await office.people.key_of(session, ticket.person_id)
    assert [a.entries[0].text for a in answers_of(open_entry(answers, key)) if a.entries] == [
        "3, 5"
    ]
    assert words_of(open_entry(words, key)).text == "my back hurts"
    assert await rows(database, Held) == []


async def test_a_key_of_the_language_before_is_the_same_answer(
    phone: Phone, database: Database
) -> None:
    await phone.begins("emergency")
    await phone.says("/emergency")
    ill = next(label for label in phone.keys if "🚑" in label)
    await phone.says("/language")
    await phone.says("العربية")
    await phone.says("/language")
    await phone.says("Français")
    assert "1733" not in phone.last
    assert "1733" in await phone.says(ill)
    assert await rows(database, Held) == []
