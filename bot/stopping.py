"""Ending when the host asks for it: within ten seconds, and without losing anything.

Whatever is not finished then is as after `kill -9`: what was acknowledged is committed, and what
was not committed comes again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

import structlog

T = TypeVar("T")
log = structlog.get_logger()

LONGEST = 8.0
"""Seconds that a stop may take. Then the process ends, whatever hangs: a name that is looked up, a
database file that somebody else has locked. Hosts give ten seconds and more before they kill.
"""


def told_to_stop() -> asyncio.Event:
    """Set from now on when SIGTERM or SIGINT comes."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _stop, told)
    return told


def _stop(told: asyncio.Event) -> None:
    if not told.is_set():
        told.set()
        # A thread, because what hangs may be the loop itself, or the end of the interpreter.
        end = threading.Timer(LONGEST, _end)
        end.daemon = True
        end.start()


def _end() -> None:
    log.error("stopping took too long: leaving the rest to the next start")
    os._exit(0)


async def unless_told(told: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Do some work, or leave it (None) as soon as it is time to stop. Raises what the work does."""
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(told.wait())
        working = tasks.create_task(work)
        await asyncio.wait((waiting, working), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not working.done():
            working.cancel()
    return None if working.cancelled() else working.result()
