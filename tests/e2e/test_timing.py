"""Taps that come too early, bursts, and how soon the first answer comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.demo.bot_api import Cut, User, When
from bot.demo.stories.labels import key, reference_in
from bot.speech.keys import BACK
from tests.e2e.asking import at
from tests.e2e.conftest import Brussels
from tests.e2e.kept import ticket
from tests.e2e.staff import endonym
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")
SLOW = 0.3
"""Seconds that each call to Telegram takes."""


async def quiet(talk: Talk) -> None:
    """Wait until all that was committed has been sent."""
    before = -1
    while before != (before := len(talk.user.chat.shown)):
        await asyncio.sleep(SLOW)
        talk.brussels.loket.let_pass(2)


async def with_answers(talk: Talk, *labels: str) -> list[str]:
    """Send some messages at once; what the bot wrote to them."""
    await asyncio.sleep(SLOW)
    before = len(talk.user.chat.bot_messages)
    for label in labels:
        talk.user.send_text(label)
    await talk.user.chat.wait_for(lambda chat: len(chat.bot_messages) > before, 10)
    await quiet(talk)
    answers = [m.text for m in talk.user.chat.bot_messages[before:]]
    talk.sent += len(answers)
    return answers


@pytest_asyncio.fixture(loop_scope="module")
async def talk(town: Brussels) -> AsyncIterator[Talk]:
    """Somebody in the menu, over a slow network."""
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    town.world.delay = SLOW
    yield talk
    town.world.delay = 0


async def test_a_double_tap_is_one_answer(talk: Talk) -> None:
    status = talk.words(key("menu", "menu", "status"))
    answers = await with_answers(talk, status, status)
    assert len(answers) == 1
    assert talk.words(asks("status", "paper")) in answers[0]
    none = talk.words(key("status", "paper", "none"))
    assert len(await with_answers(talk, none, none, none)) == 1
    no = talk.words(key("status", "letter", "no"))
    answers = await with_answers(talk, no, no)
    assert len(answers) == 1
    assert talk.words(asks("status", "lawyer")) in answers[0]


async def test_a_tap_before_the_next_question_is_read_answers_nothing(talk: Talk) -> None:
    """Each was meant for the keyboard that was still shown."""
    status, questions = (talk.words(key("menu", "menu", k)) for k in ("status", "questions"))
    answers = await with_answers(talk, status, questions, "2", "٣")
    assert len(answers) == 1
    assert talk.words(asks("status", "paper")) in answers[0]


async def test_sending_twice_makes_one_ticket_and_adds_nothing(talk: Talk) -> None:
    await with_answers(talk, talk.words(key("menu", "menu", "other_help")))
    await with_answers(talk, "a doctor")
    send = talk.words(key("other_help", "review", "send"))
    (answer,) = await with_answers(talk, send, send, send)
    reference = reference_in(answer)
    assert ticket(talk.brussels.loket, reference).words == ["a doctor"]


async def test_a_double_tap_on_back_goes_back_once(talk: Talk) -> None:
    for label in (key("menu", "menu", "status"), key("status", "paper", "none")):
        await with_answers(talk, talk.words(label))
    await with_answers(talk, talk.words(key("status", "letter", "no")))
    back = talk.words(BACK)
    (answer,) = await with_answers(talk, back, back)
    assert talk.words(asks("status", "letter")) in answer


async def test_a_burst_of_five_bubbles_is_one_answer_with_one_reply(talk: Talk) -> None:
    await with_answers(talk, talk.words(key("menu", "menu", "other_help")))
    bubbles = ["I need", "a doctor", "for my", "son", "who is four"]
    answers = await with_answers(talk, *bubbles)
    assert len(answers) == 1
    chat = talk.user.chat
    first, *others = (next(m for m in chat.shown if m.text == words) for words in bubbles)
    await chat.wait_for(lambda _: all(m.bot_reaction == "👍" for m in others))
    assert first.bot_reaction is None
    (answer,) = await with_answers(talk, talk.words(key("other_help", "review", "send")))
    assert ticket(talk.brussels.loket, reference_in(answer)).words == bubbles


async def test_a_burst_in_the_menu_gets_one_question(talk: Talk) -> None:
    # "A doctor" is also what a key of another question says.
    bubbles = ["Please", "my wife", "is ill", "a doctor", "we are at", "Gare du Nord"]
    answers = await with_answers(talk, *bubbles)
    assert len(answers) == 1
    (answer,) = await with_answers(talk, talk.words(key("pass_on", "to_a_helper", "yes")))
    assert ticket(talk.brussels.loket, reference_in(answer)).words == bubbles


async def test_a_number_before_the_languages_can_be_read_chooses_none(talk: Talk) -> None:
    other = Talk(talk.brussels, talk.brussels.person(language="en"))
    answers = await with_answers(other, "/start", "1")
    assert len(answers) == 1
    assert endonym("en") in other.labels


async def test_words_between_two_copies_of_their_question_are_kept_whatever_is_tapped_then(
    town: Brussels,
) -> None:
    user = town.person(language="en")
    talk = Talk(town, user)
    await talk.begins()
    await at(talk, "address")
    town.world.faults.plan(When("sendMessage", chat=user.user_id), Cut(after=True))
    user.tap(talk.words(key("status", "address", "none")))
    question = talk.words(asks("status", "words"))
    await user.chat.wait_for(lambda chat: question in chat.bot_messages[-1].text, 10)
    user.send_text("my sister is in Antwerp")
    await asyncio.sleep(0.3)
    town.loket.let_pass(6)
    await user.chat.wait_for(lambda _: copies(user, question) == 2, 10)
    user.tap(talk.words(key("status", "words", "skipped")))
    town.loket.let_pass(3)
    send = talk.words(key("status", "review", "send"))
    await user.chat.wait_for(lambda chat: [send] in user.chat.keyboard, 10)
    user.tap(send)
    town.loket.let_pass(3)
    await user.chat.wait_for(lambda chat: reference_in(chat.bot_messages[-1].text), 10)
    reference = reference_in(user.chat.bot_messages[-1].text)
    assert ticket(town.loket, reference).words == ["my sister is in Antwerp"]


def copies(user: User, text: str) -> int:
    return sum(text in message.text for message in user.chat.bot_messages)
