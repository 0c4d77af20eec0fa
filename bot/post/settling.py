"""What becomes of something after it was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.post.actions import Action, AnswerPress, React
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
    Withheld,
)
from bot.post.sending import Done

WAITS = tuple(timedelta(seconds=s) for s in (1, 2, 5, 15, 30, 60, 120, 300))
AFTER_DOUBT = tuple(timedelta(seconds=s) for s in (5, 15, 60, 300, 900))
"""How long something waits that may have arrived. After the last it is failed: each try may have
been one more copy, and the chat's later messages wait behind it.
"""
UNEXPECTED = 3
"""The same for what fails in a way that nobody foresaw: so many tries in doubt."""
NONE = timedelta(0)
FINAL: dict[type[NotDone], str] = {Moved: "moved", Gone: "gone", Rejected: "rejected"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row's next state, how long it waits, whether the try counts, and the kind of fault.
    `doubts`: whether it may have arrived all the same.
    """

    state: str
    wait: timedelta = NONE
    burns: int = 0
    fault: str | None = None
    doubts: int = 0

    @property
    def perhaps(self) -> bool:
        """Whether it was given up without knowing whether it arrived."""
        return self.state == "failed" and self.doubts > 0


def judge(done: Done, attempts: int, doubts: int = 0) -> Verdict:
    """Sort a result, after so many tries and so many of them in doubt. What never left is tried
    until it arrives or cannot; what may have arrived some times; a press's answer is worth one try
    then. A sign on a message may be all the answer that it gets, and comes twice without harm.
    """
    action = done.job.action
    match done.fault:
        case None:
            verdict = Verdict("sent")
        case TooMany(after=after):
            verdict = Verdict("queued", timedelta(seconds=after), fault="too_many")
        case Withheld():
            verdict = Verdict("queued")
        case NotSent() | Revoked():
            verdict = Verdict("queued", WAITS[min(attempts, len(WAITS) - 1)], 1, "not_sent")
        case Uncertain() if isinstance(action, AnswerPress):
            verdict = Verdict("cancelled", NONE, 1, "uncertain", 1)
        case Unexpected() if doubts >= UNEXPECTED:
            verdict = Verdict("failed", NONE, 1, "unexpected", 1)
        case Uncertain() if doubts >= len(AFTER_DOUBT):
            verdict = Verdict("failed", NONE, 1, "uncertain", 1)
        case Uncertain():
            verdict = Verdict("queued", AFTER_DOUBT[doubts], 1, "uncertain", 1)
        case Unreachable(reason=reason):
            verdict = Verdict(_held_or_failed(reason, action), fault=reason)
        case final:
            verdict = Verdict("failed", fault=FINAL.get(type(final), "unknown"))
    return verdict


def _held_or_failed(reason: Reason, action: Action) -> str:
    """What is held goes out when the other side comes back."""
    returns = reason in ("blocked", "never_started")
    return "held" if returns and not isinstance(action, AnswerPress | React) else "failed"
