"""Commands and the words for them, in each language and from each state; and switching."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.demo.stories.labels import reference_in
from bot.reception.commands import TYPED
from bot.reception.hear import HELP
from bot.reception.language import CHOOSE
from bot.speech.keys import CONTINUE, globe
from bot.tickets.person import ANSWER
from tests.budget import LONG
from tests.e2e.conftest import Brussels
from tests.e2e.staff import CATALOGUES, endonym, opens, volunteer
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")
SLASHED = ("/start", "/menu", "/language", "/help", "/emergency", "/delete")


async def nowhere(talk: Talk) -> None:
    """Somebody who has never written."""


async def at_the_language(talk: Talk) -> None:
    await talk.says("/start")


async def before_consent(talk: Talk) -> None:
    await talk.picks_language()


async def in_the_menu(talk: Talk) -> None:
    await talk.begins()


async def in_a_flow(talk: Talk) -> None:
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    await talk.chooses("status", "paper", "annex_35")


async def at_a_review(talk: Talk) -> None:
    await talk.begins()
    await talk.chooses("menu", "menu", "other_help")
    await talk.says("a doctor")


async def a_helper_waits(talk: Talk) -> None:
    await at_a_review(talk)
    await talk.chooses("other_help", "review", "send")
    town, reference = talk.brussels, reference_in(talk.last.text)
    helper = await volunteer(town, "Dede")
    head = await opens(town, helper, reference)
    await talk.chooses("menu", "menu", "status")
    talk.sent += 1  # the helper's message, which nobody asked for
    helper.send_text("Come at nine.", reply_to=head)
    await town.world.wait_for(lambda: ANSWER.msgid[:1] in talk.user.chat.last.text)


STATES = (
    nowhere,
    at_the_language,
    before_consent,
    in_the_menu,
    in_a_flow,
    at_a_review,
    a_helper_waits,
)
State = Callable[[Talk], Awaitable[None]]


async def test_commands_work_in_every_state(town: Brussels) -> None:
    """From each state each command, and words for it in two other languages than one's own: each
    state in one of two languages, all in both in `make soak`.
    """
    states = [state for state in STATES if state is not a_helper_waits]
    pairs = [(state, code) for state in states for code in ("en", "ar")]
    chosen = pairs if LONG else [pairs[2 * n + n % 2] for n in range(len(states))]
    await asyncio.gather(*(_obeys(town, *pair) for pair in chosen))


async def test_commands_work_while_a_helper_waits(town: Brussels) -> None:
    await _obeys(town, a_helper_waits, "en")


async def _obeys(town: Brussels, state: State, language: str) -> None:
    talk = Talk(town, town.person(language=language), language)
    await state(talk)
    for command in SLASHED:
        await talk.says(command)
        _follows(talk, command.removeprefix("/"), state)
    for command, text in TYPED.items():
        for code in ("fr", "ar") if language == "en" else ("en", "nl"):
            await talk.says(CATALOGUES.say(text, code).split("|")[0])
            _follows(talk, command, state)
    await talk.ends()


def _follows(talk: Talk, command: str, state: State) -> None:
    """What a command leads to."""
    home = asks("menu", "menu")
    if state is before_consent:
        home = asks("welcome", "intro")
    elif state in (nowhere, at_the_language):
        home = CHOOSE
    match command:
        case "start" | "menu":
            talk.hears(home)
        case "help":
            talk.hears(HELP, home)
        case "language":
            talk.hears(CHOOSE)
            assert {endonym(code) for code in CATALOGUES.codes} <= set(talk.labels)
        case "emergency":
            talk.hears(asks("emergency", "what"))
        case _:
            talk.hears(asks("erase", "sure"))


async def test_a_switch_keeps_the_place_and_asks_again_in_the_new_language(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"), "en")
    await in_a_flow(talk)
    old = talk.words(asks("status", "procedure_language"))
    assert old in talk.last.text
    for code, key in (("ar", globe(CATALOGUES, "en")), ("fr", "/language"), ("en", "langue")):
        await talk.says(key)
        talk.hears(CHOOSE)
        talk.code = code
        await talk.taps(endonym(code))
        talk.hears(asks("status", "procedure_language"))
    await talk.chooses("status", "procedure_language", "fr")
    talk.hears(asks("status", "letter"))
    await talk.ends()


async def test_an_old_label_counts_until_the_question_was_asked_again(town: Brussels) -> None:
    """A helper's language, or a coordinator, may have changed it: here only its number counts,
    its own words in the new language, and those of the language in which it was asked.
    """
    talk = Talk(town, town.person(language="en"), "en")
    await in_a_flow(talk)
    await talk.says("/language")
    talk.code = "ar"
    await talk.taps(endonym("ar"))
    await talk.chooses("status", "procedure_language", "nl")
    talk.hears(asks("status", "letter"))
    await talk.says("٢")
    talk.hears(asks("status", "lawyer"))
    await talk.ends()


async def test_words_at_the_language_question_are_not_lost(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"), "en")
    await talk.begins()
    await talk.says("/language")
    await talk.says("my landlord threw me out")
    talk.hears(CHOOSE)
    await talk.taps(endonym("en"))
    talk.hears(asks("pass_on", "to_a_helper"))
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.words == ["my landlord threw me out"]
    await talk.ends()


async def test_a_helpers_answer_pauses_the_flow_and_continue_resumes_it(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"), "en")
    await a_helper_waits(talk)
    await talk.says("2")
    assert "Added" in talk.last.text
    await talk.taps(CONTINUE)
    talk.hears(asks("status", "paper"))
    await talk.says(CONTINUE)
    talk.hears(asks("status", "paper"))
    await talk.says("2")
    talk.hears(asks("status", "procedure_language"))
    await talk.ends()
