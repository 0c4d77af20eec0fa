"""Edits, other scripts, thanks, and words that are awkward to carry."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bot.demo.bot_api import Message
from bot.demo.stories.labels import key, reference_in
from bot.reception.edits import CHANGED, CHANGED_ANSWER, TOO_LATE
from bot.reception.language import SWITCH
from bot.reception.words import ADDED, WAITS
from bot.tickets.owner import NEW_WORDS
from tests.e2e.asking import has_request
from tests.e2e.conftest import Brussels
from tests.e2e.kept import ticket
from tests.e2e.staff import opens, say, volunteer
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@in_both_languages
async def test_edits_of_an_answer_of_a_ticket_and_of_what_is_unknown(
    town: Brussels, code: str
) -> None:
    talk = Talk(town, town.person(language=code), code)
    written: list[Message] = []

    def writes(words: str) -> Callable[[], None]:
        return lambda: written.append(talk.user.send_text(words))

    await talk.begins()
    await talk.does(writes("heldd words"))
    await talk.does(lambda: talk.user.edit(written[-1], "held words"))
    talk.hears(CHANGED_ANSWER)
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.words == ["held words"]
    await talk.chooses("menu", "menu", "other_help")
    await talk.does(writes("a blankett"))
    await talk.does(lambda: talk.user.edit(written[-1], "a blanket"))
    talk.hears(CHANGED_ANSWER)
    await talk.chooses("other_help", "review", "send")
    reference = reference_in(talk.last.text)
    assert talk.ticket.words == ["a blanket"]
    await talk.does(lambda: talk.user.edit(written[-1], "two blankets"))
    talk.hears(CHANGED, reference=reference)
    await talk.does(lambda: talk.user.edit(written[-1], "three blankets"))
    assert ticket(town.loket, reference).words == ["a blanket", "two blankets", "three blankets"]
    greeting = next(m for m in talk.user.chat.shown if m.text == "/start")
    await talk.does(lambda: talk.user.edit(greeting, "what was this"))
    talk.hears(TOO_LATE)
    await talk.ends()


async def test_another_script_offers_the_switch_everywhere(town: Brussels) -> None:
    arabic, french = "لا أفهم هذا السؤال", "je ne comprends pas"
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    await talk.says(arabic)
    talk.hears(SWITCH, code="ar")
    talk.hears(asks("status", "paper"))
    await talk.says(french)
    talk.hears_not(SWITCH)
    await talk.says("/menu")
    await has_request(talk)
    await talk.says(arabic)
    talk.hears(SWITCH, code="ar")
    talk.hears(WAITS)
    await talk.ends()


LONG = ("🧕🏽" + "x" * 60 + " ") * 63 + "x"
AWKWARD = [
    "<b>bold</b> & *stars* _under_ `tick` [link](http://example.org)",
    "\u202ereversed\u202c and \u2066isolated",
    "%(reference)s {0} %s %%",
    "¯\\_(ツ)_/¯",
    "9" * 4096,
    "/unknown",
    "/emergency_not",
    "🌐 my question is about my letter",
]


async def test_awkward_words_arrive_as_they_are(town: Brussels) -> None:
    assert len(LONG.encode("utf-16-le")) // 2 == 4096
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    reference = await has_request(talk, LONG)
    helper = await volunteer(town, "Dede")
    await opens(town, helper, reference)
    await talk.says(LONG)
    talk.hears(ADDED)
    for words in AWKWARD:
        await talk.is_noted(partial(talk.user.send_text, words))
    assert ticket(town.loket, reference).words == [LONG, LONG, *AWKWARD]

    def read() -> str:
        town.loket.let_pass(1.2)
        return "".join(m.text for m in helper.chat.bot_messages)

    new = say(NEW_WORDS, reference=reference)
    await town.world.wait_for(lambda: AWKWARD[-1] in read(), 10)
    assert new in read()
    assert read().count("x" * 60) == 126
    assert all(words in read() for words in AWKWARD if len(words) < 4000)
    await talk.ends()


async def test_thanks_ask_for_nothing(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    for words in ("thank you", "OK!", "hello"):
        await talk.says(words)
        talk.hears(asks("menu", "menu"))
    await talk.chooses("menu", "menu", "my_data")
    await talk.says("thanks")
    talk.hears(asks("menu", "menu"))
    assert talk.words(key("menu", "menu", "status")) in talk.labels
    await talk.ends()
