"""An intake on a real file, so that what is committed is committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.post.channel import Received


class Ledger:
    """Fulfils `Intake`. `failures` makes the next calls fail as a database does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failures = 0
        self._run("CREATE TABLE IF NOT EXISTS inbox (key TEXT PRIMARY KEY, raw BLOB)")
        self._run("CREATE TABLE IF NOT EXISTS cursor (id PRIMARY KEY, next INTEGER)")

    async def keep(self, received: Sequence[Received], next_offset: int | None = None) -> int:
        """Commit, or fail before anything is written."""
        self._fail()
        with sqlite3.connect(self.path) as database:
            before = database.total_changes
            rows = [(one.key, one.raw) for one in received]
            database.executemany("INSERT OR IGNORE INTO inbox VALUES (?, ?)", rows)
            new = database.total_changes - before
            database.execute("INSERT OR REPLACE INTO cursor VALUES (1, ?)", (next_offset,))
        database.close()
        return new

    async def offset(self) -> int | None:
        """What was committed last."""
        self._fail()
        found = self._run("SELECT next FROM cursor")
        return int(found[0][0]) if found and found[0][0] is not None else None

    def raw(self) -> list[bytes]:
        """Everything kept, in order."""
        return [row[0] for row in self._run("SELECT raw FROM inbox ORDER BY rowid")]

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise sqlite3.OperationalError("disk I/O error near CANARY")

    def _run(self, statement: str) -> list[tuple[Any]]:
        with sqlite3.connect(self.path) as database:
            found = database.execute(statement).fetchall()
        database.close()
        return found
