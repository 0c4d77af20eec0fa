"""The list of erased ids, kept outside the database, and replayed after a restore."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

WRITTEN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ErasureList:
    """A file of random ids, one a line. It tells nothing but that somebody was erased."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, holders: Iterable[UUID]) -> None:
        """Write ids down for good, before the erasure is committed: a restored backup must not
        bring anybody back. An erasure that then fails is done again at the next start.
        """
        with self._file.open("a+b") as opened:
            if opened.tell() and not self._ends_whole():
                opened.write(b"\n")  # a power cut left half a line: nothing may be glued to it
            opened.writelines(f"{holder}\n".encode() for holder in holders)
            opened.flush()
            os.fsync(opened.fileno())

    def ids(self) -> list[UUID]:
        """Every id that was ever written down whole."""
        if not self._file.exists():
            return []
        lines = self._file.read_text(encoding="ascii", errors="replace").split()
        return [UUID(line) for line in lines if WRITTEN.fullmatch(line)]

    def _ends_whole(self) -> bool:
        return self._file.read_bytes().endswith(b"\n")
