"""What became of an answer is shown on the volunteer's own message, and one chat's trouble is
nobody else's.
"""

from __future__ import annotations

import pytest

from bot.demo.bot_api import ApiError, User
from bot.desk.delivery import BLOCKED, FAILED
from bot.desk.warnings import NOT_ARRIVED
from tests.e2e.conftest import Brussels
from tests.e2e.staff import has_ticket, reads, replies, say, texts, volunteer

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_who_blocks_gets_the_answer_when_they_come_back(town: Brussels) -> None:
    who = await volunteer(town, "Ben")
    amal, reference, head = await has_ticket(town, who)
    amal.block()
    sent = [await replies(who, f"answer {n}", head) for n in range(2)]
    told = await reads(who, say(BLOCKED, reference=reference))
    assert told.reply_to is sent[0]
    await town.world.wait_for(lambda: texts(who.chat.bot_messages).count("❗") == 2)
    assert [m.bot_reaction for m in sent] == [None, None]
    town.loket.let_pass(60)
    amal.unblock()
    await reads(amal, "answer 1")
    await town.world.wait_for(lambda: [m.bot_reaction for m in sent] == ["👍", "👍"])
    got = [m.text[-8:] for m in amal.chat.bot_messages if "answer" in m.text]
    assert got == ["answer 0", "answer 1"]


async def test_who_is_gone_is_told_to_the_volunteer(town: Brussels) -> None:
    who = await volunteer(town, "Dan")
    amal, reference, head = await has_ticket(town, who)
    amal.deactivate()
    sent = await replies(who, "hello?", head)
    told = await reads(who, say(FAILED, reference=reference))
    assert told.reply_to is sent
    assert sent.bot_reaction is None


async def test_what_cannot_ever_be_sent_is_shown_as_failed(town: Brussels) -> None:
    who = await volunteer(town, "Rej")
    amal, reference, head = await has_ticket(town, who)
    town.loket.let_pass(10)
    town.world.fail_next("sendMessage", ApiError(400, "Bad Request: MESSAGE_TOO_STRANGE"))
    await replies(who, "strange", head)
    await reads(who, say(FAILED, reference=reference))
    await replies(who, "plain", head)
    await reads(amal, "plain")


async def test_who_coordinates_sees_for_a_week_what_did_not_arrive_and_others_do_not(
    town: Brussels,
) -> None:
    who, boss = await volunteer(town, "Wee"), await volunteer(town, "Bos")
    town.group.promote(boss, town.coordinator)
    amal, reference, head = await has_ticket(town, who)
    assert reference not in await _desk(boss)
    amal.deactivate()
    await replies(who, "are you there?", head)
    await reads(who, say(FAILED, reference=reference))
    shown = await _desk(boss)
    assert reference in shown
    assert say(NOT_ARRIVED, n="\ue000").partition("\ue000")[0] in shown
    assert "❗" not in await _desk(who)
    town.loket.let_pass(7 * 24 * 3600)
    assert "❗" not in await _desk(boss)


async def _desk(who: User) -> str:
    """What /desk shows."""
    before = who.chat.last.message_id
    who.send_text("/desk")
    return (await reads(who, "📋", since=before)).text
