"""A process that only answers over HTTP: it says how things are, and takes the webhook."""

from __future__ import annotations

import asyncio
import contextlib

from bot.channels.telegram.announcing import Announcer, announcer
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import doors, webhook
from bot.clock import Clock
from bot.post.inbox import InboxStore
from bot.privacy.keycheck import check_keys
from bot.privacy.vault import Vault
from bot.settings import Settings
from bot.stopping import told_to_stop
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.web.pages import Seen, application, pages
from bot.web.ready import Why
from bot.web.server import HttpServer


async def serve_web(settings: Settings, clock: Clock) -> None:
    """Answer until SIGTERM or SIGINT. Raises WrongKeys, Revoked, and OSError where the port is
    taken. The webhook is not for it on SQLite: there the one process that serves takes it.
    """
    told = told_to_stop()
    database = Database(settings.database_url)
    try:
        if settings.webhook_url:
            await _take_webhook(settings, database, clock, told)
        else:
            server = HttpServer(application(pages(Seen(database, clock))), settings.http_port)
            await _answer(server, None, told)
    finally:
        await database.close()


async def _take_webhook(
    settings: Settings, database: Database, clock: Clock, told: asyncio.Event
) -> None:
    vault, open_doors = Vault(settings.secret_keys), doors(settings.secret_keys)
    await migrate(database)  # it may be the first of all processes
    async with database.begin() as session:
        await check_keys(session, vault, tuple(key.name for key in settings.secret_keys.keys))
    async with TelegramChannel(settings.telegram_token, settings.telegram_api_url) as channel:
        announcing = announcer(channel, settings.webhook_url, open_doors[0])

        def blocked() -> Why | None:
            return None if announcing.works else "webhook"

        page = webhook(open_doors, InboxStore(channel.name, database, vault, clock), lambda: None)
        app = application([*pages(Seen(database, clock, blocked=blocked)), page])
        await _answer(HttpServer(app, settings.http_port), announcing, told)


async def _answer(server: HttpServer, announcing: Announcer | None, told: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as tasks, contextlib.AsyncExitStack() as at_the_end:
        tasks.create_task(server.run())
        at_the_end.callback(server.stop)
        if announcing:
            tasks.create_task(announcing.run())
            at_the_end.callback(announcing.stop)
        await told.wait()
