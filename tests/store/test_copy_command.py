"""`store copy`, as an operator types it: what it shows, what it refuses, and `kill -9`."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from rich.console import Console
from sqlalchemy import make_url

from bot.moving import progress
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.vault import Vault
from bot.store.copying.rows import AT_ONCE, COPIED
from bot.store.database import Database
from bot.store.lock import sole_process
from bot.store.migrate import is_current
from bot.store.presence import Presence
from tests.databases import address_of
from tests.store.houses import (
    MANY,
    MOVING_TO_A_SERVER,
    THERE_AND_BACK,
    WITHOUT_A_SERVER,
    addresses,
    everything,
    settle,
)
from tests.test_command_line import environment, loket, one_line

__all__ = ["addresses"]

LINE = re.compile(r"(copying|comparing) [a-z_]+: \d+ of \d+")
COUNT = 20_000
FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO audit (number, at, action) SELECT i, '2026-03-03 12:00:00.000000', 'read' FROM n
"""


@pytest.fixture
async def settled(
    addresses: tuple[str, str], vault: Vault, people: People, outbox: OutboxStore
) -> AsyncIterator[tuple[Database, Database]]:
    """An installation with somebody's life in it, and where it goes."""
    old, new = (Database(address) for address in addresses)
    await settle(old, vault, people, outbox)
    yield old, new
    await old.close()
    await new.close()


@THERE_AND_BACK
async def test_it_shows_how_far_it_is_and_what_was_found_and_what_to_do(
    settled: tuple[Database, Database], addresses: tuple[str, str], tmp_path: Path
) -> None:
    done = await asyncio.to_thread(loket, tmp_path, "store", "copy", *addresses)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "copying posted: 0 of 1302" in lines
    assert f"copying posted: {MANY + 2} of {MANY + 2}" in lines
    assert f"comparing posted: {MANY + 2} of {MANY + 2}" in lines
    table = lines.index(next(line for line in lines if "rows in FROM" in line))
    assert all(LINE.fullmatch(line) for line in lines[:table] if line.strip())
    assert re.search(r"\n +posted +1302 +1302 +(\w{10}) +\1 +same +\n", done.stdout)
    assert done.stdout.count(" same ") == len(COPIED)
    assert "5000000001" not in done.stdout
    steps = done.stdout.partition("Next:")[2]
    assert "LOKET_DATABASE_URL=" in steps
    assert "***" not in steps
    assert "LOKET_SECRET_KEYS" in steps
    assert "LOKET_ERASURE_LIST" in steps
    assert all(password(each) not in done.stdout for each in addresses)
    for database in settled:
        assert await is_current(database)
    assert await everything(settled[0]) == await everything(settled[1])


def password(address: str) -> str:
    """How a password stands in an address; something that is nowhere if it has none."""
    return f":{make_url(address).password or 'nowhere'}@"


@MOVING_TO_A_SERVER
async def test_kill_9_in_the_middle_and_run_again(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "loket.db") as opened:
        opened.execute(FILL, (COUNT,))
    opened.close()
    new = Database(addresses[1])
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "store", "copy", *addresses),
        cwd=tmp_path,
        env=environment(),
        stdout=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(30):
        while not await many(new):
            pass
    child.kill()
    await child.wait()
    before = await many(new)
    assert 0 < before < COUNT
    done = await asyncio.to_thread(loket, tmp_path, "store", "copy", *addresses)
    assert done.returncode == 0, done.stderr
    there = re.search(r"copying audit: (\d+) of 20000", done.stdout)
    assert there is not None
    assert before <= int(there[1]) < COUNT  # the server may have finished what it was given
    assert await many(new) == COUNT
    old = Database(addresses[0])
    assert await everything(old) == await everything(new)
    await old.close()
    await new.close()


async def many(database: Database) -> int:
    """How many lines the audit log has; none where there is no table yet."""
    async with database.engine.connect() as connection:
        there = await connection.exec_driver_sql("SELECT to_regclass('audit')")
        if there.scalar() is None:
            return 0
        counted = await connection.exec_driver_sql("SELECT count(*) FROM audit")
        return int(counted.scalar_one())


@MOVING_TO_A_SERVER
async def test_a_side_that_is_served_is_refused(
    settled: tuple[Database, Database], addresses: tuple[str, str], tmp_path: Path
) -> None:
    old, new = settled
    async with sole_process(old.file):
        line = await refused(tmp_path, *addresses)
    assert line == "a process serves FROM (loket.db): stop it first"
    assert (await asyncio.to_thread(loket, tmp_path, "store", "copy", *addresses)).returncode == 0
    serving = Presence(new, uuid4())
    await serving.sign()
    line = await refused(tmp_path, addresses[1], address_of(tmp_path / "back.db"))
    assert line.startswith("a process serves FROM (")
    assert line.endswith("stop it first (one that was killed is forgotten after five seconds)")


async def refused(folder: Path, *sides: str) -> str:
    """The one line of a refusal: a password is never in it."""
    done = await asyncio.to_thread(loket, folder, "store", "copy", *sides)
    assert "secret" not in done.stderr
    for side in sides:
        assert side == "secret" or password(side) not in done.stderr
    return one_line(done)


NOWHERE = "postgresql+asyncpg://role:secret@127.0.0.1:1/loket?ssl=disable"
FILE = "sqlite+aiosqlite:///loket.db"


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (("mysql://role:secret@host/db", FILE), "FROM is wrong: write sqlite+aiosqlite:///file or"),
        ((FILE, "secret"), "TO is wrong: it is no database; write sqlite+aiosqlite:///loket.db"),
        ((FILE, FILE), "FROM and TO are the same database: name another one as TO"),
        ((FILE, "sqlite+aiosqlite:///./link.db"), "FROM and TO are the same database"),
        ((NOWHERE, NOWHERE.replace("secret", "other")), "FROM and TO are the same database"),
        (("sqlite+aiosqlite:///none.db", FILE), "FROM is wrong: there is no file none.db; name"),
        ((FILE, "sqlite+aiosqlite:////no/where.db"), "TO is wrong: there is no folder /no; make"),
        ((FILE, NOWHERE), "TO (loket at 127.0.0.1:1) does not answer (ConnectionRefusedError)"),
        ((NOWHERE, FILE), "FROM (loket at 127.0.0.1:1) does not answer"),
        (("sqlite+aiosqlite:///words.txt", FILE), "FROM (words.txt) does not answer (DatabaseErr"),
        (("sqlite+aiosqlite:///empty.db", FILE), "FROM (empty.db) has no tables of Loket: name"),
        (("sqlite+aiosqlite:///old.db", FILE), "FROM (old.db) has the tables of another version"),
        (("sqlite+aiosqlite:///half.db", FILE), "FROM (half.db) is itself half a copy: finish"),
        ((FILE, "sqlite+aiosqlite:///half.db"), "TO (half.db) is half a copy of another inst"),
        ((FILE, "sqlite+aiosqlite:///full.db"), "TO (full.db) holds an installation already:"),
        ((FILE, "sqlite+aiosqlite:///other.db"), "TO (other.db) has tables that are not ours:"),
        ((FILE, "sqlite+aiosqlite:///alien.db"), "TO (alien.db) has tables that are not ours:"),
    ],
)
async def test_what_cannot_be_copied_is_refused_in_one_line(
    sides: tuple[str, str], said: str, tmp_path: Path, migrated: Path
) -> None:
    shutil.copy(migrated, tmp_path / "loket.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "loket.db")
    (tmp_path / "words.txt").write_text("no database, just words " * 500)
    (tmp_path / "empty.db").touch()
    for name, statement in PREPARED.items():
        if name != "other":
            shutil.copy(migrated, tmp_path / f"{name}.db")
        with sqlite3.connect(tmp_path / f"{name}.db") as opened:
            opened.execute(statement)
        opened.close()
    before = held(tmp_path)
    assert (await refused(tmp_path, *sides)).startswith(said)
    assert held(tmp_path) == before


def held(folder: Path) -> dict[str, bytes]:
    """What is in the databases of a folder."""
    return {file.name: file.read_bytes() for file in folder.glob("*.db")}


PREPARED = {
    "old": "UPDATE alembic_version SET version_num = '0002'",
    "half": "UPDATE alembic_version SET version_num = 'copying 0001 of another'",
    "full": "INSERT INTO cursor VALUES ('telegram', 7)",
    "other": "CREATE TABLE ticket (seat TEXT)",
    "alien": "UPDATE alembic_version SET version_num = 'f00'",
}


@MOVING_TO_A_SERVER
async def test_a_wrong_password_and_a_database_that_is_not_there_are_one_line(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    right = make_url(addresses[1])
    changed: list[Callable[[], str]] = [
        lambda: right.set(password="secret").render_as_string(hide_password=False),
        lambda: right.set(database="nowhere").render_as_string(hide_password=False),
    ]
    for change in changed:
        line = await refused(tmp_path, addresses[0], change())
        assert re.match(r"TO \(\w+ at [\w.]+:\d+\) does not answer", line)


@MOVING_TO_A_SERVER
async def test_one_database_under_two_names_is_refused(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    assert (await asyncio.to_thread(loket, tmp_path, "store", "copy", *addresses)).returncode == 0
    other = make_url(addresses[1]).set(host="localhost", port=make_url(addresses[1]).port or 5432)
    if other.host == make_url(addresses[1]).host:
        other = other.set(host="127.0.0.1")
    line = await refused(tmp_path, addresses[1], other.render_as_string(hide_password=False))
    assert "FROM and TO must not be the same database" in line


@WITHOUT_A_SERVER
async def test_a_difference_ends_with_1_and_names_the_table(
    settled: tuple[Database, Database], addresses: tuple[str, str], tmp_path: Path, migrated: Path
) -> None:
    shutil.copy(migrated, tmp_path / "new.db")
    with sqlite3.connect(tmp_path / "new.db") as opened:
        opened.execute(
            "CREATE TRIGGER wrong AFTER INSERT ON ticket BEGIN UPDATE ticket SET topic = 'x'; END"
        )
    opened.close()
    done = await asyncio.to_thread(loket, tmp_path, "store", "copy", *addresses)
    assert one_line(done).startswith("FROM and TO differ in ticket: nobody can serve TO now; run")
    assert re.search(r"\n +ticket +2 +2 +\w{10} +\w{10} +DIFFERS", done.stdout)
    assert done.stdout.count(" same ") == len(COPIED) - 1
    assert "Next" not in done.stdout


def test_on_a_terminal_there_is_one_bar_and_elsewhere_few_lines() -> None:
    shown = {}
    for terminal in (True, False):
        written = StringIO()
        with progress(Console(file=written, force_terminal=terminal, width=80)) as tell:
            for rows in range(0, 120_001, AT_ONCE):
                tell("copying", "ticket", rows, 120_000)
            tell("copying", "card", 0, 0)
        shown[terminal] = written.getvalue()
    assert "120000/120000" in shown[True] or "0/0" in shown[True]
    assert shown[False].splitlines() == [
        f"copying ticket: {rows} of 120000" for rows in (0, 50_000, 100_000, 120_000)
    ]
