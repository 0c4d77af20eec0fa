"""Figures about the work, from what the parts really do, and nothing about anybody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import get_args
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import MovableClock, SystemClock
from bot.people.came_from import PLACES
from bot.post.actions import (
    Action,
    AnswerPress,
    Edit,
    React,
    Remove,
    Send,
    SendDrawing,
    SendFile,
)
from bot.post.dispatcher import Dispatcher
from bot.post.errors import (
    Conflicting,
    Gone,
    Moved,
    NotDone,
    NotSent,
    Rejected,
    Revoked,
    TooMany,
    Uncertain,
    Unexpected,
    Unreachable,
)
from bot.post.inbox import InboxStore
from bot.post.outbox import OutboxStore, Recipient
from bot.post.pacing import Pacer
from bot.post.rooms import Item
from bot.post.sender import Sender
from bot.post.sending import Job
from bot.post.tally import BOUNDS, KINDS, Spread, Tally, result_of
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Card
from bot.web.pages import Seen
from tests.databases import CHANNEL, NOON
from tests.post.telegraph import Telegraph
from tests.post.telegraph import update as incoming
from tests.web.asking import figures, get, labels

PERSON = Recipient(CHANNEL, "5000000001")


@pytest.fixture
def inbox(database: Database, vault: Vault, clock: MovableClock) -> InboxStore:
    return InboxStore(CHANNEL, database, vault, clock)


async def put(database: Database, outbox: OutboxStore, *actions: Send | React) -> None:
    async with database.begin() as session:
        for action in actions:
            outbox.put(session, PERSON, action)
            await session.flush()


async def test_it_tells_what_waits_and_for_how_long(
    database: Database, inbox: InboxStore, outbox: OutboxStore, clock: MovableClock
) -> None:
    await inbox.keep([incoming(1, "5000000001"), incoming(2, "5000000001")])
    clock.move(timedelta(seconds=30))
    await put(database, outbox, Send("hello"))
    async with database.begin() as session:
        session.add(
            Card(id=uuid4(), channel=CHANNEL, group_address="-1", created_at=NOON,
                 next_attempt_at=NOON)
        )  # fmt: skip
    clock.move(timedelta(seconds=12))
    told = figures((await get(Seen(database, clock), "metrics")).text)
    assert told == {
        "loket_database_up": 1,
        'loket_waiting_rows{queue="inbox"}': 2,
        'loket_waiting_rows{queue="outbox"}': 1,
        'loket_waiting_rows{queue="cards"}': 1,
        'loket_oldest_seconds{queue="inbox"}': 42,
        'loket_oldest_seconds{queue="outbox"}': 12,
    }


async def test_where_nothing_waits_and_nothing_was_done_every_figure_is_there_and_none(
    database: Database, clock: MovableClock
) -> None:
    told = figures((await get(Seen(database, clock, Tally()), "metrics")).text)
    assert told.pop("loket_database_up") == 1
    assert set(told.values()) == {0}
    assert 'loket_sends_total{kind="removal",result="failed",to="group"}' in told
    assert 'loket_claims_total{result="lost"}' in told
    assert 'loket_starts_total{place="hub"}' in told
    assert "loket_too_many_requests_total" in told


async def test_a_database_that_does_not_answer_is_a_figure_and_the_rest_is_told(
    broken: Database, clock: MovableClock
) -> None:
    answer = await get(Seen(broken, clock, Tally(), lambda: 3), "metrics")
    told = figures(answer.text)
    assert answer.status_code == 200
    assert told["loket_database_up"] == 0
    assert told["loket_too_many_requests_total"] == 3
    assert not any("queue" in name for name in told)


JOB = Job(uuid4(), "chat", "5000000001", False, Send("words"))


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        (None, "sent"),
        (TooMany(3), "too_many"),
        (NotSent(), "not_sent"),
        (Revoked(), "not_sent"),
        (Conflicting(), "not_sent"),
        (Uncertain(), "uncertain"),
        (Unexpected(), "uncertain"),
        (Unreachable("blocked"), "unreachable"),
        (Rejected(), "failed"),
        (Gone(), "failed"),
        (Moved("-1"), "failed"),
    ],
)
def test_every_way_in_which_a_send_can_end_is_one_of_six(
    fault: NotDone | None, result: str
) -> None:
    assert result_of(fault) == result


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (Send("words"), "message"),
        (Edit("1", "words"), "edit"),
        (AnswerPress("1"), "press_answer"),
        (React("1", "👍"), "reaction"),
        (Remove(("1",)), "removal"),
        (SendFile("board.html", b"<p>"), "file"),
        (SendDrawing("report", "{}"), "drawing"),
    ],
)
@pytest.mark.parametrize(("group", "to"), [(False, "person"), (True, "group")])
def test_sends_are_told_apart_by_what_and_to_whom(
    action: Action, kind: str, group: bool, to: str
) -> None:
    tally = Tally()
    tally.tried(Job(uuid4(), "chat", "5000000001", group, action), None)
    assert dict(tally.sends) == {(kind, to, "sent"): 1}


def test_nothing_that_can_go_out_is_without_a_kind() -> None:
    assert set(KINDS) == set(get_args(Action))


async def test_the_sender_counts_every_try_and_the_time_until_it_arrived(
    database: Database, vault: Vault, telegraph: Telegraph
) -> None:
    clock, tally = SystemClock(), Tally()
    queue = OutboxStore(CHANNEL, vault, clock)
    queue.listeners.append(tally.heard)
    faults: list[Exception | None] = [None, TooMany(0.01), NotSent()]
    telegraph.faults = lambda address, words: faults.pop() if faults else None
    pacer = Pacer(telegraph.limits, clock)
    sender = Sender(database, telegraph, [queue], pacer, queue.arrivals, tally=tally)
    await put(database, queue, React("1", "👍"))
    await _until_sent(sender, telegraph)
    told = figures((await get(Seen(database, clock, tally), "metrics")).text)
    sends = {name: n for name, n in told.items() if name.startswith("loket_sends") and n}
    assert sends == {
        'loket_sends_total{kind="reaction",result="not_sent",to="person"}': 1,
        'loket_sends_total{kind="reaction",result="too_many",to="person"}': 1,
        'loket_sends_total{kind="reaction",result="sent",to="person"}': 1,
    }
    assert told["loket_arrived_seconds_count"] == 1
    assert told["loket_arrived_seconds_sum"] > 1  # it waited for a second after the first try
    assert told['loket_arrived_seconds_bucket{le="1"}'] == 0
    assert told['loket_arrived_seconds_bucket{le="+Inf"}'] == 1


async def _until_sent(sender: Sender, telegraph: Telegraph) -> None:
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(sender.run())
        while not telegraph.arrived:  # noqa: ASYNC110 - another task works
            await asyncio.sleep(0.01)
        sender.stop()


class Slow:
    """A room that takes its time, and fails the first time."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock, self.failures = clock, 1

    async def prepare(self, items: Sequence[Item]) -> None:
        self.clock.move(timedelta(seconds=2))

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        if self.failures:
            self.failures -= 1
            raise ValueError("words that somebody wrote")
        return []

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        return False


async def test_deciding_is_timed_from_when_it_was_received_and_counted_once(
    database: Database, inbox: InboxStore, telegraph: Telegraph, clock: MovableClock
) -> None:
    tally = Tally()
    dispatcher = Dispatcher(
        database, inbox, telegraph, [Slow(clock)], clock, lambda: None, tally=tally
    )
    await inbox.keep([incoming(1, "a"), incoming(2, "b")])
    assert await dispatcher.work_off() == 2
    told = figures((await get(Seen(database, clock, tally), "metrics")).text)
    assert told["loket_decided_seconds_count"] == 2
    assert told["loket_decided_seconds_sum"] == 4 + 6
    assert told['loket_decided_seconds_bucket{le="5"}'] == 1
    assert told['loket_decided_seconds_bucket{le="10"}'] == 2


async def test_a_claim_counts_when_it_is_committed_and_not_before(database: Database) -> None:
    tally = Tally()
    async with database.begin() as session:
        tally.claimed(session, "won")
        await session.rollback()
    assert tally.claims["won"] == 0
    async with database.begin() as session:
        tally.claimed(session, "won")
        assert tally.claims["won"] == 0
    async with database.begin():
        pass
    assert tally.claims["won"] == 1


def test_what_takes_longest_and_what_took_less_than_nothing_is_counted_as_well() -> None:
    spread = Spread()
    for seconds in (-1, 0, BOUNDS[0], BOUNDS[-1], BOUNDS[-1] * 2):
        spread.note(seconds)
    assert (spread.counts[0], spread.counts[-2], spread.counts[-1]) == (3, 1, 1)
    assert spread.total == BOUNDS[0] + 3 * BOUNDS[-1]


async def test_no_value_of_a_label_was_ever_given_by_anybody(
    database: Database, clock: MovableClock
) -> None:
    answer = await get(Seen(database, clock, Tally()), "metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    known = {
        "queue": {"inbox", "outbox", "cards"},
        "kind": {"message", "edit", "press_answer", "reaction", "removal", "file", "drawing"},
        "to": {"person", "group"},
        "result": {"sent", "too_many", "not_sent", "uncertain", "unreachable", "failed", "won",
                   "lost"},
        "place": set(PLACES),
    }  # fmt: skip
    told = [(name, value) for name, value in labels(answer.text) if name != "le"]
    assert len(told) == sum(len(values) for values in known.values())
    assert all(value in known[name] for name, value in told)
