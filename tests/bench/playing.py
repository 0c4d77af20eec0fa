"""The two ways in which people come: all at once, and so many messages a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tests.bench.people import Phone
from tests.bench.plan import Plan

READING = 1.2
"""Seconds that somebody reads before writing on, where people come steadily."""

LOOK = 0.25
"""Seconds between two looks at whether anybody still moves on."""


async def everybody_at_once(plan: Plan, somebody: Callable[[], Phone]) -> list[Phone]:
    """Everybody begins in the same moment and answers each message at once."""
    phones = [somebody() for _ in range(plan.people)]
    async with asyncio.TaskGroup() as tasks:
        talking = [tasks.create_task(phone.converse(plan.patience)) for phone in phones]
        await _until_done_or_stalled(plan, phones)
        for task in talking:
            task.cancel()
    return phones


async def _until_done_or_stalled(plan: Plan, phones: list[Phone]) -> None:
    began = moved = time.monotonic()
    progress = 0
    while time.monotonic() < min(began + plan.within, moved + plan.stalled):
        if all(phone.finished for phone in phones):
            return
        await asyncio.sleep(LOOK)
        if (now := sum(phone.step for phone in phones)) > progress:
            progress, moved = now, time.monotonic()


async def steadily(plan: Plan, somebody: Callable[[], Phone]) -> list[Phone]:
    """So many messages a second, from whoever has read longest, or else from somebody new."""
    phones: list[Phone] = []
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number in range(int(plan.within * plan.per_second)):
        await asyncio.sleep(began + number / plan.per_second - loop.time())
        _next(phones, somebody).say()
    await asyncio.sleep(2 * READING)
    for phone in phones:
        phone.look()
    return phones


def _next(phones: list[Phone], somebody: Callable[[], Phone]) -> Phone:
    for phone in phones:
        phone.look()
    now = time.time()
    ready = [p for p in phones if not p.finished and not p.waiting and now - p.since > READING]
    if ready:
        return min(ready, key=lambda phone: phone.since)
    phones.append(somebody())
    return phones[-1]
