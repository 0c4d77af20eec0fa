"""Words that nothing asked for find answers; a person is one tap away, and the words go along."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.answers.freshness import NEVER
from bot.demo.stories.labels import key
from bot.reception.answers import FORGOTTEN
from bot.reception.found import FOUND, SEND_ANYWAY
from flows.answers import LIBRARY
from tests.e2e.conftest import Brussels
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")

SLEEP, LAWYER = LIBRARY["sleep_tonight"], LIBRARY["free_lawyer"]


def tally(town: Brussels, answer: str, language: str) -> tuple[int, int, int]:
    """How often an answer was shown, helped, and did not help, in a language."""
    file = Path(town.loket.url.partition("///")[2])
    query = "SELECT sum(shown), sum(helped), sum(not_helped) FROM answer_tally"
    where = " WHERE answer = ? AND language = ?"
    with sqlite3.connect(file) as opened:
        (row,) = opened.execute(query + where, (answer, language)).fetchall()
    return (row[0] or 0, row[1] or 0, row[2] or 0)


@in_both_languages
async def test_an_answer_that_helps_ends_it_and_the_words_are_gone(
    town: Brussels, code: str
) -> None:
    before = tally(town, "sleep_tonight", code)
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await talk.says("Samusocial")  # a name that is typed in every language
    talk.hears(FOUND)
    assert talk.words(SLEEP.question) in talk.labels
    assert (
        len(talk.labels) <= 3 + 1 + 5
    )  # at most three answers, a person, and what is always there
    await talk.taps(SLEEP.question)
    talk.hears(SLEEP.question, SLEEP.body, NEVER, asks("helped", "helped"))
    await talk.chooses("helped", "helped", "yes")
    talk.hears(FORGOTTEN, asks("menu", "menu"))
    after = tally(town, "sleep_tonight", code)
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 0]
    await talk.chooses("menu", "menu", "other_help")
    await talk.says("a coat")
    await talk.chooses("other_help", "review", "send")
    assert talk.ticket.words == ["a coat"]
    await talk.ends()


@in_both_languages
async def test_an_answer_that_does_not_help_brings_the_words_to_a_person(
    town: Brussels, code: str
) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await talk.says("Samusocial")
    await talk.says("26quater")  # searched anew, and both are kept
    assert talk.words(LIBRARY["dublin"].question) in talk.labels
    await talk.says("1")
    talk.hears(asks("helped", "helped"))
    await talk.chooses("helped", "helped", "no")
    talk.hears(asks("pass_on", "passed_on"), asks("menu", "menu"))
    assert talk.ticket.words == ["Samusocial", "26quater"]
    await talk.ends()


async def test_who_refuses_consent_is_asked_again_before_later_words_go_anywhere(
    town: Brussels,
) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins("information")
    await talk.says("Samusocial")
    await talk.taps(SEND_ANYWAY)
    await talk.says("/menu")
    await talk.chooses("menu", "menu", "my_data")
    await talk.says("/menu")
    await talk.does(talk.user.send_voice)
    talk.hears(asks("allow", "consent"))
    await talk.chooses("allow", "consent", "yes")
    talk.hears(asks("pass_on", "to_a_helper"))
    await talk.ends()


async def test_a_voice_note_goes_the_way_to_a_person(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.says("Samusocial")
    await talk.does(talk.user.send_voice)
    talk.hears(asks("pass_on", "to_a_helper"))
    assert talk.words(key("pass_on", "to_a_helper", "yes")) in talk.labels
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.kinds == ["text", "voice"]
    await talk.ends()
