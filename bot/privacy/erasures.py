"""The list of erased ids, kept outside the database, and replayed after a restore."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID


class ErasureList:
    """A file of random ids, one a line. It tells nothing but that somebody was erased."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, holders: Iterable[UUID]) -> None:
        """Write ids down for good, before the erasure is committed: a restored backup must not
        bring anybody back. An erasure that then fails is done again at the next start.
        """
        with self._file.open("a", encoding="ascii") as opened:
            opened.writelines(f"{holder}\n" for holder in holders)
            opened.flush()
            os.fsync(opened.fileno())

    def ids(self) -> list[UUID]:
        """Every id that was ever written down."""
        if not self._file.exists():
            return []
        return [UUID(line) for line in self._file.read_text(encoding="ascii").split()]
