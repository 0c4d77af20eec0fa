"""SQLite means exactly one serving process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from bot.store.database import Database
from bot.store.lock import AlreadyServed, sole_process

HOLD = """
import asyncio, sys
from pathlib import Path
from bot.store.lock import sole_process

async def hold():
    async with sole_process(Path(sys.argv[1])):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
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


async def test_a_second_process_waits_and_is_told_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    with another_process(file), structlog.testing.capture_logs() as logs:
        began = time.monotonic()
        with pytest.raises(AlreadyServed) as refused:
            async with sole_process(file, patience=0.5):
                pass
        assert 0.5 <= time.monotonic() - began < 3
    assert [line["event"] for line in logs] == [
        "another process still serves the database: waiting for it"
    ]
    assert str(refused.value) == (
        "another process already serves loket.db: stop it first, or use PostgreSQL"
    )


async def test_a_new_version_goes_on_as_soon_as_the_old_one_has_ended(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    with another_process(file) as process:
        asyncio.get_running_loop().call_later(0.3, process.kill)
        async with asyncio.timeout(5), sole_process(file):
            assert process.wait() != 0


async def test_the_lock_goes_with_the_process_however_it_dies(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    with another_process(file) as process:
        process.kill()
        process.wait()
        async with sole_process(file, patience=0):
            pass


async def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    for _ in range(2):
        async with sole_process(tmp_path / "loket.db", patience=0):
            pass


async def test_two_files_are_served_by_two_processes(tmp_path: Path) -> None:
    one, two = (sole_process(tmp_path / name, patience=0) for name in ("one.db", "two.db"))
    async with one, two:
        pass


async def test_a_server_needs_no_lock() -> None:
    async with sole_process(None), sole_process(None):
        pass


def test_only_a_sqlite_database_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "loket.db"
    database = Database(f"sqlite+aiosqlite:///{file}")
    assert database.is_sqlite
    assert database.file == file
