"""SQLite means exactly one serving process: a lock file says so."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyServed(Exception):
    """Another process serves this database file."""


@contextmanager
def sole_process(file: Path | None) -> Iterator[None]:
    """Hold the database file's lock. Raises AlreadyServed; does nothing without a file.

    The lock goes with the process, however it dies (flock(2)).
    """
    if file is None:
        yield
        return
    lock = file.with_name(file.name + ".lock")
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(
                f"another process already serves {file.name}: stop it first, or use PostgreSQL"
            ) from None
        yield
