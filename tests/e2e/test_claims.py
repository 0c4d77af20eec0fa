"""Claims: of any number exactly one wins, and nobody gets a ticket who may not have it."""

from __future__ import annotations

import asyncio
import base64
import os
from uuid import uuid4

import pytest

from bot.demo.bot_api import User
from bot.desk import acts, presses
from bot.desk.room import ANONYMOUS, NOT_STAFF
from tests.e2e.conftest import Brussels, mostly_on
from tests.e2e.staff import (
    asks,
    card_of,
    claim_label,
    claims,
    head_of,
    label,
    opens,
    reads,
    say,
    taps,
    texts,
    volunteer,
)

pytestmark = [pytest.mark.asyncio(loop_scope="module"), mostly_on("postgresql")]


async def test_of_eight_who_press_at_once_one_wins_and_the_others_learn_who(
    town: Brussels,
) -> None:
    team = [
        await volunteer(town, name) for name in ("Al", "Bo", "Cy", "Di", "Ed", "Fe", "Gi", "Ha")
    ]
    reference = await asks(town, town.person("Amal"), "ar")
    card = await card_of(town.group, reference)
    pressed = [who.press(card, claim_label(reference)) for who in team]
    answers = await asyncio.gather(*(press.answered() for press in pressed))
    won = say(acts.CLAIMED, reference=reference)
    winners = [who for who, a in zip(team, answers, strict=True) if a.text == won]
    assert len(winners) == 1
    taken = say(acts.TAKEN, name=winners[0].first_name, reference=reference)
    losers = [each for each in answers if each.text == taken and each.alert]
    assert len(losers) == 7
    assert await card_of(town.group, reference, winners[0].first_name) is card
    assert card.buttons == []
    await head_of(winners[0], reference, "en")
    assert [who for who in team if reference in texts(who.chat.bot_messages)] == winners


async def test_whoever_never_started_the_bot_gets_a_link_and_the_ticket_after_it(
    town: Brussels,
) -> None:
    reference = await asks(town, town.person("Amal"))
    new = await volunteer(town, "Nel", started=False)
    answer = await claims(town, new, reference)
    assert answer.text == say(acts.START_ME, reference=reference)
    assert answer.url == f"https://t.me/{town.world.bot.username}?start=desk"
    assert new.chat.shown == []
    new.send_text("/start desk")
    await head_of(new, reference, "en")
    await reads(new, "📋")
    assert len([m for m in new.chat.bot_messages if reference in m.text]) == 1


async def test_pressing_twice_changes_nothing(town: Brussels) -> None:
    reference, who = await asks(town, town.person("Amal")), await volunteer(town, "Tom")
    card = await card_of(town.group, reference)
    first = who.press(card, claim_label(reference))
    second = who.press(card, claim_label(reference))
    assert (await first.answered()).text == say(acts.CLAIMED, reference=reference)
    assert (await second.answered()).text == say(acts.ALREADY_YOURS, reference=reference)
    who.send_text("/desk")
    await reads(who, "📋")
    assert len([m for m in who.chat.bot_messages if m.text.startswith("🎫")]) == 1


async def test_strangers_leavers_and_nameless_administrators_get_nothing(town: Brussels) -> None:
    group, reference = town.group, await asks(town, town.person("Amal"))
    card = await card_of(group, reference)
    data = str(card.button(claim_label(reference))["callback_data"])
    stranger = town.world.create_user("Sly", language_code="nl")
    refused = await stranger.press(card, data).answered()
    assert (refused.text, refused.alert) == (say(NOT_STAFF, "nl"), True)
    gone = await volunteer(town, "Gone")
    group.leave(gone)
    assert (await gone.press(card, data).answered()).text == say(NOT_STAFF)
    nobody = town.world.create_user("Group", user_id=1087968824)
    assert (await nobody.press(card, data).answered()).text == say(ANONYMOUS)
    town.coordinator.send_text(f"/claim {reference}", group, anonymous=True)
    assert (await claims(town, await volunteer(town, "Vic"), reference)).text == say(
        acts.CLAIMED, reference=reference
    )


async def test_forged_tokens_are_answered_and_do_nothing(town: Brussels) -> None:
    who, reference = await volunteer(town, "Fay"), await asks(town, town.person("Amal"))
    card = await card_of(town.group, reference)
    token = str(card.button(claim_label(reference))["callback_data"])
    unknown = base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
    forged = [
        "claim", "claim:", ":", "claim:é", "claim:AAAA", f"claim:{unknown}", f"read:{unknown}",
        f"send:{unknown}:{unknown}", f"discard:{unknown}", "send:", "language:xx", "board:xx",
        "x" * 64, token[:-3], token.replace("claim", "read"), token.replace("claim", "close"),
        token.replace("claim", "release"), token.replace("claim", "send"), token.upper(),
        os.urandom(24).hex(), "claim:\x00", "🎫" * 16,
    ]  # fmt: skip
    pressed = [who.press_data(card, data) for data in forged]
    answers = await asyncio.gather(*(press.answered(within=15) for press in pressed))
    said = {answer.text for answer in answers}
    assert {say(presses.GONE), say(presses.OLD_BUTTON)} <= said
    assert not any(reference in m.text for m in who.chat.bot_messages)
    assert claim_label(reference) in card.buttons[0]


async def test_the_card_of_somebody_erased_gives_nothing(town: Brussels) -> None:
    person, who = town.person("Amal"), await volunteer(town, "Wim")
    reference = await asks(town, person)
    card = await card_of(town.group, reference)
    token = str(card.button(claim_label(reference))["callback_data"])
    person.send_text("/delete")
    await taps(town, person, label("erase", "sure", "yes", "en"))
    await town.group.wait_for(lambda _chat: card.buttons == [], 10)
    assert reference not in card.text
    assert (await who.press_data(card, token).answered()).text == say(presses.GONE)


async def test_who_releases_reads_no_more_and_another_may_claim(town: Brussels) -> None:
    first, second = await volunteer(town, "One"), await volunteer(town, "Two")
    reference = await asks(town, town.person("Amal"))
    head = await opens(town, first, reference)
    release, close = head.buttons[0]
    data = str(head.button(close)["callback_data"])
    answer = await first.press(head, release).answered()
    assert answer.text == say(acts.RELEASED, reference=reference)
    late = await first.press_data(head, data).answered()
    assert late.text == say(acts.NOT_YOURS, reference=reference)
    await town.world.wait_for(lambda: head.deleted)
    assert (await _claim_again(town, second, reference)) == say(acts.CLAIMED, reference=reference)


async def test_what_was_released_unread_is_never_shown(town: Brussels) -> None:
    new, reference = (
        await volunteer(town, "New", started=False),
        await asks(town, town.person("Amal")),
    )
    await claims(town, new, reference)
    town.coordinator.chat.started = True
    town.coordinator.send_text(f"/release {reference}", town.group)
    await reads(town.coordinator, say(acts.RELEASED, reference=reference))
    new.send_text("/start desk")
    await reads(new, "📋")
    assert not any(m.text.startswith("🎫") for m in new.chat.bot_messages)


async def _claim_again(town: Brussels, who: User, reference: str) -> str:
    await card_of(town.group, reference, "·")
    await town.group.wait_for(
        lambda _chat: any(
            claim_label(reference) in row for m in town.group.bot_messages for row in m.buttons
        )
    )
    return (await claims(town, who, reference)).text
