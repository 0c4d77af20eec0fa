"""What this process has done since it started: figures by kind, and nothing about anybody.

Plain numbers, because they are counted in every rush; `bot.web.metrics` gives them their form.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

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
from bot.post.errors import Conflicting, NotDone, NotSent, Revoked, TooMany, Uncertain, Unreachable
from bot.post.sending import Job
from bot.post.settling import Verdict
from bot.store.tables import Outbox

Result = Literal["sent", "too_many", "not_sent", "uncertain", "unreachable", "failed"]
Claim = Literal["won", "lost"]

RESULTS: tuple[Result, ...] = get_args(Result)
CLAIMS: tuple[Claim, ...] = get_args(Claim)
KINDS: dict[type[Action], str] = {
    Send: "message",
    Edit: "edit",
    AnswerPress: "press_answer",
    React: "reaction",
    Remove: "removal",
    SendFile: "file",
    SendDrawing: "drawing",
}
PARTIES = ("person", "group")
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)
"""Seconds; "a person waits" lies between 1 and 10, "somebody has to be called" from 60 on."""


@dataclass
class Spread:
    """How long something took, sorted into `BOUNDS`; the last of `counts` is what took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def note(self, seconds: float) -> None:
        """It took so many seconds. A clock that was set back makes it none."""
        took = max(seconds, 0.0)
        self.counts[bisect_left(BOUNDS, took)] += 1
        self.total += took


@dataclass
class Tally:
    """`sends` by kind, party and result, one a try; `claims` by who got the ticket; `starts`
    by the place whose link was opened; `decided` from received to decided; `arrived` from
    committed to sent.
    """

    sends: Counter[tuple[str, str, Result]] = field(default_factory=Counter)
    claims: Counter[Claim] = field(default_factory=Counter)
    starts: Counter[str] = field(default_factory=Counter)
    decided: Spread = field(default_factory=Spread)
    arrived: Spread = field(default_factory=Spread)

    def tried(self, job: Job, fault: NotDone | None) -> None:
        """A job was tried once."""
        self.sends[KINDS[type(job.action)], PARTIES[job.group], result_of(fault)] += 1

    def claimed(self, session: AsyncSession, claim: Claim) -> None:
        """Somebody claimed a ticket: counted once it is committed."""
        once_committed(session, lambda: self.claims.update((claim,)))

    def started(self, session: AsyncSession, place: str) -> None:
        """Somebody opened the link of a place: counted once it is committed."""
        once_committed(session, lambda: self.starts.update((place,)))

    async def heard(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> None:
        """What became of a row of the outbox (an `OutboxStore` listener)."""
        if verdict.state == "sent" and row.sent_at is not None:
            took = (row.sent_at - row.created_at).total_seconds()
            once_committed(session, lambda: self.arrived.note(took))


def result_of(fault: NotDone | None) -> Result:
    """The kind of a result, one word of a closed set."""
    match fault:
        case None:
            return "sent"
        case TooMany():
            return "too_many"
        case NotSent() | Revoked() | Conflicting():
            return "not_sent"
        case Uncertain():
            return "uncertain"
        case Unreachable():
            return "unreachable"
        case _:
            return "failed"


def once_committed(session: AsyncSession, count: Callable[[], None]) -> None:
    """Count something if and when the session commits: a list that fails is decided again."""
    event.listen(session.sync_session, "after_commit", lambda _session: count(), once=True)
