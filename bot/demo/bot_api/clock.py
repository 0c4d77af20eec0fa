"""The time the server lives by: the machine's, or one that tests move."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the server asks about time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back, from an arbitrary start."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class MovableClock:
    """A clock that tests move forward.

    Without `start` it runs with the machine and `advance` adds to it; with `start` (aware, UTC)
    it stands still there until it is moved. Long polls and `wait_for` wait in real time, so
    moving the clock expires things but does not wake a poll.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._frozen_at = start
        self._moved = timedelta()

    def now(self) -> datetime:
        return (self._frozen_at or datetime.now(UTC)) + self._moved

    def monotonic(self) -> float:
        running = 0.0 if self._frozen_at else time.monotonic()
        return running + self._moved.total_seconds()

    def advance(self, seconds: float = 0, *, hours: float = 0) -> None:
        """Move forward by `seconds` plus `hours`."""
        self._moved += timedelta(seconds=seconds, hours=hours)
