"""What becomes of something after it was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.post.actions import AnswerPress, React
from bot.post.errors import (
    Gone,
    Moved,
    NotDone,
    NotSent,
    Reason,
    Rejected,
    Revoked,
    TooMany,
    Uncertain,
    Unexpected,
    Unreachable,
)
from bot.post.sending import Done

WAITS = tuple(timedelta(seconds=s) for s in (1, 2, 5, 15, 30, 60, 120, 300))
AGAIN_AFTER_DOUBT = timedelta(seconds=5)
UNEXPECTED = 3
"""After so many tries, what fails in a way that nobody foresaw is failed: the chat's later
messages wait behind it, and every try may have arrived.
"""
NONE = timedelta(0)
FINAL: dict[type[NotDone], str] = {Moved: "moved", Gone: "gone", Rejected: "rejected"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row's next state, how long it waits, whether the try counts, and the kind of fault."""

    state: str
    wait: timedelta = NONE
    burns: int = 0
    fault: str | None = None


def judge(done: Done, attempts: int) -> Verdict:
    """Sort a result. What a human wrote is tried until it arrives or cannot; a press's answer and
    a reaction are worth one try when nobody knows whether they arrived.
    """
    fleeting = isinstance(done.job.action, AnswerPress | React)
    match done.fault:
        case None:
            verdict = Verdict("sent")
        case TooMany(after=after):
            verdict = Verdict("queued", timedelta(seconds=after), fault="too_many")
        case NotSent() | Revoked():
            verdict = Verdict("queued", WAITS[min(attempts, len(WAITS) - 1)], 1, "not_sent")
        case Unexpected() if attempts >= UNEXPECTED:
            verdict = Verdict("failed", burns=1, fault="unexpected")
        case Uncertain():
            state = "cancelled" if fleeting else "queued"
            verdict = Verdict(state, AGAIN_AFTER_DOUBT, 1, "uncertain")
        case Unreachable(reason=reason):
            verdict = Verdict(_held_or_failed(reason, fleeting), fault=reason)
        case final:
            verdict = Verdict("failed", fault=FINAL.get(type(final), "unknown"))
    return verdict


def _held_or_failed(reason: Reason, fleeting: bool) -> str:
    """What is held goes out when the other side comes back."""
    returns = reason in ("blocked", "never_started")
    return "held" if returns and not fleeting else "failed"
