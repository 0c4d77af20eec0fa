"""Counts and checksums that say whether two databases of different kinds hold the same rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.copying.rows import Key, pages

LARGEST = 1 << 256


@dataclass(frozen=True)
class Sum:
    """How many rows, and the sum of their SHA-256: the order in which they came makes none."""

    rows: int = 0
    digest: int = 0

    def and_row(self, values: Iterable[object]) -> Sum:
        """With one row more."""
        digest = hashlib.sha256(b"".join(_written(value) for value in values)).digest()
        return Sum(self.rows + 1, (self.digest + int.from_bytes(digest)) % LARGEST)

    @property
    def shown(self) -> str:
        """The first 10 of 64 hexadecimal digits."""
        return f"{self.digest:064x}"[:10]


async def sum_of(
    engine: AsyncEngine,
    table: Table,
    up_to: Key | None = None,
    tell: Callable[[int], None] = lambda rows: None,
) -> Sum:
    """The sum of a table, or of its rows up to a key."""
    found = Sum()
    async for page in pages(engine, table, up_to=up_to):
        for row in page:
            found = found.and_row(row)
        tell(found.rows)
    return found


def _written(value: object) -> bytes:
    """A value as bytes, with its kind and length, the same whichever database it came from. Raises
    TypeError for a kind that no table of ours has.
    """
    match value:
        case None:
            kind, held = b"-", b""
        case bool():
            kind, held = b"?", b"1" if value else b"0"
        case int():
            kind, held = b"i", str(value).encode()
        case str():
            kind, held = b"s", value.encode()
        case datetime():
            kind, held = b"t", value.astimezone(UTC).isoformat(timespec="microseconds").encode()
        case UUID():
            kind, held = b"u", value.bytes
        case bytes():
            kind, held = b"b", value
        case _:
            raise TypeError(type(value).__name__)
    return kind + len(held).to_bytes(4) + held
