"""Failpoints: off unless two things are done that nobody does by accident; on, one is exact."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.failpoints import FAILPOINT_FILE, Fuse, Point
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
REACH_TWO = """
from bot.failpoints import Point, reach
for point in (Point.TAKEN, Point.HELD, Point.HELD, Point.HELD):
    reach(point)
    print(point.name, flush=True)
"""


def reached(fuse: Path | None) -> tuple[list[str], int]:
    """What a process says that comes to some points, and how it ends."""
    named = {FAILPOINT_FILE: str(fuse)} if fuse else {}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **named}
    done = subprocess.run(
        [sys.executable, "-c", REACH_TWO],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split(), done.returncode


def test_without_the_variable_nobody_dies() -> None:
    assert reached(None) == (["TAKEN", "HELD", "HELD", "HELD"], 0)


def test_with_the_variable_and_no_file_nobody_dies(tmp_path: Path) -> None:
    assert reached(tmp_path / "fuse") == (["TAKEN", "HELD", "HELD", "HELD"], 0)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_it_dies_at_the_point_and_at_the_time_that_are_named(tmp_path: Path, times: int) -> None:
    fuse = tmp_path / "fuse"
    fuse.write_text(f"HELD {times}")
    assert reached(fuse) == (["TAKEN", *["HELD"] * (times - 1)], -signal.SIGKILL)
    assert not fuse.exists()


def test_a_name_that_is_no_point_is_told(tmp_path: Path) -> None:
    (tmp_path / "fuse").write_text("NOWHERE 1")
    with pytest.raises(KeyError):
        Fuse(tmp_path / "fuse").burn(Point.HELD)


def test_it_is_no_setting() -> None:
    assert FAILPOINT_FILE.removeprefix("LOKET_").lower() not in Settings.model_fields
