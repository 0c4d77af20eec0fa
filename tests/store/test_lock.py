"""SQLite means exactly one serving process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.lock import AlreadyServed, sole_process

HOLD = """
import sys, time
from pathlib import Path
from bot.store.lock import sole_process
with sole_process(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_process(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that serves the file, until it is killed."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    with another_process(file), pytest.raises(AlreadyServed) as refused, sole_process(file):
        pass
    assert str(refused.value) == (
        "another process already serves loket.db: stop it first, or use PostgreSQL"
    )


def test_the_lock_goes_with_the_process_however_it_dies(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    with another_process(file) as process:
        process.kill()
        process.wait()
        with sole_process(file):
            pass


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    for _ in range(2):
        with sole_process(tmp_path / "loket.db"):
            pass


def test_two_files_are_served_by_two_processes(tmp_path: Path) -> None:
    with sole_process(tmp_path / "one.db"), sole_process(tmp_path / "two.db"):
        pass


def test_a_server_needs_no_lock() -> None:
    with sole_process(None), sole_process(None):
        pass


def test_only_a_sqlite_database_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    database = Database(f"sqlite+aiosqlite:///{file}")
    assert database.is_sqlite
    assert database.file == file
