"""What is in a ticket: sealed in its row, and readable in any language after a flow has changed."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.engine import Answer, Entry, Recorded, Text, pgettext, record
from bot.office import Office
from bot.privacy.vault import CannotOpen, Key
from bot.store.database import Database
from bot.store.tables import EntryRow, Ticket
from bot.tickets.entries import (
    add_entry,
    answers_body,
    answers_of,
    entries_of,
    open_entry,
    words_body,
    words_of,
)
from flows import FLOWS
from tests.databases import NOON, rows

Opened = tuple[Ticket, Key]
WORDS = Entry("voice", text="وصلتني رسالة", media="file-1", source="17", album="a")


async def test_entries_come_back_in_order_with_their_source(
    database: Database, opened: Opened
) -> None:
    ticket, key = opened
    ada = uuid4()
    async with database.begin() as session:
        first = add_entry(
            session, ticket, key, "words", words_body(WORDS), NOON, source=("chat", "17")
        )
        second = add_entry(session, ticket, key, "note", {"x": 1}, NOON, volunteer_id=ada)
    async with database.begin() as session:
        kept = await entries_of(session, ticket)
    assert [row.id for row in kept] == [first, second]
    assert words_of(open_entry(kept[0], key)) == WORDS
    assert (kept[0].chat, kept[0].source, kept[0].volunteer_id) == ("chat", "17", None)
    assert (kept[1].kind, kept[1].volunteer_id) == ("note", ada)
    assert {row.person_id for row in kept} == {ticket.person_id}


async def test_nothing_that_was_written_is_readable_in_the_database(
    database: Database, opened: Opened
) -> None:
    async with database.begin() as session:
        add_entry(session, *opened, "words", words_body(WORDS), NOON)
    (row,) = await rows(database, EntryRow)
    assert WORDS.text.encode() not in row.body
    if database.file:
        stored = database.file.read_bytes()
        assert WORDS.text.encode() not in stored
        assert json.dumps(WORDS.text).encode() not in stored


async def test_an_entry_that_was_moved_to_another_row_does_not_open(
    database: Database, opened: Opened
) -> None:
    ticket, key = opened
    async with database.begin() as session:
        for words in ("mine", "yours"):
            add_entry(session, ticket, key, "words", words_body(Entry("text", words)), NOON)
    async with database.begin() as session:
        await session.execute(
            text("UPDATE entry SET body = (SELECT body FROM entry ORDER BY number LIMIT 1)")
        )
    first, second = await rows(database, EntryRow)
    assert words_of(open_entry(first, key)).text == "mine"
    with pytest.raises(CannotOpen, match=r"entry\.body"):
        open_entry(second, key)


async def test_recorded_answers_render_after_the_flow_has_changed(
    database: Database, opened: Opened, office: Office
) -> None:
    ticket, key = opened
    chosen = ("procedure_language", "letter", "lawyer", "protected_elsewhere", "address")
    answers: dict[str, Answer] = dict.fromkeys(chosen, "unsure")
    answers |= {"paper": "annex_26quater", "words": (WORDS,)}
    recorded = record(FLOWS["status"], answers)
    async with database.begin() as session:
        add_entry(session, ticket, key, "answers", answers_body(recorded), NOON)
    (row,) = await rows(database, EntryRow)
    # Nothing is looked up in a flow any more: the msgids are in the body.
    read = answers_of(open_entry(row, key))
    assert tuple(read) == recorded
    paper = next(each for each in read if each.step == "paper")
    assert office.catalogues.say(paper.question, "en") == "Paper"
    assert paper.label is not None
    assert office.catalogues.say(paper.label, "en") == "Annex 26quater or 25quater"
    assert next(each for each in read if each.step == "words").entries == (WORDS,)


def test_an_answer_keeps_its_words_context() -> None:
    said = Recorded("a", "b", pgettext("topic", "emergency"), None, ())
    (read,) = answers_of(json.loads(json.dumps(answers_body([said]))))
    assert read == said
    assert read.question == Text("emergency", context="topic")
