"""A process that only answers over HTTP."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.stopping import told_to_stop
from bot.store.database import Database
from bot.web.pages import Seen, application, pages
from bot.web.server import HttpServer


async def serve_web(database_url: str, port: int, clock: Clock) -> None:
    """Say how things are until SIGTERM or SIGINT. Raises OSError where the port is taken."""
    database = Database(database_url)
    server = HttpServer(application(pages(Seen(database, clock))), port)
    told = told_to_stop()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.run())
        await told.wait()
        server.stop()
    await database.close()
