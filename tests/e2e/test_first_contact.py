"""First contact: who is this, in which language, and may words be kept?"""

from __future__ import annotations

import pytest

from bot.answers.freshness import NEVER
from bot.demo.stories.labels import key
from bot.reception.language import CHOOSE, DRAFT, SWITCH
from bot.reception.words import CANNOT_READ
from flows.answers import LIBRARY
from tests.e2e.conftest import Brussels
from tests.e2e.staff import CATALOGUES, endonym
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")
LANGUAGES = CATALOGUES.codes


@in_both_languages
async def test_start_leads_through_language_and_consent_to_the_menu(
    town: Brussels, code: str
) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.says("/start")
    talk.hears(CHOOSE)
    assert talk.labels[0] == endonym(code)
    await talk.taps(endonym(code))
    talk.hears(asks("welcome", "intro"))
    await talk.chooses("welcome", "intro", "go_on")
    talk.hears(asks("welcome", "consent"))
    await talk.chooses("welcome", "consent", "yes")
    talk.hears(asks("welcome", "kept"), asks("menu", "menu"))
    await talk.ends()


async def test_a_phone_only_orders_the_languages(town: Brussels) -> None:
    for hint, *first in (
        ("fr-BE", "fr", "ff", "rn"),
        ("ckb", "ar", "ku"),
        ("fa", "fa-AF", "ps"),
        ("de", "en", "fr", "nl", "ar"),
        ("", "en"),
    ):
        user = town.world.create_user("Somebody", language_code=hint or None)
        talk = Talk(town, user)
        await talk.says("/start")
        shown = [label for label in talk.labels if label in map(endonym, LANGUAGES)]
        assert shown[: len(first)] == [endonym(code) for code in first]
        assert sorted(shown) == sorted(map(endonym, LANGUAGES))
        for code in first:
            assert CATALOGUES.say(CHOOSE, code) in talk.last.text
        assert max(len(row) for row in user.chat.keyboard) == 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4", "en"),  # a phone in Arabic is offered Arabic, Kurmanji and Tigrinya first
        ("١", "ar"),
        ("۱", "ar"),
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        ("nl", "nl"),
        ("العربيه", "ar"),
    ],
)
async def test_a_language_is_chosen_by_number_name_or_code(
    town: Brussels, typed: str, code: str
) -> None:
    talk = Talk(town, town.person(language="ar"), code)
    await talk.says("/start")
    await talk.says(typed)
    talk.hears(asks("welcome", "intro"))
    await talk.ends()


@in_both_languages
async def test_a_greeting_is_not_kept(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.says("Hello" if code == "en" else "السلام عليكم")
    talk.hears(CHOOSE)
    await talk.taps(endonym(code))
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", "yes")
    talk.hears(asks("menu", "menu"))
    talk.hears_not(asks("pass_on", "to_a_helper"))
    await talk.ends()


async def test_tell_me_more_comes_before_the_same_choice(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins("more")
    talk.hears(asks("welcome", "consent_in_detail"))
    await talk.chooses("welcome", "consent_in_detail", "yes")
    talk.hears(asks("welcome", "kept"), asks("menu", "menu"))
    await talk.ends()


async def test_nonsense_keeps_the_question(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.says("/start")
    for typed in ("99", "٠", "Klingon", "…", "🙂"):
        await talk.says(typed)
        talk.hears(CHOOSE)
    await talk.does(talk.user.send_sticker)
    talk.hears(CANNOT_READ, CHOOSE)
    await talk.ends()


async def test_a_sticker_first_gets_the_question_for_a_language(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.does(talk.user.send_sticker)
    talk.hears(CANNOT_READ, CHOOSE)
    await talk.taps(endonym("fr"))
    talk.hears(asks("welcome", "intro"), code="fr")
    await talk.ends()


@in_both_languages
async def test_who_refuses_still_gets_information_and_emergency_help(
    town: Brussels, code: str
) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins("information")
    talk.hears(asks("welcome", "not_kept"), asks("menu", "menu"))
    await talk.chooses("menu", "menu", "questions")
    await talk.chooses("questions", "topic", "papers")
    await talk.chooses("questions", "papers", "annex26")
    talk.hears(LIBRARY["annex26"].body, NEVER, asks("helped", "helped"))
    await talk.says("/emergency")
    talk.hears(asks("emergency", "what"))
    await talk.chooses("emergency", "what", "safe")
    talk.hears(asks("emergency", "safe"), asks("menu", "menu"))
    await talk.ends()


@in_both_languages
async def test_a_request_after_refusing_asks_again_and_goes_on(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins("information")
    await talk.chooses("menu", "menu", "status")
    talk.hears(asks("allow", "consent"))
    await talk.chooses("allow", "consent", "information")
    talk.hears(asks("allow", "not_kept"), asks("menu", "menu"))
    await talk.chooses("menu", "menu", "status")
    await talk.chooses("allow", "consent", "yes")
    talk.hears(asks("allow", "kept"), asks("status", "paper"))
    assert talk.words(key("status", "paper", "annex_26")) in talk.labels
    await talk.ends()


async def test_a_draft_says_so_once_in_the_message_that_comes_anyway(town: Brussels) -> None:
    talk = Talk(town, town.person(language="am"), "ti")
    await talk.picks_language()
    talk.hears(DRAFT, asks("welcome", "intro"), language="English")
    await talk.chooses("welcome", "intro", "go_on")
    talk.hears_not(DRAFT)
    talk.code = "en"
    await talk.says("/language")
    await talk.taps(endonym("en"))
    talk.hears(asks("welcome", "consent"))
    talk.hears_not(DRAFT)


async def test_a_question_is_asked_again_in_languages_of_other_scripts(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    for code in ("ka", "ti"):
        await talk.says("/language")
        talk.code = code
        await talk.taps(endonym(code))
        talk.hears(asks("status", "paper"))
        assert talk.words(key("status", "paper", "annex_26")) in talk.labels
    await talk.says("ვერ გავიგე ეს კითხვა")
    talk.hears(SWITCH, code="ka")
    talk.hears(SWITCH, code="ti")
    await talk.ends()


async def test_another_script_offers_its_language(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.says("يوم جميل")
    talk.hears(SWITCH, code="ar")
    talk.hears(SWITCH, code="en")
    talk.hears(asks("pass_on", "to_a_helper"))
    await talk.ends()
