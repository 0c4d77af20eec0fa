"""What becomes of something after it was tried."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from bot.post.actions import Action, AnswerPress, Edit, React, Remove, Send
from bot.post.errors import (
    Conflicting,
    Gone,
    Moved,
    NotDone,
    NotSent,
    Reason,
    Rejected,
    Revoked,
    TooMany,
    Uncertain,
    Unreachable,
)
from bot.post.sending import Done, Job
from bot.post.settling import AFTER_DOUBT, WAITS, Verdict, judge

HELLO = Send("hello")
ANSWER = AnswerPress("press 1", "Taken.")
SIGN = React("1", "👀")
NO_WAIT = timedelta(0)


def tried(action: Action, fault: NotDone | None, attempts: int = 0, doubts: int = 0) -> Verdict:
    """The verdict on an action that was tried."""
    job = Job(UUID(int=1), "look-up", "5000000001", group=False, action=action)
    return judge(Done(job, fault=fault), attempts, doubts)


@pytest.mark.parametrize("action", [HELLO, Edit("1", "x"), ANSWER, SIGN, Remove(("1",))])
def test_what_arrived_is_sent(action: Action) -> None:
    assert tried(action, None) == Verdict("sent", NO_WAIT, 0, None)


@pytest.mark.parametrize("action", [HELLO, Edit("1", "x"), ANSWER, SIGN])
def test_what_was_too_much_waits_as_long_as_the_platform_says_and_loses_no_try(
    action: Action,
) -> None:
    assert tried(action, TooMany(17.5), 99) == Verdict(
        "queued", timedelta(seconds=17.5), 0, "too_many"
    )


@pytest.mark.parametrize("fault", [NotSent(), Revoked()])
@pytest.mark.parametrize(("attempts", "seconds"), [(0, 1), (1, 2), (2, 5), (7, 300), (500, 300)])
def test_what_never_left_is_tried_again_ever_more_slowly(
    fault: NotDone, attempts: int, seconds: int
) -> None:
    wait = timedelta(seconds=seconds)
    assert tried(HELLO, fault, attempts) == Verdict("queued", wait, 1, "not_sent")


@pytest.mark.parametrize("waits", [WAITS, AFTER_DOUBT])
def test_the_waits_only_grow(waits: tuple[timedelta, ...]) -> None:
    assert list(waits) == sorted(set(waits))


def test_what_may_have_arrived_is_tried_ever_more_slowly_and_then_shown_to_a_human() -> None:
    verdicts = [tried(HELLO, Uncertain(), 99, doubts) for doubts in range(len(AFTER_DOUBT) + 1)]
    assert [verdict.wait for verdict in verdicts] == [*AFTER_DOUBT, NO_WAIT]
    assert [verdict.perhaps for verdict in verdicts] == [False] * len(AFTER_DOUBT) + [True]
    assert verdicts[-1].state == "failed"


def test_what_certainly_did_not_arrive_is_not_shown_as_perhaps_arrived() -> None:
    for fault in (Rejected(), Gone(), Unreachable("deactivated")):
        assert not tried(HELLO, fault, 9, 9).perhaps


@pytest.mark.parametrize(
    ("action", "state"),
    [(HELLO, "queued"), (Edit("1", "x"), "queued"), (ANSWER, "cancelled"), (SIGN, "queued")],
)
def test_after_doubt_words_and_signs_are_tried_again_and_what_is_fleeting_is_not(
    action: Action, state: str
) -> None:
    verdict = tried(action, Uncertain())
    assert (verdict.state, verdict.burns, verdict.fault) == (state, 1, "uncertain")
    assert (verdict.wait > NO_WAIT) is (state == "queued")


@pytest.mark.parametrize(
    ("reason", "action", "state"),
    [
        ("blocked", HELLO, "held"),
        ("never_started", HELLO, "held"),
        ("blocked", Edit("1", "x"), "held"),
        ("blocked", ANSWER, "failed"),
        ("never_started", SIGN, "failed"),
        ("deactivated", HELLO, "failed"),
        ("no_such_chat", HELLO, "failed"),
        ("not_a_member", HELLO, "failed"),
        ("deactivated", ANSWER, "failed"),
    ],
)
def test_what_cannot_reach_somebody_is_held_where_they_may_come_back(
    reason: Reason, action: Action, state: str
) -> None:
    assert tried(action, Unreachable(reason)) == Verdict(state, NO_WAIT, 0, reason)


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (Moved("-100200"), "moved"),
        (Gone(), "gone"),
        (Rejected(), "rejected"),
        (Conflicting(), "unknown"),
        (NotDone(), "unknown"),
    ],
)
def test_what_will_never_be_taken_is_failed_for_a_human_to_see(fault: NotDone, name: str) -> None:
    assert tried(HELLO, fault) == Verdict("failed", NO_WAIT, 0, name)


def test_every_fault_leaves_something_to_do_or_to_see() -> None:
    faults: list[NotDone] = [TooMany(1), NotSent(), Uncertain(), Unreachable("blocked"), Gone()]
    faults += [Moved("x"), Rejected(), Revoked(), Conflicting()]
    for fault in faults:
        verdict = tried(HELLO, fault)
        assert verdict.state in {"queued", "held", "failed"}
        assert verdict.fault
        assert (verdict.wait > NO_WAIT) is (verdict.state == "queued")


def test_an_error_tells_neither_the_words_nor_the_address() -> None:
    assert str(Moved("-1002000000001")) == "the group has moved"
    assert str(TooMany(2.5)) == "too many requests, retry after 2.5 s"
    assert str(Unreachable("blocked")) == "unreachable: blocked"
