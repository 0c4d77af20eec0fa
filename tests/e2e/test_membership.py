"""Who belongs to the team: who leaves reads no more, who is not known for certain may nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.bot_api import ApiError, MovableClock, User, World, serve
from bot.desk import acts
from bot.desk.room import COULD_NOT, NOT_CERTAIN, NOT_STAFF
from tests.e2e.conftest import Brussels
from tests.e2e.installation import Installation
from tests.e2e.staff import (
    asks,
    card_of,
    claim_label,
    claims,
    opens,
    reads,
    replies,
    say,
    texts,
    volunteer,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _offered(town: Brussels, reference: str) -> None:
    """Wait until anybody may claim a ticket."""
    wanted = [claim_label(reference)]
    await town.group.wait_for(lambda chat: any(wanted in m.buttons for m in chat.bot_messages), 10)


async def test_who_leaves_gives_the_tickets_back_and_reads_no_more(town: Brussels) -> None:
    who, other = await volunteer(town, "Lea"), await volunteer(town, "Sta")
    amal, closed_amal = town.person("Amal", "en"), town.person("Closed", "en")
    reference, closed = await asks(town, amal), await asks(town, closed_amal)
    closed_head = await opens(town, who, closed)
    await who.press(closed_head, closed_head.buttons[0][1]).answered()
    head = await opens(town, who, reference)
    amal.send_text("words of Amal")
    words = await reads(who, "words of Amal")
    await replies(who, "an answer", words)
    await reads(amal, "an answer")
    town.loket.let_pass(20)
    token = str(head.button(head.buttons[0][1])["callback_data"])
    town.group.leave(who)
    await town.world.wait_for(lambda: head.deleted and words.deleted and closed_head.deleted, 10)
    await _offered(town, reference)
    assert (await who.press_data(head, token).answered()).text == say(NOT_STAFF)
    who.send_text("am I still there?", reply_to=who.chat.shown[0])
    town.loket.let_pass(20)
    await opens(town, other, reference)
    await reads(other, "an answer")
    amal.send_text("more")
    await reads(other, "more")
    closed_amal.send_text("and once more")
    assert "still there" not in texts(amal.chat.bot_messages)
    assert "more" not in texts(who.chat.bot_messages)


async def test_who_comes_back_may_claim_again(town: Brussels) -> None:
    who, reference = await volunteer(town, "Bac"), await asks(town, town.person("Amal"))
    town.group.leave(who)
    assert (await claims(town, who, reference)).text == say(NOT_STAFF)
    town.group.join(who)
    assert (await claims(town, who, reference)).text == say(acts.CLAIMED, reference=reference)


async def test_who_is_not_known_for_certain_may_nothing_and_is_told(town: Brussels) -> None:
    who, reference = await volunteer(town, "Unk"), await asks(town, town.person("Amal"))
    town.loket.let_pass(90)
    down = ApiError(502, "Bad Gateway")
    town.world.fail_next("getChatMember", down)
    answer = await claims(town, who, reference)
    assert (answer.text, answer.alert) == (say(COULD_NOT), True)
    town.world.fail_next("getChatMember", down)
    who.send_text("does anybody hear?")
    await reads(who, say(NOT_CERTAIN))
    assert (await claims(town, who, reference)).text == say(acts.CLAIMED, reference=reference)


async def test_who_left_unnoticed_is_noticed_before_it_counts(town: Brussels) -> None:
    town.group.demote(town.world.bot, town.coordinator)
    try:
        who, reference = await volunteer(town, "Sil"), await asks(town, town.person("Amal"))
        head = await opens(town, who, reference)
        town.group.set_status(who, "left", by=who)
        town.loket.let_pass(90)
        gone = await who.press(head, head.buttons[0][1]).answered()
        assert gone.text == say(NOT_STAFF)
        await town.world.wait_for(lambda: head.deleted, 10)
        await _offered(town, reference)
    finally:
        town.group.promote(town.world.bot, town.coordinator)


async def test_a_coordinator_takes_a_ticket_back_for_others(town: Brussels) -> None:
    who, boss = await volunteer(town, "Own"), await volunteer(town, "Bos")
    town.group.promote(boss, town.coordinator)
    reference = await asks(town, town.person("Amal"))
    head = await opens(town, who, reference)
    boss.send_text(f"/release {reference}")
    await reads(boss, say(acts.RELEASED, reference=reference))
    await reads(who, say(acts.CHANGED_OWNER, reference=reference))
    await town.world.wait_for(lambda: head.deleted)
    await _offered(town, reference)


async def test_a_card_that_was_deleted_is_posted_again(town: Brussels) -> None:
    who, reference = await volunteer(town, "Del"), await asks(town, town.person("Amal"))
    card = await card_of(town.group, reference)
    data = str(card.button(claim_label(reference))["callback_data"])
    town.coordinator.delete(card)
    answer = await who.press_data(card, data).answered()
    assert answer.text == say(acts.CLAIMED, reference=reference)
    again = await card_of(town.group, reference, "Del")
    assert again is not card


async def test_a_group_that_becomes_a_supergroup(tmp_path: Path) -> None:
    world = World(clock=MovableClock())
    boss = world.create_user("Carla")
    group = world.create_group("Legal help", boss, bot="administrator")
    async with serve(world) as api:
        loket = Installation(tmp_path, world, api, group.chat_id)
        await loket.start()
        village = Brussels(world, group, boss, boss, boss, loket)
        who = await volunteer(village, "Mig")
        first, second = [await asks(village, village.person(n)) for n in ("Amal", "Bilal")]
        old = await card_of(group, first)
        data = str(old.button(claim_label(first))["callback_data"])
        await opens(village, who, second)
        loket.let_pass(60)
        village.group = group.migrate(boss)
        assert await card_of(village.group, second, "Mig")
        harmless = await who.press_data(old, data).answered()
        assert first in harmless.text
        await card_of(village.group, first, "Mig")
        loket.let_pass(60)
        third = await asks(village, village.person("Chadi"))
        assert (await claims(village, who, third)).text == say(acts.CLAIMED, reference=third)
        await _leaves(village, who, third)
        await loket.stop()
        assert "Traceback" not in loket.log.read_text()


async def _leaves(town: Brussels, who: User, reference: str) -> None:
    """Whoever leaves the new group loses the tickets as well."""
    town.group.leave(who)
    await _offered(town, reference)
