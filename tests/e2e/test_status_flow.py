"""My papers or my status: from the menu to a ticket, one message for each message."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.stories.labels import choices, key, reference_in
from bot.reception.answering import NOTED
from bot.reception.facts import READING
from bot.speech.keys import BACK
from tests.e2e.asking import ORDINARY, at, sent
from tests.e2e.conftest import Brussels
from tests.e2e.staff import card_of
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@in_both_languages
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
    digits = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")[place % 3]
    typed = str(place).translate(str.maketrans("0123456789", digits))
    label = talk.words(key("status", "paper", paper))
    words = [typed, label.upper() if place % 2 else paper.replace("_", " ")]
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
    await talk.chooses("status", "address", "none")
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


@in_both_languages
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
