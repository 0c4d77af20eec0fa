"""The bot was away: staff press again, people write again, and each is asked once."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest

from bot.demo.bot_api import ApiError, Message, User, When
from bot.desk import acts
from bot.desk.away import DO_AGAIN, PRESS_AGAIN, WERE_TOLD
from bot.desk.telling import WRITE_AGAIN
from bot.engine import Text
from bot.post.outbox import NOTICE
from bot.store.tables import Absence, Audit, Moment, Outbox, Ticket
from tests.e2e.conftest import Brussels, mostly_on
from tests.e2e.installation import Installation
from tests.e2e.kept import rows
from tests.e2e.staff import (
    asks,
    card_of,
    claim_label,
    claims,
    has_ticket,
    head_of,
    reads,
    say,
    volunteer,
)
from tests.e2e.talk import Talk, pattern

MINUTE, HOUR = 60.0, 3600.0
LANGUAGES = ("ar", "fr", "nl", "en")


def lines(messages: list[Message], text: Text, code: str = "en") -> list[str]:
    """Those of some messages that say a text, whatever fills its places."""
    wanted = pattern(text, code, {})
    return [message.text for message in messages if wanted.search(message.text)]


async def until(true: Callable[[], object], within: float = 15) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - it waits for what another process writes
            await asyncio.sleep(0.05)


def heard_at(loket: Installation) -> datetime | None:
    """The moment of the last fetch, as it is kept."""
    kept = rows(loket, Moment, Moment.name == "heard_telegram")
    return kept[0].at if kept else None


async def listens(brussels: Brussels, since: datetime | None = None) -> None:
    """Wait until the bot has fetched, and has kept when."""
    await brussels.world.wait_for(lambda: brussels.world.calls("getUpdates"), 20)
    await until(lambda: heard_at(brussels.loket) not in (None, since))


async def settled(loket: Installation) -> None:
    """Wait until everything that is to be told has been sent."""
    await until(lambda: not rows(loket, Absence, Absence.done_at.is_(None)), 30)
    await until(lambda: not rows(loket, Outbox, Outbox.state.in_(("queued", "sending"))), 30)


async def starts(brussels: Brussels) -> None:
    """Start, and wait until what has to be told was told."""
    before = heard_at(brussels.loket)
    await brussels.loket.start()
    await listens(brussels, before)
    await settled(brussels.loket)


@mostly_on("postgresql")
async def test_after_minutes_away_the_group_is_asked_once_to_press_again(
    brussels: Brussels,
) -> None:
    loket, group, amal = brussels.loket, brussels.group, brussels.person("Amal")
    reference = await asks(brussels, amal)
    card = await card_of(group, reference)
    seen = len(amal.chat.bot_messages)
    await loket.stop()
    lost = brussels.bob.press(card, claim_label(reference))
    loket.let_pass(15 * MINUTE)
    await starts(brussels)
    await loket.stop()
    await starts(brussels)
    await loket.kill()
    await starts(brussels)
    (line,) = lines(group.bot_messages, PRESS_AGAIN)
    hours = [int(h) * 60 + int(m) for h, m in re.findall(r"(\d\d):(\d\d)", line)]
    assert (hours[1] - hours[0]) % (24 * 60) in (15, 16) or len(line) > 120  # over midnight
    assert lost.answer is None
    assert rows(loket, Ticket, Ticket.owner_id.is_not(None)) == []
    assert len(rows(loket, Audit, Audit.action == "away")) == 1
    assert len(amal.chat.bot_messages) == seen
    assert (await claims(brussels, brussels.bob, reference)).text == say(
        acts.START_ME, reference=reference
    )


async def test_a_short_restart_says_nothing_planned_or_not(brussels: Brussels) -> None:
    await asks(brussels, brussels.person("Amal"))
    for end in (brussels.loket.stop, brussels.loket.kill):
        await somebody_writes(brussels)
        await end()
        brussels.loket.let_pass(100 if end == brussels.loket.stop else 40)
        await starts(brussels)
    assert lines(brussels.group.bot_messages, PRESS_AGAIN) == []
    assert rows(brussels.loket, Audit, Audit.action == "away") == []


async def somebody_writes(brussels: Brussels) -> None:
    """So that the moment of the last fetch is this one."""
    await listens(brussels)
    brussels.loket.let_pass(21)
    before = heard_at(brussels.loket)
    await Talk(brussels, brussels.person(language="en")).says("/start")
    await listens(brussels, before)


async def test_ten_minutes_without_a_network_are_told_when_it_is_back(brussels: Brussels) -> None:
    await listens(brussels)
    async with brussels.world.door.shut():
        await asyncio.sleep(1)
        brussels.loket.let_pass(10 * MINUTE)
    await brussels.group.wait_for(lambda _: lines(brussels.group.bot_messages, PRESS_AGAIN), 30)
    assert len(lines(brussels.group.bot_messages, PRESS_AGAIN)) == 1


async def test_time_that_passes_while_it_listens_is_no_absence(brussels: Brussels) -> None:
    await listens(brussels)
    brussels.loket.let_pass(30 * HOUR)
    await somebody_writes(brussels)
    assert rows(brussels.loket, Audit, Audit.action == "away") == []


@mostly_on("sqlite")
async def test_after_more_than_a_day_people_are_asked_to_write_again_in_their_language(
    brussels: Brussels,
) -> None:
    loket, boss = brussels.loket, await volunteer(brussels, "Bos")
    brussels.group.promote(boss, brussels.coordinator)
    who = await volunteer(brussels, "Ada")
    with_ticket, _, _ = await has_ticket(brussels, who, "ar")
    in_a_flow = Talk(brussels, brussels.person("Fatou", "fr"), "fr")
    await in_a_flow.begins()
    gone = Talk(brussels, brussels.person("Gone", "en"))
    await gone.begins()
    gone.user.block()
    stranger = brussels.person("New", "nl")
    await settled(loket)
    await loket.stop()
    in_a_flow.user.send_text("this never arrives")
    loket.let_pass(30 * HOUR)
    stranger.send_text("hello")
    await starts(brussels)
    await loket.stop()
    await starts(brussels)
    told = [*lines(with_ticket.chat.bot_messages, WRITE_AGAIN, "ar")]
    told += lines(in_a_flow.user.chat.bot_messages, WRITE_AGAIN, "fr")
    assert len(told) == 2
    for user in (gone.user, stranger, who, boss, brussels.ada, brussels.bob):
        for code in LANGUAGES:
            assert lines(user.chat.bot_messages, WRITE_AGAIN, code) == []
    (report,) = lines(boss.chat.bot_messages, WERE_TOLD)
    assert report.endswith(": 2.")
    assert lines(who.chat.bot_messages, WERE_TOLD) == []
    assert len(lines(brussels.group.bot_messages, DO_AGAIN)) == 1
    await in_a_flow.user.chat.wait_for(lambda chat: chat.keyboard)
    assert brussels.world.flood.refusals == 0


async def a_day_away(brussels: Brussels, count: int) -> list[User]:
    """So many people have said hello, and the bot is stopped for more than a day."""
    people = [brussels.person(f"P{n}", LANGUAGES[n % 4]) for n in range(count)]
    for person in people:
        person.send_text("/start")
    await until(lambda: all(person.chat.bot_messages for person in people))
    await settled(brussels.loket)
    await brussels.loket.stop()
    brussels.loket.let_pass(26 * HOUR)
    return people


def told(people: list[User]) -> list[int]:
    """How often each was told."""
    return [
        len(lines(person.chat.bot_messages, WRITE_AGAIN, LANGUAGES[n % 4]))
        for n, person in enumerate(people)
    ]


def told_once(brussels: Brussels, people: list[User]) -> None:
    """One message for each was committed; it came twice only where nobody could know that it had
    come (`doubts`).
    """
    notices = rows(brussels.loket, Outbox, Outbox.rank == NOTICE)
    assert set(Counter(row.contact_id for row in notices).values()) == {1}
    assert len(notices) == len(people)
    assert min(told(people)) == 1
    assert sum(told(people)) <= len(people) + sum(row.doubts for row in notices)


@mostly_on("postgresql")
async def test_after_kill_9_in_the_middle_of_the_telling_the_rest_is_told_and_nobody_twice(
    brussels: Brussels,
) -> None:
    people = await a_day_away(brussels, 40)
    await brussels.loket.start()
    await until(lambda: sum(told(people)) >= 8)
    await brussels.loket.kill()
    assert sum(told(people)) < 40
    await starts(brussels)
    told_once(brussels, people)
    (absence,) = rows(brussels.loket, Absence)
    assert absence.told == 40
    assert len(lines(brussels.group.bot_messages, DO_AGAIN)) == 1


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="module")
async def test_two_processes_that_come_back_at_once_tell_once(brussels: Brussels) -> None:
    people, first = await a_day_away(brussels, 20), brussels.loket
    folder = first.folder / "second"
    folder.mkdir()
    second = Installation(folder, first.world, first.api, first.group, key=first.key, url=first.url)
    second.process.let_pass(first.process.passed)
    before = heard_at(first)
    await asyncio.gather(first.start(), second.start())
    try:
        await listens(brussels, before)
        await settled(first)
        told_once(brussels, people)
        assert len(lines(brussels.group.bot_messages, DO_AGAIN)) == 1
    finally:
        await second.stop()


TOO_OLD = ApiError(
    400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
)


async def test_a_press_that_is_too_old_to_be_answered_takes_effect_and_is_told_in_private(
    brussels: Brussels,
) -> None:
    winner, loser = await volunteer(brussels, "Win"), await volunteer(brussels, "Los")
    reference = await asks(brussels, brussels.person("Amal"))
    card = await card_of(brussels.group, reference)
    data = str(card.button(claim_label(reference))["callback_data"])
    brussels.world.faults.plan(When(method="answerCallbackQuery"), TOO_OLD, TOO_OLD)
    winner.press(card, claim_label(reference))
    await head_of(winner, reference, "en")
    brussels.loket.let_pass(5)
    late = loser.press_data(card, data)
    await reads(loser, say(acts.TAKEN, name="Win", reference=reference))
    await settled(brussels.loket)
    assert late.answer is None
    assert len([m for m in loser.chat.bot_messages if reference in m.text]) == 1
    assert len([m for m in winner.chat.bot_messages if m.text.startswith("🎫")]) == 1
    assert len(rows(brussels.loket, Audit, Audit.action == "claimed")) == 1
    health = (await brussels.loket.health()).json()
    assert (health["ok"], health["failed"]) == (True, 0)


async def test_who_pressed_before_a_crash_learns_what_came_of_it_after_it(
    brussels: Brussels,
) -> None:
    who = await volunteer(brussels, "Cra")
    reference = await asks(brussels, brussels.person("Amal"))
    card = await card_of(brussels.group, reference)
    full = ApiError(429, "Too Many Requests: retry after 200", {"retry_after": 200})
    brussels.world.faults.plan(When(method="answerCallbackQuery"), full)
    pressed = who.press(card, claim_label(reference))
    await head_of(who, reference, "en")
    await until(lambda: brussels.world.faults.left == 0)
    await brussels.loket.kill()
    brussels.loket.let_pass(4 * MINUTE)
    await starts(brussels)
    await reads(who, say(acts.CLAIMED, reference=reference))
    assert pressed.answer is None
    assert len(rows(brussels.loket, Audit, Audit.action == "claimed")) == 1
