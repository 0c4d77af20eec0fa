"""Backups made before a migration; none lives longer than 30 days.

A backup holds, sealed, people who may be erased later, and their keys. So the erasure list is
replayed when one is restored, and housekeeping deletes those that are old
(docs/moving-and-backups.md).
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import URL

from bot.store.database import Database

KEPT = 3
"""So many are kept, the newest."""

LASTS = timedelta(days=30)
"""As long as the words of a closed request (`bot.privacy.retention`)."""

MOMENT = "%Y%m%dT%H%M%SZ"
OURS = re.compile(r"\.backup-(?P<at>\d{8}T\d{6}Z)-\w+(\.part(-journal)?)?")


log = structlog.get_logger()


class NoBackup(Exception):
    """No backup could be made, so nothing is migrated."""


@dataclass(frozen=True)
class Backup:
    """What was made before a migration: a file, or none, and why not."""

    file: Path | None
    why: str = ""

    @property
    def line(self) -> str:
        """What the operator should know."""
        if self.file is None:
            return f"No backup was made: {self.why}. The backup of a server is pg_dump's."
        return (
            f"The backup is {self.file.name}. It is deleted after {LASTS.days} days. It holds "
            "people who may be erased later: whoever restores it keeps the erasure list."
        )


class Backups:
    """The backups of one database: beside its file, or of a server in the folder of the process."""

    def __init__(self, database: Database) -> None:
        self._url = database.url
        file = database.file
        self._file = file
        self._folder = file.parent if file else Path.cwd()
        self._stem = file.name if file else f"{database.url.database}.dump"

    async def make(self, revision: str, now: datetime) -> Backup:
        """One more, of tables of that revision. Raises NoBackup where a file cannot be copied."""
        name = f"{self._stem}.backup-{now.astimezone(UTC).strftime(MOMENT)}-{revision}"
        target, part = self._folder / name, self._folder / f"{name}.part"
        try:
            os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            if self._file is not None:
                await asyncio.to_thread(_copy, self._file, part)
            elif why := await _dump(self._url, part):
                part.unlink()
                return Backup(None, why)
            part.replace(target)
        except (OSError, sqlite3.Error) as fault:
            part.unlink(missing_ok=True)
            if self._file is None:
                return Backup(None, "the folder of this process cannot be written to")
            raise NoBackup(
                f"no backup of {self._file.name} could be made ({type(fault).__name__}), so "
                "nothing was migrated: look whether its folder has room for it twice"
            ) from None
        self.forget_old(now)
        return Backup(target)

    def forget_old(self, now: datetime) -> int:
        """Delete what is past its time, beyond the newest three, or was never finished; how many.
        Raises OSError.
        """
        dated = sorted(self._dated(), reverse=True)
        whole = [file for _, file in dated if ".part" not in file.name]
        past = [f for at, f in dated if at < now - LASTS or f not in whole[:KEPT]]
        for file in past:
            file.unlink(missing_ok=True)
        return len(past)

    def _dated(self) -> list[tuple[datetime, Path]]:
        found = []
        for file in self._folder.glob("*.backup-*"):
            if file.name.startswith(self._stem) and (
                written := OURS.fullmatch(file.name.removeprefix(self._stem))
            ):
                at = datetime.strptime(written["at"], MOMENT).replace(tzinfo=UTC)
                found.append((at, file))
        return found


def note(made: Backup | None) -> None:
    """Log whether there is a backup of what was migrated."""
    if made and made.file:
        log.info("migrated after a backup")
    elif made:
        log.warning("migrated without a backup")


def _copy(source: Path, target: Path) -> None:
    """SQLite's own backup: whole, whoever else has the file open; it is on the disk at the end."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


async def _dump(url: URL, target: Path) -> str:
    """Run pg_dump; why there is no dump, or nothing. A migration on a server is one transaction,
    and servers have backups of their own: without pg_dump it goes on.
    """
    program = shutil.which("pg_dump")
    if program is None:
        return "there is no pg_dump here"
    dumping = await asyncio.create_subprocess_exec(
        *(program, "--format=custom", "--no-owner", "--no-password", f"--file={target}"),
        env=os.environ | _for_libpq(url),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    code = await dumping.wait()
    return f"pg_dump failed (exit code {code}); run it by hand to see why" if code else ""


def _for_libpq(url: URL) -> dict[str, str]:
    """The address as PostgreSQL's own programs read it: a password is never an argument, which
    everybody on the machine could read.
    """
    query = {name: str(value) for name, value in url.query.items()}
    said = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username or query.get("user"),
        "PGPASSWORD": url.password or query.get("password"),
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("ssl"),
    }
    return {name: str(value) for name, value in said.items() if value}
