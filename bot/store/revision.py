"""Which tables a database has: the revision that Alembic keeps in it, or a mark in its place.

The mark stands where the revision stands while another database is being copied into this one: no
process of any version serves what is not whole, and it goes with the last transaction of the copy.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

SCRIPTS = Path(__file__).parent / "migrations"
COPYING = "copying "
READ = text("SELECT version_num FROM alembic_version")
WRITE = text("UPDATE alembic_version SET version_num = :revision")


class NotWhole(Exception):
    """The database is half a copy."""


class TooNew(Exception):
    """The database has tables that this version does not know."""


def known() -> list[str]:
    """Every revision, oldest first: files are numbered, and begin with their revision."""
    return sorted(file.name.partition("_")[0] for file in SCRIPTS.glob("versions/[0-9]*.py"))


def head() -> str:
    """The newest revision."""
    return known()[-1]


def revision(connection: Connection) -> str | None:
    """What the database has; None where it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    kept: str | None = connection.scalar(READ)
    return kept


def mark_for(installation: str) -> str:
    """The mark of a copy of an installation, with the tables of today."""
    return f"{COPYING}{head()} {installation}"


def refuse_strange(kept: str | None) -> None:
    """Raises NotWhole for half a copy, TooNew for tables of a later version."""
    if kept is not None and kept.startswith(COPYING):
        raise NotWhole(
            "LOKET_DATABASE_URL names a database into which another one has not been copied "
            "whole: run the same 'python -m bot store copy' again until it says so"
        )
    if kept is not None and kept not in known():
        raise TooNew(
            f"the database has the tables of a later version ({kept}; this one knows {head()}): "
            "run that version, or restore the backup that it made before it migrated"
        )
