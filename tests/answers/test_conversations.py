"""Answers as people meet them: by topic, by their own words, in whatever state the answer is.

`transcripts/answers` has whole conversations as people read them; `pytest --update` writes them
anew. The keys that stand under every message are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot.answers.checks import mark
from bot.answers.counting import Counted, count
from bot.answers.freshness import CHECKED, NEVER, OLD, WRONG
from bot.answers.standing import State
from bot.channels.terminal import HEARD, shown
from bot.demo.stories.labels import REFERENCE, key
from bot.engine import Text
from bot.reception.answers import FORGOTTEN, HELPED
from bot.reception.found import FOUND, NOTHING, SEND_ANYWAY
from bot.speech.dates import date_in_words
from bot.speech.keys import BACK, EMERGENCY, MENU
from bot.store.database import Database
from bot.store.tables import AnswerTally, Held, Ticket
from flows.answers import LIBRARY
from tests.databases import SQLITE, rows
from tests.e2e.talk import asks
from tests.shelter.phone import Phone

FOLDER = Path(__file__).parents[1] / "transcripts" / "answers"
SLEEP, LAWYER, HUB = (LIBRARY[each] for each in ("sleep_tonight", "free_lawyer", "hub_services"))
STORIES: dict[str, Sequence[str | Text]] = {
    "by_topic": [
        key("menu", "menu", "questions"),
        key("questions", "topic", "lawyers"),
        "1",
        key("helped", "helped", "another"),
    ],
    # Names that are typed alike in every language.
    "free_words": ["Samusocial", "26quater", "1", key("helped", "helped", "no")],
}


@SQLITE
@pytest.mark.parametrize(
    ("story", "code"), [("by_topic", "en"), ("free_words", "en"), ("free_words", "ar")]
)
async def test_a_conversation_reads_as_it_was_reviewed(
    phone: Phone, story: str, code: str, request: pytest.FixtureRequest
) -> None:
    phone.code = code
    await phone.begins()
    always = {phone.words(label) for label in (BACK, EMERGENCY, MENU)}
    told = []
    for typed in STORIES[story]:
        said = await phone.says(typed)
        keys = [each for each in phone.keys if each not in always and not each.startswith("🌐")]
        told.append(f"{HEARD}{phone.words(typed)}\n{REFERENCE.sub('4M7-KQ2', shown(said, keys))}")
    file = FOLDER / f"{story}.{code}.txt"
    if request.config.getoption("--update"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n\n".join(told) + "\n", encoding="utf-8")
    assert "\n\n".join(told) + "\n" == file.read_text(encoding="utf-8")


async def judged(phone: Phone, answer: str, state: State, days_ago: int = 0) -> None:
    """Staff said something of an answer, some days ago."""
    async with phone.database.begin() as session:
        then = phone.office.now() - timedelta(days=days_ago)
        mark(session, LIBRARY[answer], state, uuid4(), then)


def ends_with_source(phone: Phone, line: Text, answer: str, days_ago: int = 0) -> bool:
    """Whether the last message says how sure an answer is."""
    today = phone.office.now().astimezone(phone.office.catalogues.zone).date()
    day = date_in_words(today - timedelta(days=days_ago), phone.code)
    return phone.words(line, source=LIBRARY[answer].source, day=day) in phone.last


async def test_an_answer_says_when_it_was_checked_or_that_it_never_was(phone: Phone) -> None:
    await phone.begins("questions", topic="lawyers")
    await judged(phone, "free_lawyer", "checked", days_ago=2)
    await phone.chooses("questions", lawyers="free_lawyer")
    assert phone.words(LAWYER.body) in phone.last
    assert ends_with_source(phone, CHECKED, "free_lawyer", days_ago=2)
    await phone.chooses("helped", helped="another")
    await phone.chooses("questions", topic="beds", beds="sleep_tonight")
    assert ends_with_source(phone, NEVER, "sleep_tonight")


@SQLITE
@pytest.mark.parametrize(("state", "days_ago"), [("stale", 0), ("checked", 61)])
async def test_an_answer_of_law_that_is_too_old_is_left_to_a_person(
    phone: Phone, state: State, days_ago: int
) -> None:
    await judged(phone, "free_lawyer", state, days_ago)
    await phone.begins()
    await phone.says("pro deo BAJ")
    await phone.says(LAWYER.question)
    assert phone.words(asks("too_old", "ask")) in phone.last
    assert phone.words(LAWYER.paragraphs[0]) not in phone.last
    assert not await rows(phone.database, AnswerTally)
    await phone.chooses("too_old", ask="person")
    assert len(await rows(phone.database, Ticket)) == 1


@SQLITE
@pytest.mark.parametrize(("state", "days_ago", "line"), [("stale", 0, WRONG), ("checked", 15, OLD)])
async def test_another_old_answer_is_told_and_says_so(
    phone: Phone, state: State, days_ago: int, line: Text
) -> None:
    await judged(phone, "hub_services", state, days_ago)
    await phone.begins("questions", topic="needs")
    await phone.chooses("questions", needs="hub_services")
    assert phone.words(HUB.body) in phone.last
    assert ends_with_source(phone, line, "hub_services", days_ago)


async def test_answers_are_counted_by_day_and_language_without_anybody(phone: Phone) -> None:
    for helped in ("yes", "no"):
        if helped == "yes":
            await phone.begins("questions", topic="lawyers")
        else:
            await phone.says("/menu")
            await phone.chooses("menu", menu="questions")
            await phone.chooses("questions", topic="lawyers")
        await phone.chooses("questions", lawyers="free_lawyer")
        await phone.chooses("helped", helped=helped)
    (row,) = await rows(phone.database, AnswerTally)
    today = phone.office.now().astimezone(phone.office.catalogues.zone).date()
    assert (row.answer, row.language, row.day) == ("free_lawyer", "en", today)
    assert (row.shown, row.helped, row.not_helped) == (2, 1, 1)
    assert {column.name for column in AnswerTally.__table__.columns} == {
        "answer", "language", "day", "shown", "helped", "not_helped",
    }  # fmt: skip


async def test_what_happens_at_once_is_counted_together(database: Database) -> None:
    day = date(2026, 3, 3)
    happened = [Counted("work", "en", day, "shown")] * 2 + [Counted("dublin", "fr", day, "helped")]
    for _ in range(2):
        async with database.begin() as session:
            await count(session, happened)
    kept = [(r.answer, r.shown, r.helped) for r in await rows(database, AnswerTally)]
    assert kept == [("dublin", 0, 2), ("work", 4, 0)]


@SQLITE
async def test_words_that_found_what_helped_are_gone(phone: Phone) -> None:
    await phone.begins()
    assert phone.words(FOUND) in await phone.says("Samusocial")
    await phone.says(SLEEP.question)
    await phone.chooses("helped", helped="yes")
    assert phone.words(FORGOTTEN) in phone.last
    assert not await rows(phone.database, Held)
    await phone.chooses("menu", menu="questions")
    await phone.chooses("questions", topic="lawyers", lawyers="free_lawyer")
    await phone.chooses("helped", helped="yes")
    assert phone.words(HELPED) in phone.last


@SQLITE
async def test_reading_needs_no_consent_and_sending_does(phone: Phone) -> None:
    await phone.begins(keeps=False)
    await phone.says("Samusocial")
    assert phone.words(SLEEP.body) in await phone.says(SLEEP.question)
    await phone.says("Samusocial is full")
    assert phone.words(asks("allow", "consent")) in await phone.says(SEND_ANYWAY)
    await phone.chooses("allow", consent="yes")
    assert len(await rows(phone.database, Ticket)) == 1
    assert not await rows(phone.database, Held)


@SQLITE
async def test_what_finds_nothing_is_searched_with_what_waits_already(phone: Phone) -> None:
    await phone.begins()
    assert phone.words(NOTHING) in await phone.says("qwrtz")
    assert phone.words(asks("pass_on", "to_a_helper")) in phone.last
    await phone.says("Samusocial")
    assert phone.words(FOUND) in await phone.says("zxcvb")
    assert phone.words(SLEEP.question) in phone.keys


@SQLITE
async def test_another_language_shows_what_was_found_and_the_answer_again(phone: Phone) -> None:
    await phone.begins()
    await phone.says("Samusocial")
    await phone.says("/language")
    phone.code = "fr"
    assert phone.words(FOUND) in await phone.says("fr")
    await phone.says(SLEEP.question)
    await phone.says("/language")
    phone.code = "en"
    assert phone.words(SLEEP.body) in await phone.says("en")
    assert phone.words(asks("helped", "helped")) in phone.last


@SQLITE
async def test_what_was_called_wrong_meanwhile_is_not_shown_again(phone: Phone) -> None:
    await phone.begins("questions", topic="lawyers")
    await phone.chooses("questions", lawyers="free_lawyer")
    await judged(phone, "free_lawyer", "stale")
    await phone.says("/language")
    phone.code = "fr"
    assert phone.words(asks("too_old", "ask")) in await phone.says("fr")


@SQLITE
async def test_it_is_shown_again_to_who_keeps_nothing_with_us_as_well(phone: Phone) -> None:
    await phone.begins(keeps=False)
    await phone.says("Samusocial")
    await phone.says("/language")
    phone.code = "fr"
    assert phone.words(FOUND) in await phone.says("fr")


@SQLITE
async def test_a_key_of_an_earlier_search_and_a_number_of_this_one_count(phone: Phone) -> None:
    await phone.begins()
    await phone.says("Samusocial")
    await phone.says("26quater")
    assert phone.words(SLEEP.body) in await phone.says(SLEEP.question)
    await phone.says("Samusocial")
    assert phone.words(SLEEP.body) in await phone.says("1")
    await phone.says("Samusocial")
    assert phone.words(NOTHING) not in await phone.says("9")
