"""Bring the database to today's tables (Alembic), without a configuration file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from bot.store.database import Database

SCRIPTS = Path(__file__).parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings: our scripts, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Run every migration that has not run yet."""
    async with database.engine.connect() as connection:
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "head"))
        await connection.commit()


async def is_current(database: Database) -> bool:
    """Whether the database has the tables of this version."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision) == head


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
