"""Whatever becomes of the staff group: requests go on coming in, are claimed from /queue, and who
coordinates learns what is wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.demo.bot_api import Group, Message, User
from bot.desk import acts
from bot.desk.lost import BACK, LOST, NO_ADMINISTRATOR
from bot.desk.room import NOT_CERTAIN
from bot.desk.warnings import LOST_HERE
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    asks,
    card_of,
    card_with,
    claim_label,
    claims,
    head_of,
    reads,
    replies,
    say,
    texts,
    volunteer,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
DAY = 24 * 3600


@pytest_asyncio.fixture(loop_scope="module")
async def boss(town: Brussels) -> User:
    """Somebody who coordinates, and has opened the private chat."""
    boss = await volunteer(town, "Bos")
    town.group.promote(boss, town.coordinator)
    boss.send_text("/desk")
    return boss


async def _lists(who: User, reference: str) -> Message:
    """The waiting list in the private chat, with a button to claim."""
    before = who.chat.last.message_id
    who.send_text("/queue")
    wanted = [claim_label(reference)]

    def shown(_chat: object) -> bool:
        return any(wanted in m.buttons for m in who.chat.bot_messages if m.message_id > before)

    await who.chat.wait_for(shown, 10)
    return next(m for m in reversed(who.chat.bot_messages) if wanted in m.buttons)


async def _claims_in_private(town: Brussels, who: User, reference: str) -> None:
    """Claim a ticket from /queue, and answer it."""
    town.loket.let_pass(90)  # nobody is known for certain any more, unless asked anew
    shown = await _lists(who, reference)
    answer = await who.press(shown, claim_label(reference)).answered()
    assert answer.text == say(acts.CLAIMED, reference=reference)


def _deletes_the_card(town: Brussels, reference: str) -> None:
    card = card_with(town.group, reference)
    assert card is not None
    town.coordinator.delete(card)


def _throws_the_bot_out(town: Brussels, _reference: str) -> None:
    town.group.remove_bot(town.coordinator)


def _takes_the_right_away(town: Brussels, _reference: str) -> None:
    town.group.demote(town.world.bot, town.coordinator)


def _closes_general(town: Brussels, _reference: str) -> None:
    town.group.become_forum().general_closed = True


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def _mended(town: Brussels) -> AsyncIterator[None]:
    """After each story the bot is back in the group, as an administrator, and knows it."""
    yield
    group: Group = town.group
    if not group.has(town.world.bot):
        group.add_bot(town.coordinator)
    group.promote(town.world.bot, town.coordinator)
    group.topics = None
    town.loket.let_pass(90)
    while (await town.loket.health()).json()["groups_lost"]:
        town.loket.let_pass(60)
        await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    "trouble",
    [_deletes_the_card, _throws_the_bot_out, _takes_the_right_away, _closes_general],
)
async def test_a_ticket_is_claimed_from_the_queue_whatever_became_of_the_group(
    town: Brussels, trouble: Callable[[Brussels, str], None]
) -> None:
    who, amal = await volunteer(town, "Que"), town.person("Amal")
    reference = await asks(town, amal)
    await card_of(town.group, reference)
    trouble(town, reference)
    second = await asks(town, town.person("Bilal"))
    await _claims_in_private(town, who, reference)
    await replies(who, "I take care of it", await head_of(who, reference, "en"))
    await reads(amal, "I take care of it")
    await _claims_in_private(town, who, second)


@pytest.mark.parametrize("lost", [_throws_the_bot_out, _closes_general])
async def test_who_coordinates_learns_once_that_the_group_is_lost_and_that_it_is_back(
    town: Brussels, boss: User, lost: Callable[[Brussels, str], None]
) -> None:
    who = await volunteer(town, "Kno")
    lost(town, "")
    references = [await asks(town, town.person(f"Person {n}")) for n in range(2)]
    await reads(boss, say(LOST))
    for _ in range(2):
        town.loket.let_pass(61)
        who.send_text("/desk")
        await reads(who, say(LOST_HERE), since=who.chat.last.message_id)
    assert texts(boss.chat.bot_messages).count(say(LOST)) == 1
    assert say(LOST) not in texts(who.chat.bot_messages)
    health = await town.loket.health()
    assert (health.status_code, health.json()["groups_lost"]) == (503, 1)

    if town.group.topics:
        town.group.topics.general_closed = False
    else:
        town.group.add_bot(town.coordinator)
        town.group.promote(town.world.bot, town.coordinator)
    town.loket.let_pass(61)
    await reads(boss, say(BACK))
    for reference in references:
        await card_of(town.group, reference)
    assert (await town.loket.health()).json()["groups_lost"] == 0
    who.send_text("/desk")
    await reads(who, "📋", since=who.chat.last.message_id)
    assert say(LOST_HERE) not in who.chat.last.text


async def test_who_coordinates_learns_that_the_bot_no_longer_sees_who_leaves(
    town: Brussels, boss: User
) -> None:
    _takes_the_right_away(town, "")
    await reads(boss, say(NO_ADMINISTRATOR))


async def test_a_day_after_the_group_was_lost_nobody_is_believed_to_belong_to_it(
    town: Brussels,
) -> None:
    who = await volunteer(town, "Day")
    _throws_the_bot_out(town, "")
    reference = await asks(town, town.person("Amal"))
    await _lists(who, reference)
    town.loket.let_pass(DAY + 60)
    who.send_text("/queue")
    who.send_text("who can hear me?")
    await reads(who, say(NOT_CERTAIN))


async def test_who_was_last_seen_in_the_group_long_before_it_was_lost_is_not_believed(
    town: Brussels,
) -> None:
    who = await volunteer(town, "Old")
    town.loket.let_pass(8 * DAY)
    _throws_the_bot_out(town, "")
    await asks(town, town.person("Amal"))
    who.send_text("/queue")
    who.send_text("who can hear me?")
    await reads(who, say(NOT_CERTAIN))


async def test_who_never_belonged_gets_nothing_while_the_group_is_lost(town: Brussels) -> None:
    reference = await asks(town, town.person("Amal"))
    await card_of(town.group, reference)
    former = await volunteer(town, "For")
    town.group.leave(former)
    await asyncio.sleep(0.2)
    _throws_the_bot_out(town, "")
    for stranger in (former, town.person("Stranger", "en")):
        stranger.send_text("/queue")
        await stranger.chat.wait_for(lambda chat: chat.last.from_bot, 10)
        assert reference not in texts(stranger.chat.bot_messages)


async def test_a_group_with_topics_gets_its_cards_in_general_and_is_heard_in_every_topic(
    town: Brussels,
) -> None:
    who = await volunteer(town, "Top")
    topic = town.group.open_topic("Night shift", town.coordinator)
    reference = await asks(town, town.person("Amal"))
    card = await card_of(town.group, reference)
    assert card.topic is None
    before = who.chat.last.message_id
    who.send_text("/queue", town.group, topic=topic)
    await reads(who, reference, since=before)
    town.group.close_topic(topic, town.coordinator)
    town.group.delete_topic(topic)
    assert (await claims(town, who, reference)).text == say(acts.CLAIMED, reference=reference)
    await card_of(town.group, reference, "Top")
