"""Bring the database to today's tables (Alembic), without a configuration file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.clock import Clock, system_clock
from bot.store.backups import Backup, Backups
from bot.store.database import Database
from bot.store.lock import PATIENCE, sole_process
from bot.store.postgresql import TURN
from bot.store.revision import SCRIPTS, head, refuse_strange, revision

if TYPE_CHECKING:
    from alembic.config import Config

NO_HURRY = text("SET LOCAL idle_in_transaction_session_timeout = 0")
"""A backup may take longer than any transaction of ours."""


async def bring_up_to_date(url: str, patience: float = PATIENCE) -> Backup | None:
    """Migrate the database of an address, and let go of it; the backup made before. Raises OSError
    where its file cannot be written, AlreadyServed where a process still serves it after `patience`
    seconds.
    """
    database = Database(url)
    try:
        if database.file is not None:
            database.file.touch()
        if await is_current(database):
            return None
        async with sole_process(database.file, patience):
            return await migrate(database)
    finally:
        await database.close()


async def is_current(database: Database) -> bool:
    """Whether the database has the tables of this version."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(revision) == head()


async def migrate(database: Database, clock: Clock | None = None) -> Backup | None:
    """Run every migration that has not run yet, while nobody else decides or migrates, after a
    backup if there was anything. Raises NoBackup, NotWhole, TooNew. Alembic is imported only if
    there is a migration: a start should not wait for it.
    """
    if await is_current(database):
        return None
    from alembic import command

    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            await connection.execute(TURN)
            await connection.execute(NO_HURRY)
        old = await connection.run_sync(revision)
        if old == head():
            return None
        refuse_strange(old)
        now = (clock or system_clock()).now()
        made = await Backups(database).make(old, now) if old else None
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "head"))
        await connection.commit()
    return made


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings: our scripts, and the connection to use."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
