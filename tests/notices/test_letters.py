"""The weekly reminder of letters: only for who asked, at 10:00, one a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.engine import Entry, Flow, GoTo, Outcome, Question
from bot.notices.hours import may_remind, next_ten, next_week
from bot.notices.pushed_words import CHECKED, LETTER, NO_REMINDER
from bot.notices.words import GLAD, LETTERS, NO_MORE_REMINDERS
from bot.people.consent import LETTERS as PURPOSE
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.reception.room import Reception
from bot.shelter.pushed_words import READ
from bot.store.database import Database
from bot.store.tables import Consent, Held, LettersReminder
from flows.again import again
from flows.news import letters
from flows.status import status
from tests.databases import SQLITE, rows
from tests.desk.shelter.conftest import Comes
from tests.notices.town import AMAL, WEEK, Town
from tests.shelter.offers import Shelter

BRUSSELS = ZoneInfo("Europe/Brussels")
FIRST = "2026-03-10 10:00"
"""The first reminder of who asks on Tuesday 3 March at 13:00."""


def brussels(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("at", "ten"),
    [
        ("2026-03-03 09:59", "2026-03-03 10:00"),
        ("2026-03-03 10:00", "2026-03-03 10:00"),
        ("2026-03-03 10:01", "2026-03-04 10:00"),
        ("2026-03-28 23:00", "2026-03-29 10:00"),  # summer time begins in between
        ("2026-10-24 23:00", "2026-10-25 10:00"),  # and ends
    ],
)
def test_ten_is_ten_where_people_are(at: str, ten: str) -> None:
    assert next_ten(brussels(at), BRUSSELS) == brussels(ten)


@pytest.mark.parametrize(
    ("at", "after"),
    [
        ("2026-03-03 10:00", "2026-03-10 10:00"),
        ("2026-03-03 19:59", "2026-03-10 10:00"),
        ("2026-03-24 10:00", "2026-03-31 10:00"),  # summer time begins in between
        ("2026-10-20 10:00", "2026-10-27 10:00"),  # and ends
    ],
)
def test_the_next_one_is_on_the_same_day_of_the_week(at: str, after: str) -> None:
    assert next_week(brussels(at), BRUSSELS) == brussels(after)


def test_nobody_is_reminded_at_night() -> None:
    hours = [
        hour for hour in range(24) if may_remind(brussels(f"2026-03-03 {hour:02}:30"), BRUSSELS)
    ]
    assert hours == list(range(10, 20))


async def test_from_the_question_to_the_key_that_ends_it(database: Database, town: Town) -> None:
    await town.comes()
    await town.taps("menu", "menu", "my_data")
    await town.taps("my_data", "what", "letters")
    await town.taps("letters", "what", "yes")
    town.at("2026-03-10 09:59")
    assert await town.round() == 0
    town.at(FIRST)
    await town.round()
    (send,) = await town.heard()
    assert send.text == LETTERS.msgid
    assert [row[0] for row in (send.keyboard or ())[:3]] == [
        label.msgid for label in (CHECKED, LETTER, NO_REMINDER)
    ]
    assert await town.round() == 0
    assert await town.writes(CHECKED) == GLAD.msgid
    town.at("2026-03-17 10:00")
    await town.round()
    assert await town.reads() == LETTERS.msgid
    assert await town.writes(NO_REMINDER) == NO_MORE_REMINDERS.msgid
    town.at("2026-03-24 10:00")
    assert await town.round() == 0
    assert sorted(row.given for row in await rows(database, Consent)) == [False, True]


async def test_a_new_letter_leads_to_the_questions_about_it(town: Town) -> None:
    await town.comes()
    await town.want([AMAL], PURPOSE)
    town.at(FIRST)
    await town.round()
    await town.heard()
    asked = await town.writes(LETTER)
    assert any(part in asked for part in _first_questions())


async def test_weeks_in_which_the_bot_was_away_are_not_made_up_for(town: Town) -> None:
    await town.comes()
    await town.want([AMAL], PURPOSE)
    town.at("2026-03-31 22:15")
    await town.round()
    assert await town.heard() == []  # it is night
    town.at("2026-04-01 10:00")
    for _ in range(3):
        await town.round()
    assert len(await town.heard()) == 1
    town.at("2026-04-30 15:00")
    for _ in range(3):
        await town.round()
    assert len(await town.heard()) == 1
    town.at("2026-05-07 09:00")
    assert await town.round() == 0


async def test_who_cannot_be_reached_is_asked_again_a_week_later(
    database: Database, town: Town, shelter: Shelter
) -> None:
    await town.comes()
    await town.want([AMAL], PURPOSE)
    await shelter.blocks(AMAL)
    town.at(FIRST)
    await town.round()
    assert await town.heard() == []
    (reminder,) = await rows(database, LettersReminder)
    assert reminder.due_at == brussels(FIRST) + WEEK
    assert reminder.asked_at is None


@SQLITE
async def test_a_phone_that_others_read_shows_it_only_on_request(
    town: Town, shelter: Shelter
) -> None:
    await shelter.listed(AMAL, phone="shared")
    await town.want([AMAL], PURPOSE)
    town.at(FIRST)
    await town.round()
    assert "letters" not in await town.reads()
    said = await town.writes(READ)
    assert LETTERS.msgid in said
    assert await town.writes(CHECKED) == GLAD.msgid
    assert LETTERS.msgid not in await town.writes(READ)


async def test_another_flow_asks_only_who_is_not_reminded_yet(town: Town) -> None:
    sent = Flow("sent", [Outcome("done", effects=[GoTo("letters", afresh=True)])])
    flows = {**town.office.flows, "questions": replace(sent, id="questions")}
    town.use(replace(town.office, flows=flows))
    await town.comes()
    question = letters["what"]
    assert isinstance(question, Question)
    assert question.text.msgid in await town.taps("menu", "menu", "questions")
    await town.taps("letters", "what", "yes")
    assert question.text.msgid not in await town.taps("menu", "menu", "questions")
    await town.taps("menu", "menu", "my_data")
    assert question.text.msgid in await town.taps("my_data", "what", "letters")


async def test_a_volunteers_own_reminder_is_answered_as_a_persons(comes: Comes, town: Town) -> None:
    carla = await comes("Carla", "coordinator")
    who, entry = Sender("Carla", language="en"), Entry("text", CHECKED.msgid, source="1")
    item = Item(Said(Chat("Carla"), who, "1", entry, None), town.office.now())
    async with town.database.begin() as session:
        assert await carla.desk.receive(session, [item]) == [item]


async def test_asking_twice_is_one_reminder(database: Database, town: Town) -> None:
    await town.comes()
    for _ in range(2):
        await town.want([AMAL], PURPOSE)
    assert len(await rows(database, LettersReminder)) == 1
    town.clock.move(timedelta(days=3))
    await town.want([AMAL], PURPOSE)
    (reminder,) = await rows(database, LettersReminder)
    assert reminder.due_at == brussels(FIRST)


def _first_questions() -> list[str]:
    """Of the flow about papers, as it is today."""
    return [
        step.text.msgid
        for flow in (status, again(status.topic))
        for step in flow.steps
        if hasattr(step, "text") and step.text and step.text.msgid.strip()
    ]


@SQLITE
async def test_a_no_counts_in_the_middle_of_very_many_messages(
    database: Database, town: Town
) -> None:
    await town.comes()
    await town.want([AMAL], PURPOSE)
    items = []
    for number, words in enumerate(("bread", NO_REMINDER.msgid, "river"), 90):
        entry = Entry("text", words, source=str(number))
        said = Said(Chat(AMAL), Sender(AMAL, language="en"), str(number), entry, town.office.now())
        items.append(Item(said, town.office.now(), crowd=True))
    async with database.begin() as session:
        await Reception(town.office).receive(session, items)
    assert await rows(database, LettersReminder) == []
    assert len(await rows(database, Held)) == 2
