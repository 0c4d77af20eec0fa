"""The links of places: the first question there, after language and consent."""

from __future__ import annotations

import pytest

from bot.office import Office
from bot.people.came_from import PLACES
from bot.reception.language import CHOOSE
from bot.reception.overview import CAME_FROM
from bot.reception.start_links import FIRST
from bot.store.database import Database
from bot.store.tables import Contact, Held
from tests.databases import SQLITE, rows
from tests.shelter.phone import Phone
from tests.shelter.test_questions import asks

pytestmark = SQLITE
OPENS = {
    "hub": ("menu", "menu"),
    "helpdesk": ("status", "paper"),
    "shelter": ("shelter", "what"),
    "round": ("other_help", "what"),
}


@pytest.mark.parametrize("place", OPENS)
async def test_a_link_opens_the_first_question_after_language_and_consent(
    phone: Phone, database: Database, office: Office, place: str
) -> None:
    assert set(PLACES) == set(FIRST) == set(OPENS)
    assert phone.words(CHOOSE) in await phone.says(f"/start {place}")
    await phone.says("English")
    await phone.chooses("welcome", intro="go_on")
    said = await phone.chooses("welcome", consent="yes")
    assert phone.words(asks(*OPENS[place])) in said
    (contact,) = await rows(database, Contact)
    assert contact.came_from == place
    assert office.tally.starts == {place: 1}


async def test_who_is_known_is_led_there_at_once_and_sees_where_they_came_from(
    phone: Phone, database: Database
) -> None:
    await phone.begins()
    said = await phone.says("/start HELPDESK")
    assert phone.words(asks("status", "paper")) in said
    await phone.says("/menu")
    await phone.chooses("menu", menu="my_data")
    said = await phone.chooses("my_data", what="see")
    assert phone.words(CAME_FROM.with_values(place=PLACES["helpdesk"])) in said


async def test_who_keeps_nothing_is_still_led_to_what_needs_no_consent(phone: Phone) -> None:
    await phone.says("/start shelter")
    await phone.says("English")
    await phone.chooses("welcome", intro="go_on")
    said = await phone.chooses("welcome", consent="information")
    assert phone.words(asks("shelter", "what")) in said


@pytest.mark.parametrize("word", ["", " ref123", " hub2", " ../../hub", " " + "x" * 80])
async def test_another_word_is_ignored_and_not_kept(
    phone: Phone, database: Database, office: Office, word: str
) -> None:
    await phone.begins()
    assert phone.words(asks("menu", "menu")) in await phone.says(f"/start{word}")
    (contact,) = await rows(database, Contact)
    assert contact.came_from is None
    assert not office.tally.starts


async def test_words_behind_start_are_not_lost(phone: Phone, database: Database) -> None:
    await phone.says("/start my wife is ill")
    assert len(await rows(database, Held)) == 1
    await phone.says("English")
    await phone.chooses("welcome", intro="go_on")
    said = await phone.chooses("welcome", consent="yes")
    assert phone.words(asks("pass_on", "to_a_helper")) in said
    await phone.says("/start she cannot walk")
    assert len(await rows(database, Held)) == 2
