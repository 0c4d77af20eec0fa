"""The one clock. Whoever needs the time is given it, so that tests can move it."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

SHIFT_FILE = "LOKET_CLOCK_SHIFT_FILE"
"""Environment variable: a file that holds seconds to add to the time (tests, child processes)."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back, for measuring what has passed."""


class SystemClock:
    """The machine's clock; a file can shift it, so that a test can move a child process."""

    def __init__(self, shift_file: Path | None = None) -> None:
        self._shift_file = shift_file

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self._shift())

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic() + self._shift()

    def _shift(self) -> float:
        if self._shift_file is None or not self._shift_file.exists():
            return 0.0
        return float(self._shift_file.read_text() or 0)


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._passed = 0.0

    def now(self) -> datetime:
        """The moment it was last moved to."""
        return self._now

    def monotonic(self) -> float:
        """Seconds by which it has been moved."""
        return self._passed

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
        self._passed += by.total_seconds()


def system_clock() -> SystemClock:
    """The clock of this process, shifted where the environment says so."""
    named = os.environ.get(SHIFT_FILE)
    return SystemClock(Path(named) if named else None)
