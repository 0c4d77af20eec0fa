"""What has just arrived, before that is committed: a fast tap need not wait for the commit."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID


class Arrivals:
    """The message ids of outbox rows between their arrival and the commit that says so. Only what
    this process sent itself; for the rest there is the database.
    """

    def __init__(self) -> None:
        self._messages: dict[UUID, str] = {}

    def note(self, row: UUID, message: str) -> None:
        """A row has arrived as this message."""
        self._messages[row] = message

    def message(self, row: UUID) -> str | None:
        """The message as which a row has just arrived."""
        return self._messages.get(row)

    def forget(self, rows: Iterable[UUID]) -> None:
        """It is committed now."""
        for row in rows:
            self._messages.pop(row, None)
