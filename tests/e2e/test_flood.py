"""Somebody writes a thousand messages: one polite line, nothing dropped, nobody else slower."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from bot.demo.bot_api import User
from bot.demo.bot_api.chats import Chat
from bot.demo.stories.labels import key, reference_in
from bot.engine import Text
from bot.reception.crowd import MANY
from bot.reception.found import FOUND, SEND_ANYWAY
from bot.reception.words import CANNOT_READ
from bot.store.tables import Held, Inbox, Outbox
from bot.tickets.owner import MANY_WORDS
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import (
    card_of,
    has_ticket,
    opens,
    reads,
    replies,
    say,
    taps,
    texts,
    volunteer,
)
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")
THOUSAND = 1000


def _writes(user: User, count: int, each: str = "message number ") -> list[str]:
    words = [f"{each}{n}" for n in range(count)]
    for text in words:
        user.send_text(text)
    return words


async def test_a_thousand_messages_get_one_line_and_emergency_help_at_once(
    town: Brussels,
) -> None:
    talk, other = (Talk(town, town.person(language="en")) for _ in range(2))
    await asyncio.gather(talk.begins(), other.begins())
    before = len(talk.user.chat.bot_messages)
    words = _writes(talk.user, THOUSAND)
    talk.user.send_text("/emergency")
    began = time.monotonic()
    waits = []
    while "112" not in talk.user.chat.bot_messages[-1].text:
        asked = time.monotonic()
        await other.says("/menu")
        waits.append(time.monotonic() - asked)
        assert time.monotonic() - began < 30
    assert sorted(waits)[len(waits) // 2] < 2
    got = talk.user.chat.bot_messages[before:]
    assert [say(MANY) in message.text for message in got] == [True, False]
    assert not any(m.bot_reaction for m in talk.user.chat.shown)

    talk.user.send_text("/menu")
    town.loket.let_pass(5)
    await _asked_whose_they_are(town, talk.user)
    reference = reference_in(talk.user.chat.last.text)
    assert ticket(town.loket, reference).words == [*words, "and one more"]
    who = await volunteer(town, "Flo")
    await card_of(town.group, reference)
    await opens(town, who, reference)
    town.loket.let_pass(20)
    await reads(who, words[-1])
    assert len([m for m in who.chat.bot_messages if "message number" in m.text]) < 10
    assert town.world.flood.refusals == 0


async def _asked_whose_they_are(town: Brussels, user: User) -> None:
    """Write once more, a minute later: the question comes again, and all of it is handed over."""
    town.loket.let_pass(61)
    user.send_text("and one more")
    # Whether some answer seems to fit them or not.
    await user.chat.wait_for(lambda chat: any(_to_a_helper(chat)), 10)
    await taps(town, user, next(_to_a_helper(user.chat)))
    await user.chat.wait_for(lambda chat: reference_in(chat.last.text), 10)


def _to_a_helper(chat: Chat) -> Iterator[str]:
    """The key that hands words over, of those that stand there."""
    wanted = {say(key("pass_on", "to_a_helper", "yes")), say(SEND_ANYWAY)}
    return (label for row in chat.keyboard for label in row if label in wanted)


@pytest.mark.parametrize(
    ("each", "question", "to_a_helper"),
    [
        # Letters that are nobody's words; and a word that some answer is about.
        ("xqz", asks("pass_on", "to_a_helper"), key("pass_on", "to_a_helper", "yes")),
        ("avocat ", FOUND, SEND_ANYWAY),
    ],
)
async def test_who_taps_after_a_flood_is_answered_and_all_of_it_goes_to_a_helper(
    town: Brussels, each: str, question: Text, to_a_helper: Text
) -> None:
    talk = Talk(town, town.person(language="fr"), "fr")
    await talk.begins()
    town.loket.let_pass(10)
    words = _writes(talk.user, 120, each)
    line = await reads(talk.user, say(MANY, "fr"))
    assert say(question, "fr") in line.text
    await taps(town, talk.user, say(to_a_helper, "fr"))
    await talk.user.chat.wait_for(lambda chat: reference_in(chat.last.text), 10)
    kept = ticket(town.loket, reference_in(talk.user.chat.last.text))
    assert kept.words == words
    assert texts(talk.user.chat.bot_messages).count(say(MANY, "fr")) == 1
    assert rows(town.loket, Held, Held.waiting_for == "decision") == []


async def test_a_helper_is_told_once_and_hears_the_others_as_ever(town: Brussels) -> None:
    who = await volunteer(town, "Hel")
    amal, reference, _ = await has_ticket(town, who)
    bilal, _, _ = await has_ticket(town, who)
    town.loket.let_pass(20)
    words = _writes(amal, 150)
    bilal.send_text("a word of Bilal")
    await reads(who, "a word of Bilal")
    told = await reads(who, say(MANY_WORDS, reference=reference))
    while rows(town.loket, Inbox, Inbox.state == "waiting"):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    assert ticket(town.loket, reference).words == words
    assert texts(who.chat.bot_messages).count(say(MANY_WORDS, reference=reference)) == 1
    assert not any(m.text.endswith(words[-1]) for m in who.chat.bot_messages)
    await replies(who, "I read it all", told)
    await reads(amal, "I read it all")
    town.loket.let_pass(61)
    amal.send_text("thank you for reading")
    await reads(who, "thank you for reading")


@pytest.mark.parametrize(
    ("command", "answer"), [("/start", "menu"), ("/help", "menu"), ("🌐", ""), ("/delete", "erase")]
)
async def test_who_presses_the_same_hundreds_of_times_gets_it_a_few_times_and_one_line(
    town: Brussels, command: str, answer: str
) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    town.loket.let_pass(70)
    before = len(talk.user.chat.bot_messages)
    for _ in range(300):
        talk.user.send_text(command)
    await _all_decided(town)
    got = [message.text for message in talk.user.chat.bot_messages[before:]]
    assert sum(say(MANY) in text for text in got) == 1
    # Those that are decided before there are so many that it is a crowd are answered as ever.
    assert len(got) <= 4
    talk.user.send_text("/emergency")
    await reads(talk.user, "112")
    assert town.world.flood.refusals == 0


async def test_hundreds_of_stickers_get_one_line_and_no_helper_gets_them(town: Brussels) -> None:
    talk = Talk(town, town.person(language="fr"), "fr")
    await talk.begins()
    town.loket.let_pass(70)
    before = len(talk.user.chat.bot_messages)
    for _ in range(200):
        talk.user.send_sticker()
    await _all_decided(town)
    got = [message.text for message in talk.user.chat.bot_messages[before:]]
    assert sum(say(CANNOT_READ, "fr") in text for text in got) == len(got) <= 4
    assert rows(town.loket, Held, Held.waiting_for == "decision") == []


async def _all_decided(town: Brussels) -> None:
    """Wait until nothing waits to be fetched, decided or sent."""
    await town.world.wait_for(lambda: not town.world.updates.waiting, 30)
    async with asyncio.timeout(30):
        while rows(town.loket, Inbox, Inbox.state == "waiting"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        while rows(town.loket, Outbox, Outbox.state.in_(("queued", "sending"))):
            town.loket.let_pass(1)
            await asyncio.sleep(0.05)
