"""The one clock, and how tests and child processes move it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SHIFT_FILE, MovableClock, SystemClock, system_clock

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ahead(clock: SystemClock) -> float:
    """Seconds by which a clock is ahead of the machine's."""
    return (clock.now() - datetime.now(UTC)).total_seconds()


def test_a_movable_clock_stands_still() -> None:
    clock = MovableClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.monotonic() == clock.monotonic() == 0.0


def test_a_movable_clock_moves_both_of_its_hands() -> None:
    clock = MovableClock(NOON)
    clock.move(HOUR)
    clock.move(timedelta(seconds=1.5))
    assert clock.now() == datetime(2026, 3, 3, 13, 0, 1, 500_000, tzinfo=UTC)
    assert clock.monotonic() == 3601.5


def test_the_systems_clock_tells_the_time_in_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(ahead(SystemClock())) < 5


def test_the_systems_clock_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.monotonic() <= clock.monotonic()
    assert abs(clock.monotonic() - time.monotonic()) < 5


def test_a_file_shifts_both_hands_while_the_process_runs(tmp_path: Path) -> None:
    file = tmp_path / "shift"
    clock = SystemClock(file)
    assert abs(ahead(clock)) < 5
    file.write_text("3600")
    assert 3595 < ahead(clock) < 3605
    assert 3595 < clock.monotonic() - time.monotonic() < 3605
    file.write_text("7200.5")
    assert 7195 < ahead(clock) < 7205


def test_a_shift_file_that_is_empty_shifts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "shift"
    file.write_text("")
    assert abs(ahead(SystemClock(file))) < 5


def test_the_environment_names_the_shift_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "shift"
    file.write_text("-86400")
    monkeypatch.setenv(SHIFT_FILE, str(file))
    assert -86405 < ahead(system_clock()) < -86395
    monkeypatch.delenv(SHIFT_FILE)
    assert abs(ahead(system_clock())) < 5
