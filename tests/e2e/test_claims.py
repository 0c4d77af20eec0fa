"""Claims: of any number exactly one wins, and nobody gets a ticket who may not have it."""

from __future__ import annotations

import asyncio
import base64
import os
from uuid import uuid4

from bot.desk import acts, presses
from bot.desk.room import ANONYMOUS, NOT_STAFF
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    asks,
    card_of,
    claim_label,
    claims,
    head_of,
    label,
    opens,
    presses_claim,
    reads,
    say,
    taps,
)


async def test_of_eight_who_press_at_once_one_wins_and_the_others_learn_who(
    brussels: Brussels,
) -> None:
    team = [brussels.ada, brussels.bob, brussels.coordinator]
    for name in ("Dede", "Eva", "Finn", "Gus", "Hana"):
        volunteer = brussels.world.create_user(name, started=True)
        brussels.group.join(volunteer)
        team.append(volunteer)
    reference = await asks(brussels.person("Amal"), "ar")
    card = await card_of(brussels.group, reference)
    pressed = [who.press(card, claim_label(reference)) for who in team]
    answers = await asyncio.gather(*(press.answered() for press in pressed))
    assert len(team) == 8
    won = [say(t, reference=reference) for t in (acts.CLAIMED, acts.START_ME)]
    winners = [
        who
        for who, answer in zip(team, answers, strict=True)
        if answer.text in won + [say(acts.START_ME, "fr", reference=reference)]
    ]
    assert len(winners) == 1
    taken = {
        say(acts.TAKEN, code, name=winners[0].first_name, reference=reference)
        for code in ("en", "fr")
    }
    losers = [each for each in answers if each.text in taken]
    assert len(losers) == 7
    assert all(each.alert for each in losers)
    shown = await card_of(brussels.group, reference, winners[0].first_name)
    assert shown is card
    assert shown.buttons == []
    readers = [who for who in team if reference in str([m.text for m in who.chat.shown])]
    assert readers in ([], winners)


async def test_whoever_never_started_the_bot_gets_a_link_and_the_ticket_after_it(
    brussels: Brussels,
) -> None:
    person = brussels.person("Amal")
    reference = await asks(person)
    answer = await claims(brussels.bob, brussels.group, reference)
    assert answer.text == say(acts.START_ME, reference=reference)
    assert answer.url == f"https://t.me/{brussels.world.bot.username}?start=desk"
    assert brussels.bob.chat.shown == []
    brussels.bob.send_text("/start desk")
    await head_of(brussels.bob, reference, "en")


async def test_a_second_press_of_the_owner_changes_nothing(brussels: Brussels) -> None:
    reference = await asks(brussels.person("Amal"))
    card = await card_of(brussels.group, reference)
    first = brussels.bob.press(card, claim_label(reference))
    second = brussels.bob.press(card, claim_label(reference))
    assert (await first.answered()).text == say(acts.START_ME, reference=reference)
    assert (await second.answered()).text == say(acts.ALREADY_YOURS, reference=reference)
    brussels.bob.send_text("/start desk")
    await reads(brussels.bob, "📋")
    heads = [m for m in brussels.bob.chat.shown if m.text.startswith("🎫")]
    assert len(heads) == 1


async def test_strangers_leavers_and_nameless_administrators_get_nothing(
    brussels: Brussels,
) -> None:
    group, stranger = brussels.group, brussels.world.create_user("Sly", language_code="nl")
    reference = await asks(brussels.person("Amal"))
    card = await card_of(group, reference)
    refused = await stranger.press(card, claim_label(reference)).answered()
    assert refused.text == say(NOT_STAFF, "nl")
    assert refused.alert
    group.leave(brussels.bob)
    left = await brussels.bob.press(card, claim_label(reference)).answered()
    assert left.text == say(NOT_STAFF, "en")
    data = card.button(claim_label(reference))["callback_data"]
    nobody = brussels.world.create_user("Group", user_id=1087968824, language_code="en")
    nameless = await nobody.press_data(card, data).answered()
    assert nameless.text == say(ANONYMOUS, "en")
    assert claim_label(reference) in card.buttons[0]
    brussels.coordinator.send_text(f"/claim {reference}", group, anonymous=True)
    assert (await claims(brussels.ada, group, reference)).url


async def test_forged_tokens_are_answered_and_do_nothing(brussels: Brussels) -> None:
    group, bob = brussels.group, brussels.bob
    reference = await asks(brussels.person("Amal"))
    card = await card_of(group, reference)
    token = card.button(claim_label(reference))["callback_data"]
    unknown = base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
    forged = [
        "claim", "claim:", ":", "claim:é", "claim:AAAA", f"claim:{unknown}", f"read:{unknown}",
        f"send:{unknown}:{unknown}", f"discard:{unknown}", "send:", "language:xx", "board:xx",
        "x" * 64, token[:-3], token + "A", token.replace("claim", "read"),
        token.replace("claim", "close"), token.replace("claim", "release"),
        token.replace("claim", "send"), token.upper(), os.urandom(24).hex(),
    ]  # fmt: skip
    pressed = [bob.press_data(card, data) for data in forged]
    answers = await asyncio.gather(*(press.answered(within=15) for press in pressed))
    said = {answer.text for answer in answers}
    assert say(presses.GONE) in said
    assert say(presses.OLD_BUTTON) in said
    assert not any(reference in m.text for m in bob.chat.shown)
    assert claim_label(reference) in card.buttons[0]


async def test_the_card_of_somebody_erased_gives_nothing(brussels: Brussels) -> None:
    group, person = brussels.group, brussels.person("Amal")
    reference = await asks(person)
    card = await card_of(group, reference)
    token = card.button(claim_label(reference))["callback_data"]
    person.send_text("/delete")
    await taps(person, label("erase", "sure", "yes", "en"))
    await group.wait_for(lambda _chat: card.buttons == [])
    assert reference not in card.text
    gone = await brussels.bob.press_data(card, token).answered()
    assert gone.text == say(presses.GONE)


async def test_an_owner_who_releases_cannot_close_and_another_may_claim(
    brussels: Brussels,
) -> None:
    group, reference = brussels.group, await asks(brussels.person("Amal"))
    head = await opens(brussels.bob, group, reference, "en")
    release, close = head.buttons[0]
    released = await brussels.bob.press(head, release).answered()
    assert released.text == say(acts.RELEASED, reference=reference)
    late = await brussels.bob.press_data(head, head.button(close)["callback_data"]).answered()
    assert late.text == say(acts.NOT_YOURS, reference=reference)
    await brussels.bob.chat.wait_for(lambda _chat: head.deleted)
    await presses_claim(brussels.ada, group, reference)
    await card_of(group, reference, "Ada")
