"""Bring the database to today's tables (Alembic), without a configuration file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from bot.store.database import Database
from bot.store.postgresql import TURN

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest revision: files are numbered, and begin with their revision."""
    return max(file.name.partition("_")[0] for file in SCRIPTS.glob("versions/[0-9]*.py"))


async def bring_up_to_date(url: str) -> None:
    """Migrate the database of an address, and let go of it. Raises OSError where its file cannot
    be written.
    """
    database = Database(url)
    try:
        if database.file is not None:
            database.file.touch()
        await migrate(database)
    finally:
        await database.close()


async def is_current(database: Database) -> bool:
    """Whether the database has the tables of this version."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision) == head()


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet, while nobody else decides or migrates. Alembic is
    imported only if there is one: a start should not wait for it.
    """
    if await is_current(database):
        return
    from alembic import command

    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            await connection.execute(TURN)
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "head"))
        await connection.commit()


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings: our scripts, and the connection to use."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    kept: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return kept
