"""Words that come before anybody has agreed to anything: sealed, offered, passed on or gone."""

from __future__ import annotations

import asyncio

import pytest

from bot.reception.language import CHOOSE
from bot.reception.words import KEPT_FOR_LATER
from tests.e2e.conftest import Brussels
from tests.e2e.staff import endonym
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _first_words(talk: Talk, consent: str) -> None:
    """Words first, a voice note and a photo after them, and then the questions."""
    await talk.says("canary-first my brother is at the border")
    talk.hears(CHOOSE)
    await talk.does(talk.user.send_voice)
    talk.hears(CHOOSE)
    await talk.taps(endonym(talk.code))
    await talk.does(lambda: talk.user.send_photo(caption="canary-photo"))
    talk.hears(KEPT_FOR_LATER, asks("welcome", "intro"))
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", consent)


@in_both_languages
async def test_words_before_consent_reach_a_ticket_on_yes(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await _first_words(talk, "yes")
    talk.hears(asks("pass_on", "to_a_helper"))
    await talk.chooses("pass_on", "to_a_helper", "yes")
    talk.hears(asks("pass_on", "passed_on"))
    kept = talk.ticket
    assert (kept.service, kept.topic, kept.urgent) == ("followup", "message", False)
    assert kept.words == ["canary-first my brother is at the border", "canary-photo"]
    assert kept.kinds == ["text", "voice", "photo"]
    await talk.ends()


@in_both_languages
async def test_words_before_consent_are_gone_on_no(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await _first_words(talk, "yes")
    await talk.chooses("pass_on", "to_a_helper", "no")
    talk.hears(asks("pass_on", "forgotten"), asks("menu", "menu"))
    await _has_nothing_kept(talk)


@in_both_languages
async def test_words_before_consent_are_gone_on_only_information(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await _first_words(talk, "information")
    talk.hears(asks("welcome", "not_kept"), asks("menu", "menu"))
    await talk.chooses("menu", "menu", "other_help")
    await talk.chooses("allow", "consent", "yes")
    await _has_nothing_kept(talk)


async def _has_nothing_kept(talk: Talk) -> None:
    """A new request brings nothing of what was written before."""
    await talk.says("/menu")
    await talk.chooses("menu", "menu", "other_help")
    await talk.says("a winter coat")
    await talk.chooses("other_help", "review", "send")
    assert talk.ticket.words == ["a winter coat"]
    await talk.ends()


async def test_a_burst_of_first_words_gets_one_question(town: Brussels) -> None:
    user = town.person(language="en")
    burst = ["Please", "help me", "my friend", "quick", "what now"]
    for words in burst:
        user.send_text(words)
    talk = Talk(town, user, sent=1)
    await user.chat.wait_for(lambda chat: chat.bot_messages)
    await asyncio.sleep(0.3)
    assert len(user.chat.bot_messages) == 1
    await talk.taps(endonym("en"))
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", "yes")
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.words == burst
