"""Work that goes on for as long as something else lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager


@asynccontextmanager
async def meanwhile(*works: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Do `works` until the block ends, then cancel them. What the block raises comes out as it is,
    and not in a group; what a work raises ends the block.
    """
    failure: Exception | None = None
    async with asyncio.TaskGroup() as tasks:
        going = [tasks.create_task(work) for work in works]
        try:
            yield
        except Exception as error:
            failure = error
        finally:
            for task in going:
                task.cancel()
    if failure:
        raise failure
