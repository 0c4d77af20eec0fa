"""Backups: made before a migration, readable by nobody else, and not for ever."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import make_url

from bot.clock import MovableClock
from bot.housekeeping import Housekeeping
from bot.operator_errors import line_for
from bot.store.backups import KEPT, LASTS, Backups, NoBackup
from bot.store.database import Database
from bot.store.lock import AlreadyServed, sole_process
from bot.store.migrate import bring_up_to_date, configuration, is_current, migrate
from bot.store.revision import TooNew
from bot.store.tables import Cursor
from tests.databases import NOON, POSTGRESQL, SQLITE, rows

DAY = timedelta(days=1)


async def put_back(database: Database) -> None:
    """An installation as the version before this one left it, with something in it."""
    async with database.begin() as session:
        session.add(Cursor(channel="telegram", next_offset=7))
    async with database.engine.connect() as connection:
        await connection.run_sync(lambda sync: command.downgrade(configuration(sync), "0002"))
        await connection.commit()
    assert not await is_current(database)


def backups(folder: Path) -> list[Path]:
    """Whatever is called so."""
    return sorted(folder.glob("*.backup-*"))


@SQLITE
async def test_a_migration_makes_a_backup_first_which_can_be_put_back(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    await put_back(database)
    made = await migrate(database, clock)
    assert await is_current(database)
    assert made is not None
    assert backups(tmp_path) == [made.file]
    assert made.file == tmp_path / "loket.db.backup-20260303T120000Z-0002"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert made.file.name in made.line
    await database.close()
    shutil.copy(made.file, tmp_path / "loket.db")
    assert not await is_current(database)
    await migrate(database, clock)
    assert [row.next_offset for row in await rows(database, Cursor)] == [7]


async def test_where_there_is_nothing_to_migrate_or_nothing_at_all_there_is_no_backup(
    database: Database, bare_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert await migrate(database) is None
    assert await bring_up_to_date(bare_url) is None
    assert backups(tmp_path) == []


@SQLITE
async def test_the_last_three_are_kept_and_no_half_one(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    (tmp_path / "loket.db.backup-20260303T110000Z-0002.part").touch()
    (tmp_path / "another.db.backup-20260101T110000Z-0002").touch()
    made = []
    for _ in range(KEPT + 2):
        clock.move(DAY)
        made.append((await Backups(database).make("0002", clock.now())).file)
    assert backups(tmp_path)[1:] == made[-KEPT:]
    assert backups(tmp_path)[0].name.startswith("another.db")


async def test_housekeeping_deletes_them_after_thirty_days(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await Backups(database).make("0002", clock.now())
    housekeeping = Housekeeping(database, clock)
    clock.move(LASTS)
    await housekeeping.round()
    assert len(backups(tmp_path)) == 1
    clock.move(timedelta(seconds=1))
    await housekeeping.round()
    assert backups(tmp_path) == []


@SQLITE
async def test_without_room_for_a_backup_nothing_is_migrated(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    await put_back(database)
    in_its_way = tmp_path / "loket.db.backup-20260303T120000Z-0002"
    in_its_way.mkdir()
    with pytest.raises(NoBackup) as none:
        await migrate(database, clock)
    assert "nothing was migrated" in str(line_for(none.value))
    assert backups(tmp_path) == [in_its_way]
    assert not await is_current(database)


@SQLITE
async def test_migrate_waits_until_no_process_serves_the_file(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    await put_back(database)
    async with sole_process(database.file):
        with pytest.raises(AlreadyServed):
            await bring_up_to_date(database_url, patience=0.2)
    assert backups(tmp_path) == []


async def test_tables_of_a_later_version_are_left_as_they_are(
    database: Database, tmp_path: Path
) -> None:
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        await connection.commit()
    with pytest.raises(TooNew) as strange:
        await migrate(database)
    assert "9999" in str(line_for(strange.value))
    assert backups(tmp_path) == []


@POSTGRESQL
async def test_on_a_server_pg_dump_makes_it_where_it_is_there(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await put_back(database)
    made = await migrate(database, clock)
    assert made is not None
    assert await is_current(database)
    assert made.file is not None, made.why
    assert backups(tmp_path) == [made.file]
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    listing = await asyncio.create_subprocess_exec(
        "pg_restore", "--list", str(made.file), stdout=asyncio.subprocess.PIPE
    )
    listed, _ = await listing.communicate()
    assert b"TABLE DATA public cursor" in listed
    assert b"process" not in listed


@POSTGRESQL
async def test_without_pg_dump_it_says_so_and_goes_on(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    await put_back(database)
    made = await migrate(database, clock)
    assert await is_current(database)
    assert made is not None
    assert made.line.startswith("No backup was made: there is no pg_dump here.")
    assert backups(tmp_path) == []


@POSTGRESQL
async def test_a_dump_that_fails_leaves_no_file_and_tells_no_password(
    database_url: str, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = make_url(database_url).set(password="a-wrong-one")
    wrong = Database(url.render_as_string(hide_password=False))
    made = await Backups(wrong).make("0002", clock.now())
    await wrong.close()
    assert made.line.startswith("No backup was made: pg_dump failed (exit code 1)")
    assert "a-wrong-one" not in made.line
    assert backups(tmp_path) == []


@SQLITE
async def test_a_backup_is_taken_while_somebody_reads(database: Database, tmp_path: Path) -> None:
    assert database.file is not None
    with closing(sqlite3.connect(database.file)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM cursor").fetchall()
        made = await Backups(database).make("0003", NOON)
    assert made.file is not None
    with closing(sqlite3.connect(made.file)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
