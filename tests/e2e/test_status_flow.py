"""My papers or my status: from the menu to a ticket, one message for each message."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.demo.bot_api import Message
from bot.reception.answering import NOTED
from bot.reception.facts import NOT_READING, READING
from bot.speech.keys import BACK
from bot.engine import Question, Review, Text
from flows import FLOWS
from flows.shared import ABOUT_SOMEONE_ELSE
from tests.e2e.conftest import Brussels, running
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import card_of, reference_in
from tests.e2e.talk import Talk, asks, choices, key

pytestmark = pytest.mark.asyncio(loop_scope="module")
EACH = pytest.mark.parametrize("code", ["en", "ar"])
ORDINARY = {
    "paper": "annex_26",
    "procedure_language": "fr",
    "letter": "no",
    "lawyer": "unsure",
    "protected_elsewhere": "no",
}


async def at(talk: Talk, step: str, **answers: str) -> None:
    """Answer up to a step, by tapping."""
    await talk.chooses("menu", "menu", "status")
    for question, value in {**ORDINARY, **answers}.items():
        if question == step:
            return
        if question in answers or answers.get("paper") != "none" or question != "procedure_language":
            talk.hears(asks("status", question))
            await talk.chooses("status", question, value)


async def sent(talk: Talk, **answers: str) -> str:
    """The whole flow by tapping; the reference of its ticket."""
    await at(talk, "words", **answers)
    await talk.chooses("status", "words", "skipped")
    await talk.chooses("status", "review", "send")
    return reference_in(talk.last.text)


@EACH
async def test_the_whole_way_with_words_voice_and_another_bubble(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await at(talk, "words")
    talk.hears(asks("status", "words"))
    await talk.says("what does my paper say?")
    talk.hears(asks("status", "review"), key("status", "paper", "annex_26"))
    await talk.does(talk.user.send_voice)
    talk.hears(NOTED, asks("status", "review"))
    await talk.says("and my wife?")
    assert "what does my paper say? and my wife?" in talk.last.text
    await talk.chooses("status", "review", "send")
    talk.hears(asks("status", "sent"), asks("menu", "menu"), READING)
    kept = talk.ticket
    assert kept.words == ["what does my paper say?", "and my wife?"]
    assert kept.kinds == ["text", "voice", "text"]
    assert {step: kept.answers[step] for step in ORDINARY} == ORDINARY
    assert (kept.service, kept.topic, kept.urgent) == ("legal", "status", False)
    await card_of(town.group, reference_in(talk.last.text))
    assert len(talk.answers) == talk.sent
    await talk.ends()


async def test_each_paper_counts_by_label_number_or_value(town: Brussels) -> None:
    """Each way of answering, and which papers are urgent; everybody at the same time."""
    papers = [choice.value for choice in choices("status", "paper")]
    await asyncio.gather(*(_has_paper(town, paper) for paper in papers))


async def _has_paper(town: Brussels, paper: str) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    papers = [choice.value for choice in choices("status", "paper")]
    place = papers.index(paper) + 1
    digits = str(place).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    typed = [str(place), digits, str(place).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))]
    words = [*typed, talk.words(key("status", "paper", paper)).upper(), paper.replace("_", " ")]
    await talk.chooses("menu", "menu", "status")
    for each in words:
        await talk.says(each)
        talk.hears(asks("status", "letter" if paper == "none" else "procedure_language"))
        await talk.taps(BACK)
        talk.hears(asks("status", "paper"))
    await talk.chooses("status", "paper", paper)
    if paper != "none":
        await talk.chooses("status", "procedure_language", "unsure")
    for step in ("letter", "lawyer", "protected_elsewhere"):
        await talk.says("٢" if step == "letter" else "۲")
    await talk.chooses("status", "words", "skipped")
    await talk.chooses("status", "review", "send")
    urgent = paper in ("annex_26quater", "annex_13quinquies", "annex_39")
    talk.hears(asks("status", "sent_urgent" if urgent else "sent"))
    kept = talk.ticket
    assert kept.urgent == urgent
    assert kept.answers["paper"] == paper
    assert [kept.answers[s] for s in ("letter", "lawyer", "protected_elsewhere")] == ["no"] * 3
    await talk.ends()


async def test_a_letter_with_a_date_is_urgent(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    reference = await sent(talk, letter="yes")
    talk.hears(asks("status", "sent_urgent"))
    assert talk.ticket.urgent
    assert "🔴" in (await card_of(town.group, reference)).text
    await talk.ends()


@EACH
async def test_back_at_every_step_asks_the_step_before(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await at(talk, "words")
    await talk.says("a question")
    steps = [*ORDINARY, "words"]
    for step in reversed(steps):
        await talk.taps(BACK)
        talk.hears(asks("status", step))
    await talk.taps(BACK)
    talk.hears(asks("menu", "menu"))
    await sent(talk)
    assert talk.ticket.answers["paper"] == "annex_26"
    await talk.ends()


@EACH
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


@EACH
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
    query = "SELECT person_id FROM speaking WHERE contact_id = ?"
    speaks = {row["person_id"] for row in rows(town.loket, query, mine.contact.hex)}
    assert speaks == {other.person.hex, mine.person.hex}
    keys = rows(town.loket, "SELECT * FROM vault_key WHERE holder = ?", other.person.hex)
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


@EACH
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
        await talk.chooses("menu", "menu", "sleep")
        await talk.says("two of us")
        await talk.chooses("sleep", "review", "send")
        talk.hears(READING)
        await talk.chooses("menu", "menu", "status")
        await talk.chooses("again_status", "same", "add")
        await talk.says("one thing more")
        talk.hears(NOT_READING)
        await talk.ends()
