"""Many tickets at once: the group's budget is kept, and each can be claimed all the same."""

from __future__ import annotations

import asyncio
import contextlib

from bot.demo.bot_api import User
from bot.demo.stories.labels import reference_in
from bot.desk import acts
from tests.e2e.conftest import Brussels
from tests.e2e.staff import card_of, claim_label, label, presses_claim, say, volunteer

PEOPLE = 40


async def test_forty_people_at_once_are_on_a_few_cards_and_none_is_missing(
    brussels: Brussels,
) -> None:
    group, who = brussels.group, await volunteer(brussels, "Vic")
    people = [brussels.person(f"Person {n}", "en") for n in range(PEOPLE)]
    references = await asyncio.gather(*(_calls(person) for person in people))
    assert len(set(references)) == PEOPLE
    wanted = [claim_label(reference) for reference in references]

    def missing() -> list[str]:
        offered = {row[0] for card in group.bot_messages for row in card.buttons}
        return [each for each in wanted if each not in offered]

    while missing():
        before = len(group.bot_messages)
        with contextlib.suppress(TimeoutError):
            await group.wait_for(lambda chat, before=before: len(chat.bot_messages) > before, 2)  # type: ignore[misc]
        brussels.loket.let_pass(5.2)
    assert len(group.bot_messages) <= 16
    assert max(len(card.buttons) for card in group.bot_messages) == 8

    merged = next(card for card in group.bot_messages if len(card.buttons) == 8)
    reference = reference_in(merged.text)
    brussels.loket.let_pass(60)
    answer = await (await presses_claim(brussels, who, reference)).answered()
    assert answer.text == say(acts.CLAIMED, reference=reference)
    assert await card_of(group, reference, f"{reference} · Vic") is merged
    assert len(merged.buttons) == 7
    assert brussels.world.flood.refusals == 0


async def _calls(person: User) -> str:
    """An emergency, in as many messages as a chat may have at once; the reference."""
    person.send_text("/emergency")
    for step, value in (("what", "health"), ("tell", "yes")):
        wanted = label("emergency", step, value, "en")
        await person.chat.wait_for(
            lambda chat, wanted=wanted: any(wanted in row for row in chat.keyboard),  # type: ignore[misc]
            30,
        )
        person.tap(wanted)
    await person.chat.wait_for(lambda chat: chat.last.from_bot and reference_in(chat.last.text), 30)
    return reference_in(person.chat.last.text)
