"""What a person writes after an answer, or after the end: it finds its helper."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import User
from bot.desk import acts
from bot.speech.keys import CONTINUE
from bot.tickets.owner import NEW_WORDS
from bot.tickets.person import CLOSED
from flows.welcome import may_we
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    asks,
    calls,
    has_ticket,
    label,
    opens,
    reads,
    replies,
    say,
    taps,
    texts,
    volunteer,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_persons_words_go_back_to_the_owner_and_to_the_right_ticket(
    town: Brussels,
) -> None:
    who, other = await volunteer(town, "Re"), await volunteer(town, "Ply")
    amal, first, head = await has_ticket(town, who)
    await replies(who, "what is on the paper?", head)
    older = await reads(amal, "what is on the paper?")
    town.loket.let_pass(5)
    second = await calls(town, amal, "en")
    other_head = await opens(town, other, second)
    await replies(other, "where are you?", other_head)
    await reads(amal, "where are you?")
    town.loket.let_pass(5)
    amal.send_text("at the station")
    new = await reads(other, "at the station")
    assert new.text.startswith(say(NEW_WORDS, reference=second))
    amal.send_text("a stamp", reply_to=older)
    new = await reads(who, "a stamp")
    assert new.text.startswith(say(NEW_WORDS, reference=first))
    assert "station" not in texts(who.chat.bot_messages)
    assert "stamp" not in texts(other.chat.bot_messages)


async def test_after_close_thanks_do_not_bring_it_back_and_words_do(town: Brussels) -> None:
    who = await volunteer(town, "Clo")
    amal, reference, head = await has_ticket(town, who)
    await replies(who, "all done", head)
    await reads(amal, "all done")
    town.loket.let_pass(5)
    closed = await who.press(head, head.buttons[0][1]).answered()
    assert closed.text == say(acts.CLOSED, reference=reference)
    await reads(amal, say(CLOSED, reference=reference))
    amal.send_text("Thank you very much")
    await reads(who, "Thank you very much")
    assert await _states(town, who) == 0
    town.loket.let_pass(5)
    amal.send_text("one more thing")
    await reads(who, "one more thing")
    assert await _states(town, who) == 1


async def _states(town: Brussels, who: User) -> int:
    """How many tickets the volunteer has that are not closed, as the board says."""
    town.loket.let_pass(5)
    since = who.send_text("/mine").message_id
    board = await reads(who, "📋", since=since)
    return int(board.text.partition(" yours")[0].split()[-1])


async def test_who_hears_of_a_close_in_the_middle_of_a_flow_goes_on_with_it(
    town: Brussels,
) -> None:
    who, amal = await volunteer(town, "Con"), town.person("Amal", "en")
    reference = await asks(town, amal)
    head = await opens(town, who, reference)
    await who.press(head, head.buttons[0][1]).answered()
    await reads(amal, say(CLOSED, reference=reference))
    await taps(town, amal, say(CONTINUE))
    await taps(town, amal, label("welcome", "intro", "go_on", "en"))
    await reads(amal, say(may_we))
    assert say(CONTINUE) not in texts(who.chat.bot_messages)
