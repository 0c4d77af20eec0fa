"""SQLite means exactly one serving process: a lock file says so."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TextIO

import structlog

PATIENCE = 15.0
"""Seconds that a new version waits for the old one, which may take ten to stop."""

_AGAIN = 0.1

log = structlog.get_logger()


class AlreadyServed(Exception):
    """Another process serves this database file."""


@asynccontextmanager
async def sole_process(file: Path | None, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Hold the database file's lock, for which `patience` seconds are waited. Raises AlreadyServed;
    does nothing without a file.

    The lock goes with the process, however it dies (flock(2)).
    """
    if file is None:
        yield
        return
    with file.with_name(file.name + ".lock").open("w") as held:
        if not _locked(held):
            log.info("another process still serves the database: waiting for it", seconds=patience)
            await _insist(held, file.name, patience)
        yield


async def _insist(held: TextIO, name: str, patience: float) -> None:
    try:
        async with asyncio.timeout(patience):
            while not _locked(held):  # noqa: ASYNC110 - another process holds it
                await asyncio.sleep(_AGAIN)
    except TimeoutError:
        raise AlreadyServed(
            f"another process already serves {name}: stop it first, or use PostgreSQL"
        ) from None


def _locked(held: TextIO) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
