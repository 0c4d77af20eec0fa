"""Somebody writes a thousand messages: one polite line, nothing dropped, nobody else slower."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.demo.bot_api import User
from bot.demo.stories.labels import key, reference_in
from bot.reception.crowd import MANY
from bot.store.tables import Inbox
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


def _writes(user: User, count: int) -> list[str]:
    words = [f"message number {n}" for n in range(count)]
    for each in words:
        user.send_text(each)
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
    await taps(town, user, say(key("pass_on", "to_a_helper", "yes")))
    await user.chat.wait_for(lambda chat: reference_in(chat.last.text), 10)


async def test_who_taps_after_a_flood_is_answered_and_all_of_it_goes_to_a_helper(
    town: Brussels,
) -> None:
    talk = Talk(town, town.person(language="fr"), "fr")
    await talk.begins()
    town.loket.let_pass(10)
    words = _writes(talk.user, 120)
    line = await reads(talk.user, say(MANY, "fr"))
    assert say(asks("pass_on", "to_a_helper"), "fr") in line.text
    await taps(town, talk.user, say(key("pass_on", "to_a_helper", "yes"), "fr"))
    await talk.user.chat.wait_for(lambda chat: reference_in(chat.last.text), 10)
    kept = ticket(town.loket, reference_in(talk.user.chat.last.text))
    assert kept.words == words
    assert texts(talk.user.chat.bot_messages).count(say(MANY, "fr")) == 1


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
