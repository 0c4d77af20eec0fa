"""A process that only answers over HTTP."""

from __future__ import annotations

import asyncio
import signal

from bot.clock import Clock
from bot.store.database import Database
from bot.web.pages import Seen, application, pages
from bot.web.server import HttpServer


async def serve_web(database_url: str, port: int, clock: Clock) -> None:
    """Say how things are until SIGTERM or SIGINT. Raises OSError where the port is taken."""
    database = Database(database_url)
    server = HttpServer(application(pages(Seen(database, clock))), port)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, server.stop)
    await server.run()
    await database.close()
