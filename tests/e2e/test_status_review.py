"""The end of the status flow: the summary, what can be changed in it, and the ticket."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.bot_api import Message
from bot.demo.stories.labels import reference_in
from bot.engine import Question, Review, Text
from bot.reception.facts import NOT_READING, READING
from bot.speech.keys import BACK
from bot.store.tables import Speaking, VaultKey
from flows import FLOWS
from flows.shared import ABOUT_SOMEONE_ELSE
from tests.e2e.asking import ORDINARY, at, has_request, sent
from tests.e2e.conftest import Brussels, running
from tests.e2e.kept import rows, ticket
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@in_both_languages
async def test_change_removes_one_answer_only(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await at(talk, "words")
    await talk.says("a question")
    await talk.chooses("status", "review", "change")
    talk.hears(asks_what_to_change())
    await talk.taps(BACK)
    talk.hears(asks("status", "review"))
    await talk.chooses("status", "review", "change")
    await talk.taps(short("lawyer"))
    talk.hears(asks("status", "lawyer"))
    await talk.chooses("status", "lawyer", "yes")
    talk.hears(asks("status", "review"))
    assert "a question" in talk.last.text
    await talk.chooses("status", "review", "send")
    kept = talk.ticket
    assert {s: kept.answers[s] for s in ORDINARY} == {**ORDINARY, "lawyer": "yes"}
    assert kept.words == ["a question"]
    await talk.ends()


def asks_what_to_change() -> Text:
    review = FLOWS["status"]["review"]
    assert isinstance(review, Review)
    return review.pick


def short(step: str) -> Text:
    """The short name of a question, as the summary gives it."""
    asked = FLOWS["status"][step]
    assert isinstance(asked, Question)
    assert asked.summary is not None
    return asked.summary


@in_both_languages
async def test_someone_else_is_a_person_of_their_own(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await at(talk, "words")
    await talk.chooses("status", "words", "skipped")
    await talk.taps(ABOUT_SOMEONE_ELSE.turn_on)
    talk.hears(ABOUT_SOMEONE_ELSE.summary, asks("status", "review"))
    await talk.taps(ABOUT_SOMEONE_ELSE.turn_off)
    talk.hears_not(ABOUT_SOMEONE_ELSE.summary)
    await talk.taps(ABOUT_SOMEONE_ELSE.turn_on)
    await talk.chooses("status", "review", "send")
    other = talk.ticket
    await talk.chooses("menu", "menu", "other_help")
    await talk.says("a coat for me")
    await talk.chooses("other_help", "review", "send")
    mine = talk.ticket
    assert other.person != mine.person
    assert other.contact == mine.contact
    speaks = rows(town.loket, Speaking, Speaking.contact_id == mine.contact)
    assert {row.person_id for row in speaks} == {other.person, mine.person}
    keys = rows(town.loket, VaultKey, VaultKey.holder == other.person)
    assert len(keys) == 1
    await talk.ends()


async def test_an_album_is_one_entry_with_one_reply_or_signs(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await at(talk, "words")
    album: list[Message] = []
    await talk.does(lambda: album.extend(talk.user.send_album([b"1", b"2", b"3"], caption="here")))
    await town.world.wait_for(lambda: all(part.bot_reaction for part in album[1:]))
    assert album[0].bot_reaction is None
    await talk.says("thank you for looking")
    assert "1 recording or file" in talk.last.text
    await talk.chooses("status", "review", "send")
    assert talk.ticket.kinds == ["photo", "photo", "photo", "text"]
    assert len({entry.album for entry in talk.ticket.entries[:3]}) == 1
    await talk.ends()


@in_both_languages
async def test_the_same_request_again_shows_its_ticket(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    first = await sent(talk)
    await talk.chooses("menu", "menu", "status")
    talk.hears(asks("again_status", "same"))
    assert reference_in(talk.last.text) == first
    await talk.chooses("again_status", "same", "add")
    await talk.says("one thing more")
    talk.hears(asks("again_status", "added"), asks("menu", "menu"))
    assert ticket(town.loket, first).words == ["one thing more"]
    await talk.chooses("menu", "menu", "status")
    await talk.chooses("again_status", "same", "new")
    talk.hears(asks("status", "paper"))
    for question, value in ORDINARY.items():
        await talk.chooses("status", question, value)
    await talk.chooses("status", "words", "skipped")
    await talk.chooses("status", "review", "send")
    assert reference_in(talk.last.text) != first
    await talk.ends()


async def test_at_night_the_confirmation_says_when_somebody_reads(tmp_path: Path) -> None:
    """Hours that are open on one day a year: closed now, and the reader is told until when."""
    async with running(tmp_path, "legal=Mon-Sun 23:58-23:59;centre=Mon-Sun 00:00-23:59") as night:
        talk = Talk(night, night.person(language="en"))
        await talk.begins()
        await sent(talk)
        talk.hears(asks("status", "sent"), NOT_READING)
        talk.hears_not(READING)
        assert "23:58, evening" in talk.last.text
        await has_request(talk, "two of us", "sleep")
        talk.hears(READING)
        await talk.chooses("menu", "menu", "status")
        await talk.chooses("again_status", "same", "add")
        await talk.says("one thing more")
        talk.hears(NOT_READING)
        await talk.ends()
