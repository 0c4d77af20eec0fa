"""Answers that a helper filled in after a recording: sealed, kept for a week without a yes."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.engine import Answer, Entry
from bot.office import Office
from bot.privacy.vault import Key
from bot.shelter.pushed_words import KEYS as LIST_KEYS
from bot.speech.catalogues import Catalogues
from bot.speech.languages import read_languages
from bot.speech.reading import normal
from bot.store.database import Database
from bot.store.tables import Spoken, Ticket
from bot.tickets.entries import add_entry, answers_body
from bot.tickets.spoken import WAITS, answers_in, ask_person, begin, fill, lapse
from bot.tickets.spoken_keys import KEYS, Tap, rows, tapped
from flows import FLOWS
from tests.databases import rows as rows_of
from tests.shelter.test_keys import others

CODES = tuple(read_languages())
CATALOGUES = Catalogues(CODES, ZoneInfo("Europe/Brussels"))
SAID = (Entry("voice", media="a file"),)
THEIRS: dict[str, Answer] = {"paper": "annex_26", "words": SAID}
FILLED: dict[str, Answer] = {**THEIRS, "procedure_language": "fr"}


async def test_what_nobody_said_yes_to_in_a_week_is_deleted_and_the_recording_stays(
    database: Database, office: Office, opened: tuple[Ticket, Key], clock: MovableClock
) -> None:
    (before, key) = opened
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, before.id)
        entry = add_entry(session, ticket, key, "answers", answers_body(()), office.now())
        await begin(session, ticket, key, FLOWS["status"], THEIRS, entry)
        await session.flush()
        spoken = await session.get_one(Spoken, ticket.id)
        fill(spoken, key, FILLED)
        assert await ask_person(session, office, spoken, ticket, FLOWS["status"])
        assert b"annex_26" not in spoken.answers
    for waited, state, left in (
        (WAITS, "asked", FILLED),
        (timedelta(seconds=1), "filling", THEIRS),
    ):
        clock.move(waited)
        async with database.begin() as session:
            await lapse(office, session)
        (kept,) = await rows_of(database, Spoken)
        assert (kept.state, answers_in(kept, key)) == (state, left)


@pytest.mark.parametrize("code", CODES)
def test_the_keys_are_other_words_than_all_others_and_are_read_with_their_reference(
    code: str,
) -> None:
    mine = {normal(CATALOGUES.say(label, each)) for label in KEYS.values() for each in CODES}
    theirs = [*others(), *LIST_KEYS.values()]
    assert not mine & {normal(CATALOGUES.say(label, code)) for label in theirs}
    for key, (label,) in zip(KEYS, rows(CATALOGUES, code, "4M7-KQ2"), strict=True):
        assert tapped(label, CATALOGUES) == Tap(key, "4M7-KQ2")
        assert tapped(CATALOGUES.say(KEYS[key], code), CATALOGUES) == Tap(key)
        assert len(label) <= 40
    assert tapped("yes", CATALOGUES) is None
