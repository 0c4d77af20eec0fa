"""A connection to SQLite that does each statement in one visit to its thread.

aiosqlite does every call in a thread of its own. SQLAlchemy makes a cursor, executes, fetches and
closes: four visits for one statement, and on a busy core a visit costs as much as a small statement
itself (measured: docs/performance.md). Here the four are one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import aiosqlite

Columns: TypeAlias = tuple[tuple[Any, ...], ...] | None


@dataclass
class Outcome:
    """What SQLite answered to one statement."""

    description: Columns = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()


@dataclass
class OneHopCursor:
    """As much of a cursor as SQLAlchemy asks for (`AsyncIODBAPICursor`)."""

    connection: OneHopConnection
    arraysize: int = 1
    outcome: Outcome = field(default_factory=Outcome)

    async def __aenter__(self) -> OneHopCursor:
        return self

    @property
    def description(self) -> Columns:
        """The columns of the answer; None where there are none."""
        return self.outcome.description

    @property
    def rowcount(self) -> int:
        """Rows changed; -1 where that says nothing."""
        return self.outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The row inserted last."""
        return self.outcome.lastrowid

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> OneHopCursor:
        """Run a statement and fetch all it answers. Raises sqlite3.Error."""
        self.outcome = await self.connection.visit("execute", statement, values)
        return self

    async def executemany(self, statement: str, values: Sequence[Sequence[Any]]) -> OneHopCursor:
        """Run a statement for each row of values. Raises sqlite3.Error."""
        self.outcome = await self.connection.visit("executemany", statement, values)
        return self

    async def fetchall(self) -> Sequence[Any]:
        """What was fetched."""
        return self.outcome.rows

    async def close(self) -> None:
        """SQLite's cursor is closed already."""


class OneHopConnection(aiosqlite.Connection):
    """aiosqlite's connection, with cursors of one visit."""

    def cursor(self) -> OneHopCursor:  # type: ignore[override]
        """A cursor that costs nothing until it executes."""
        return OneHopCursor(self)

    async def visit(self, how: str, statement: str, values: Sequence[Any]) -> Outcome:
        """Do all of one statement in the connection's thread. Raises sqlite3.Error."""
        doing = self._execute(_all_of_it, self._conn, how, statement, values)  # type: ignore[no-untyped-call]
        outcome: Outcome = await doing
        return outcome


async def connect(file: str, busy_seconds: float) -> OneHopConnection:
    """Open a file; who is kept waiting by another writer gives up after so many seconds. Raises
    sqlite3.Error.
    """
    opening = OneHopConnection(partial(sqlite3.connect, file, timeout=busy_seconds), 1)
    opening._thread.daemon = True  # as SQLAlchemy has it: nothing waits for it at the end
    await opening
    return opening


def _all_of_it(
    connection: sqlite3.Connection, how: str, statement: str, values: Sequence[Any]
) -> Outcome:
    cursor = connection.cursor()
    try:
        do: Callable[[str, Sequence[Any]], Any] = getattr(cursor, how)
        do(statement, values)
        rows = cursor.fetchall() if cursor.description else ()
        return Outcome(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    finally:
        cursor.close()
