"""Running an installation in one process, or a share of it, until it is time to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram.profile import publish
from bot.clock import Clock
from bot.failpoints import Point, reach
from bot.fetching import Fetching
from bot.profile import about, commands
from bot.settings import Settings
from bot.stopping import told_to_stop, unless_told
from bot.wiring import Installation, opened

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.channels.telegram.announcing import Announcer
    from bot.web.ready import Why
    from bot.web.server import HttpServer

PARTING = 6.0
"""Seconds that the parts are given to finish what they are at."""

log = structlog.get_logger()


@dataclass(frozen=True)
class WayIn:
    """How updates reach this process: fetched, brought to a page of its own, or not at all."""

    part: Fetching | Announcer | None = None
    pages: tuple[Route, ...] = ()

    def blocked(self) -> Why | None:
        """One word where nothing comes in."""
        if self.part is None or self.part.works:
            return None
        return "polling" if isinstance(self.part, Fetching) else "webhook"


async def serve(settings: Settings, clock: Clock, *, hooked: bool = True) -> None:
    """Receive, decide and send until SIGTERM or SIGINT; where it is not `hooked`, other processes
    take the webhook. Raises AlreadyServed, WrongKeys, Revoked, NoBackup, NotWhole, TooNew, and
    OSError where the HTTP port is taken.
    """
    told = told_to_stop()
    async with contextlib.AsyncExitStack() as stack:
        opening = stack.enter_async_context(opened(settings, clock))
        if parts := await unless_told(told, opening):
            await _run(parts, _way_in(parts, hooked), told)


def _way_in(parts: Installation, hooked: bool) -> WayIn:
    if not parts.settings.webhook_url:
        return WayIn(Fetching(parts.poller, parts.presence))
    if not hooked:
        return WayIn()
    from bot.channels.telegram.announcing import announcer
    from bot.channels.telegram.webhook import doors, webhook

    open_doors = doors(parts.settings.secret_keys)
    page = webhook(open_doors, parts.inbox, parts.dispatcher.wake)
    return WayIn(announcer(parts.channel, parts.settings.webhook_url, open_doors[0]), (page,))


async def _run(parts: Installation, way_in: WayIn, told: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as tasks, working(parts, way_in):
        await asyncio.sleep(0)  # the poller asks for updates before anything else is imported
        http = _http(parts, way_in)
        publishing = tasks.create_task(_publish(parts))
        tasks.create_task(http.run())
        log.info("serving")
        gc.freeze()  # what is there now stays: the collector need not look at it again
        gc.enable()
        await told.wait()
        log.info("stopping")
        reach(Point.STOPPING)
        http.stop()
        publishing.cancel()


@contextlib.asynccontextmanager
async def working(parts: Installation, way_in: WayIn) -> AsyncIterator[None]:
    """Take in, decide and send for as long as the block lasts. Then what is on its way is finished,
    as far as that takes no longer than `PARTING`; the rest is done after the next start.
    """
    rounds = (parts.housekeeping, parts.rounds, parts.telling, parts.broadcast)
    at_work = (way_in.part, parts.dispatcher, *rounds, parts.sender)
    async with asyncio.TaskGroup() as tasks:
        *_, sending = running = [tasks.create_task(part.run()) for part in at_work if part]
        tasks.create_task(parts.presence.run())
        # What is on its way is this process's until it has arrived: only then may it be missed.
        sending.add_done_callback(lambda _: parts.presence.stop())
        try:
            yield
        finally:
            for part in at_work:
                if part:
                    part.stop()
            _, late = await asyncio.wait(running, timeout=PARTING)
            for task in late:
                task.cancel()


def _http(parts: Installation, way_in: WayIn) -> HttpServer:
    from bot.web.pages import Seen, application, pages
    from bot.web.server import HttpServer

    seen = Seen(
        parts.database,
        parts.clock,
        parts.office.tally,
        lambda: parts.channel.too_many,
        way_in.blocked,
    )
    return HttpServer(application([*pages(seen), *way_in.pages]), parts.settings.http_port)


async def _publish(parts: Installation) -> None:
    catalogues = parts.office.catalogues
    failed = await publish(parts.channel.bot, commands(catalogues), about(catalogues))
    if failed:
        log.warning("the command lists could not be set", count=failed)
