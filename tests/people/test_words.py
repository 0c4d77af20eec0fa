"""Answers as JSON, words that wait for a decision, references, consent, reachability."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.clock import MovableClock
from bot.engine import Answer, Entry
from bot.people.consent import KEEPING, LIST, NOTICE, record_consent
from bot.people.known import People
from bot.people.reachable import set_reachable
from bot.people.references import ALPHABET, new_reference, read_reference
from bot.people.words import answers_from_json, answers_to_json, held_rows, hold, open_held
from bot.post.actions import Send
from bot.post.outbox import OutboxStore
from bot.privacy.vault import CannotOpen
from bot.store.database import Database
from bot.store.tables import Consent, Held, Outbox, Person
from tests.databases import NOON, rows

ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(["text", "voice", "photo"]),
    text=st.text(max_size=20),
    media=st.text(max_size=5),
    source=st.sampled_from(["", "17"]),
    album=st.sampled_from(["", "a"]),
)
ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.one_of(st.text(max_size=8), st.lists(ENTRIES, max_size=3).map(tuple)),
    max_size=4,
)


@given(ANSWERS)
@settings(max_examples=50, deadline=None, database=None)
def test_answers_come_back_as_they_were(answers: dict[str, Answer]) -> None:
    assert answers_from_json(answers_to_json(answers)) == answers


def test_answers_are_written_without_what_is_empty() -> None:
    written = json.loads(answers_to_json({"words": (Entry("text", text="نعم"),)}))
    assert written == {"words": [{"kind": "text", "text": "نعم"}]}


async def test_words_that_wait_are_sealed_for_their_writer_and_come_back_oldest_first(
    database: Database, people: People
) -> None:
    async with database.begin() as session:
        amina, bilal = (people.make(session, address, NOON) for address in ("1", "2"))
        for minute, words in ((2, "second"), (1, "first")):
            hold(session, amina, Entry("text", words), "decision", NOON + timedelta(minutes=minute))
        hold(session, amina, Entry("text", "elsewhere"), "sending", NOON)
        hold(session, bilal, Entry("text", "his"), "decision", NOON)
    async with database.begin() as session:
        found = (await people.find(session, ["1"]))["1"]
        held = await held_rows(session, found, "decision")
        assert [open_held(found, row).text for row in held] == ["first", "second"]
        with pytest.raises(CannotOpen):
            open_held(bilal, held[0])
    assert all(b"first" not in row.body for row in await rows(database, Held))


async def test_each_yes_and_no_is_kept_and_the_newest_counts(
    database: Database, people: People
) -> None:
    async with database.begin() as session:
        person, _ = people.make_person(session, NOON, "ar")
        record_consent(session, person, KEEPING, True, NOON)
        record_consent(session, person, KEEPING, False, NOON + timedelta(days=1))
    kept = sorted(await rows(database, Consent), key=lambda row: row.at)
    assert [(row.given, row.notice, row.language) for row in kept] == [
        (True, NOTICE, "ar"),
        (False, NOTICE, "ar"),
    ]
    assert [person.allows_keeping for person in await rows(database, Person)] == [False]


@pytest.mark.parametrize("given", [True, False])
async def test_what_is_said_about_the_list_changes_nothing_else(
    database: Database, people: People, given: bool
) -> None:
    async with database.begin() as session:
        person, _ = people.make_person(session, NOON, "ar")
        record_consent(session, person, KEEPING, not given, NOON)
        record_consent(session, person, LIST, given, NOON)
    assert [person.allows_keeping for person in await rows(database, Person)] == [not given]


async def test_what_was_held_goes_out_when_somebody_is_back(
    database: Database, people: People, outbox: OutboxStore, clock: MovableClock
) -> None:
    async with database.begin() as session:
        known = people.make(session, "1", NOON, reachable=False)
        outbox.put(session, known.recipient, Send("hello"))
        await session.flush()
        await session.execute(update(Outbox).values(state="held"))
    for reachable, state in ((False, "held"), (True, "queued")):
        async with database.begin() as session:
            known = (await people.find(session, ["1"]))["1"]
            await set_reachable(session, outbox, known, reachable=reachable)
        assert [row.state for row in await rows(database, Outbox)] == [state]


def test_references_are_drawn_by_chance_from_letters_that_nobody_mistakes() -> None:
    drawn = {new_reference() for _ in range(500)}
    assert len(drawn) == 500
    assert {len(reference) for reference in drawn} == {7}
    assert set("".join(drawn)) - {"-"} <= set(ALPHABET)
    assert not set("AEIOU01L") & set(ALPHABET)
    assert len(new_reference(8)) == 9


@pytest.mark.parametrize("typed", ["4m7-kq2", "4M7KQ2", " 4m7 kq2 ", "4M7–KQ2", "4M7-KQ2"])
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert read_reference(typed) == "4M7-KQ2"
