"""Emergency: before any consent, in any language, from every state."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.stories.labels import reference_in
from bot.reception.facts import READING
from bot.reception.language import CHOOSE
from bot.reception.words import WAITS
from bot.speech.keys import EMERGENCY
from tests.e2e.asking import has_request
from tests.e2e.conftest import Brussels
from tests.e2e.kept import ticket
from tests.e2e.staff import card_of, endonym
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")
FOUR = ("health", "violence", "despair", "child")


@in_both_languages
async def test_before_language_and_consent_the_team_is_told(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.says("/emergency")
    talk.hears(asks("emergency", "what"))
    assert "112" in talk.last.text
    await talk.chooses("emergency", "what", "health")
    talk.hears(asks("emergency", "health"), asks("emergency", "tell"), READING)
    await talk.chooses("emergency", "tell", "yes")
    talk.hears(asks("emergency", "told"), CHOOSE)
    reference = reference_in(talk.last.text)
    card = await card_of(town.group, reference)
    assert "🔴" in card.text
    await talk.says("a girl fell at Gare du Nord")
    talk.hears(WAITS, reference=reference)
    await talk.is_noted(lambda: talk.user.send_location(50.86, 4.36))
    kept = ticket(town.loket, reference)
    assert (kept.service, kept.topic, kept.urgent) == ("centre", "emergency", True)
    assert kept.answers["what"] == "health"
    assert kept.words == ["a girl fell at Gare du Nord"]
    assert kept.kinds == ["text", "location"]
    await talk.taps(endonym(code))
    talk.hears(asks("welcome", "intro"))
    await talk.is_noted(lambda: talk.user.send_text("they took her away"))
    assert ticket(town.loket, reference).words[-1] == "they took her away"
    await talk.ends()


async def test_all_four_choices_show_numbers_and_offer_the_team(town: Brussels) -> None:
    async def needs(what: str, code: str) -> None:
        talk = Talk(town, town.person(language=code), code)
        await talk.says("112")
        await talk.chooses("emergency", "what", what)
        talk.hears(asks("emergency", what), asks("emergency", "tell"))
        await talk.chooses("emergency", "tell", "safe")
        talk.hears(asks("emergency", "safe"), CHOOSE)
        await talk.ends()

    await asyncio.gather(*(needs(what, code) for what in FOUR for code in ("en", "ar")))


@in_both_languages
async def test_who_refused_still_reaches_the_team(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins("information")
    await talk.taps(EMERGENCY)
    await talk.says("it is violence" if code == "en" else "هناك عنف")
    talk.hears(asks("emergency", "what"))
    await talk.chooses("emergency", "what", "violence")
    await talk.chooses("emergency", "tell", "yes")
    talk.hears(asks("emergency", "told"), asks("menu", "menu"))
    first = reference_in(talk.last.text)
    assert len(ticket(town.loket, first).words) == 1
    await talk.says("he is at the door")
    talk.hears(WAITS, reference=first)
    assert ticket(town.loket, first).words[-1] == "he is at the door"
    await talk.ends()


async def test_i_am_safe_ends_it_without_a_ticket(town: Brussels) -> None:
    before = len(town.group.bot_messages)
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.taps(EMERGENCY)
    await talk.chooses("emergency", "what", "safe")
    talk.hears(asks("emergency", "safe"), asks("menu", "menu"))
    await talk.chooses("menu", "menu", "requests")
    assert reference_in(talk.last.text) == ""
    assert len(town.group.bot_messages) == before
    await talk.ends()


async def test_words_behind_the_command_reach_the_team(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.says("/emergency my child cannot breathe")
    talk.hears(asks("emergency", "what"))
    await talk.chooses("emergency", "what", "health")
    await talk.chooses("emergency", "tell", "yes")
    assert talk.ticket.words == ["my child cannot breathe"]
    await talk.ends()


async def test_with_another_request_open_words_go_to_the_emergency_that_was_just_told(
    town: Brussels,
) -> None:
    talk = Talk(town, town.person(language="en"), "en")
    await talk.begins()
    await has_request(talk, "shoes")
    await talk.says("/emergency")
    await talk.chooses("emergency", "what", "child")
    await talk.chooses("emergency", "tell", "yes")
    reference = reference_in(talk.last.text)
    await talk.says("he is six, at the North station")
    talk.hears(WAITS, reference=reference)
    assert ticket(town.loket, reference).words == ["he is six, at the North station"]
