"""Putting the parts of one installation together, and running them in one process."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.profile import publish
from bot.clock import Clock
from bot.desk.cards import Cards
from bot.desk.delivery import DeliveryReports
from bot.desk.membership import Memberships
from bot.desk.room import Desk
from bot.housekeeping import Housekeeping
from bot.office import Office
from bot.people.known import People
from bot.post.dispatcher import Dispatcher
from bot.post.errors import NotDone, Revoked
from bot.post.inbox import InboxStore
from bot.post.outbox import OutboxStore
from bot.post.pacing import Pacer
from bot.post.rooms import Room
from bot.post.sender import Sender
from bot.post.sending import Source
from bot.privacy.erasure import erase_again
from bot.privacy.erasures import ErasureList
from bot.privacy.keycheck import check_keys
from bot.privacy.vault import Vault
from bot.profile import about, commands
from bot.reception.room import Reception
from bot.settings import Settings
from bot.speech.catalogues import Catalogues
from bot.stopping import told_to_stop, unless_told
from bot.store.database import Database
from bot.store.lock import sole_process
from bot.store.migrate import migrate
from flows import FLOWS

if TYPE_CHECKING:
    from bot.web.server import HttpServer

PARTING = 6.0
"""Seconds that the parts are given to finish what they are at."""

log = structlog.get_logger()


@dataclass
class Installation:
    """The parts that one process runs."""

    settings: Settings
    clock: Clock
    database: Database
    channel: TelegramChannel
    office: Office
    dispatcher: Dispatcher
    sender: Sender
    poller: Poller
    housekeeping: Housekeeping


def office_of(settings: Settings, clock: Clock, link: str) -> Office:
    """What the rooms share, as the settings say it."""
    vault = Vault(settings.secret_keys)
    return Office(
        channel=TelegramChannel.name,
        organisation=settings.organisation,
        catalogues=Catalogues(settings.languages, settings.zone),
        flows=FLOWS,
        hours=settings.hours_by_service(),
        groups=settings.staff_chat,
        clock=clock,
        vault=vault,
        people=People(TelegramChannel.name, vault),
        outbox=OutboxStore(TelegramChannel.name, vault, clock),
        erasures=ErasureList(Path(settings.erasure_list)),
        link=link,
    )


def put_together(
    settings: Settings, clock: Clock, database: Database, channel: TelegramChannel, office: Office
) -> Installation:
    """Rooms, dispatcher, sender and poller, each given what it needs."""
    inbox = InboxStore(channel.name, database, office.vault, clock)
    memberships = Memberships(office, database, channel)
    rooms: list[Room] = [Desk(office, memberships), Reception(office)]
    pacer, tally = Pacer(channel.limits, clock), office.tally
    sources: list[Source] = [office.outbox, Cards(office)]
    sender = Sender(database, channel, sources, pacer, office.outbox.arrivals, tally)
    dispatcher = Dispatcher(database, inbox, channel, rooms, clock, sender.wake, tally)
    office.outbox.listeners += [DeliveryReports(office).heard, tally.heard]
    poller = Poller(channel, inbox, dispatcher.wake)
    housekeeping = Housekeeping(database, clock)
    return Installation(
        settings, clock, database, channel, office, dispatcher, sender, poller, housekeeping
    )


async def serve(settings: Settings, clock: Clock) -> None:
    """Receive, decide and send until SIGTERM or SIGINT. Raises AlreadyServed, WrongKeys, Revoked,
    and OSError where the health port is taken.
    """
    told = told_to_stop()
    async with contextlib.AsyncExitStack() as stack:
        opening = stack.enter_async_context(opened(settings, clock))
        if installation := await unless_told(told, opening):
            await _run(installation, told)


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Installation]:
    """An installation with its database brought up to date and its keys checked."""
    database = Database(settings.database_url)
    channel = TelegramChannel(settings.telegram_token, settings.telegram_api_url)
    async with sole_process(database.file):
        try:
            async with channel:
                await migrate(database)
                office = office_of(settings, clock, await _link(channel))
                await _prepare(settings, database, office)
                yield put_together(settings, clock, database, channel, office)
        finally:
            await database.close()


async def _prepare(settings: Settings, database: Database, office: Office) -> None:
    """Check the keys, erase again whoever was erased, and send again what was on its way."""
    names = tuple(key.name for key in settings.secret_keys.keys)
    office.erasures.add(())  # it can be written to: else nobody could be erased
    async with database.begin() as session:
        await check_keys(session, office.vault, names)
        await erase_again(session, office.erasures.ids())
        await office.outbox.recover(session)


async def _link(channel: TelegramChannel) -> str:
    """The address that opens a private chat; waits for the network at the start."""
    for pause in (1, 2, 5, 10, 30):
        try:
            await channel.me()
            return channel.link("")
        except Revoked:
            raise
        except NotDone as fault:
            log.warning("the platform does not answer", fault=type(fault).__name__)
            await asyncio.sleep(pause)
    return ""


@contextlib.asynccontextmanager
async def working(parts: Installation) -> AsyncIterator[None]:
    """Poll, decide and send for as long as the block lasts. Then what is on its way is finished,
    as far as that takes no longer than `PARTING`; the rest is done after the next start.
    """
    at_work = (parts.poller, parts.dispatcher, parts.sender, parts.housekeeping)
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(part.run()) for part in at_work]
        try:
            yield
        finally:
            for part in at_work:
                part.stop()
            _, late = await asyncio.wait(running, timeout=PARTING)
            for task in late:
                task.cancel()


async def _run(parts: Installation, told: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as tasks, working(parts):
        await asyncio.sleep(0)  # the poller asks for updates before anything else is imported
        http = _http(parts)
        publishing = tasks.create_task(_publish(parts))
        tasks.create_task(http.run())
        log.info("serving")
        gc.freeze()  # what is there now stays: the collector need not look at it again
        gc.enable()
        await told.wait()
        log.info("stopping")
        http.stop()
        publishing.cancel()


def _http(parts: Installation) -> HttpServer:
    from bot.web.pages import Seen, application, pages
    from bot.web.server import HttpServer

    seen = Seen(
        parts.database,
        parts.clock,
        parts.office.tally,
        lambda: parts.channel.too_many,
        lambda: parts.poller.works,
    )
    return HttpServer(application(pages(seen)), parts.settings.http_port)


async def _publish(parts: Installation) -> None:
    catalogues = parts.office.catalogues
    failed = await publish(parts.channel.bot, commands(catalogues), about(catalogues))
    if failed:
        log.warning("the command lists could not be set", count=failed)
