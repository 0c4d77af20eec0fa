"""Putting the parts of one installation together, and running them in one process."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.profile import publish
from bot.clock import Clock
from bot.desk.cards import Cards
from bot.desk.delivery import DeliveryReports
from bot.desk.membership import Memberships
from bot.desk.room import Desk
from bot.failpoints import Point, reach
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
from bot.post.sharing import InCompany
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Vault
from bot.profile import about, commands
from bot.reception.room import Reception
from bot.settings import Settings
from bot.speech.catalogues import Catalogues
from bot.starting import finish_erasures, prepare
from bot.store.database import Database
from bot.store.lock import sole_process
from bot.store.migrate import migrate
from bot.store.presence import Presence
from flows import FLOWS

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
    presence: Presence


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
    pacer = Pacer(channel.limits, clock)
    sources: list[Source] = [office.outbox, Cards(office)]
    presence = Presence(database, office.outbox.holder)
    arrivals, sharing = office.outbox.arrivals, InCompany(presence)
    sender = Sender(database, channel, sources, pacer, arrivals, sharing)
    dispatcher = Dispatcher(database, inbox, channel, rooms, clock, on_effect=sender.wake)
    office.outbox.listeners.append(DeliveryReports(office).heard)
    poller = Poller(channel, inbox, dispatcher.wake)
    housekeeping = Housekeeping(database, clock)
    return Installation(
        settings,
        clock,
        database,
        channel,
        office,
        dispatcher,
        sender,
        poller,
        housekeeping,
        presence,
    )


async def serve(settings: Settings, clock: Clock) -> None:
    """Receive, decide and send until SIGTERM or SIGINT. Raises AlreadyServed, WrongKeys, Revoked,
    and OSError where the health port is taken.
    """
    async with opened(settings, clock) as installation:
        await _run(installation)


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Installation]:
    """An installation with its database brought up to date and its keys checked."""
    database = Database(settings.database_url)
    channel = TelegramChannel(settings.telegram_token, settings.telegram_api_url)
    with sole_process(database.file):
        try:
            async with channel:
                await migrate(database)
                office = office_of(settings, clock, await _link(channel))
                await prepare(settings.secret_keys, database, office)
                parts = put_together(settings, clock, database, channel, office)
                await finish_erasures(database, office.erasures, parts.dispatcher)
                yield parts
        finally:
            await database.close()


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
    """Poll, decide and send for as long as the block lasts; what is on its way is finished."""
    async with asyncio.TaskGroup() as tasks:
        poller = tasks.create_task(parts.presence.while_first(parts.poller.run))
        for part in (parts.presence, parts.dispatcher, parts.housekeeping):
            tasks.create_task(part.run())
        sending = tasks.create_task(parts.sender.run())
        # What is on its way is this process's until it has arrived: only then may it be missed.
        sending.add_done_callback(lambda _: parts.presence.stop())
        try:
            yield
        finally:
            poller.cancel()
            parts.dispatcher.stop()
            parts.sender.stop()
            parts.housekeeping.stop()


async def _run(parts: Installation) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    async with asyncio.TaskGroup() as tasks, working(parts):
        await asyncio.sleep(0)  # the poller asks for updates before anything else is imported
        from bot.health import HealthServer, health_app, look_at

        health = HealthServer(
            health_app(lambda: look_at(parts.database, parts.clock)), parts.settings.http_port
        )
        tasks.create_task(_publish(parts))
        tasks.create_task(health.run())
        log.info("serving")
        gc.freeze()  # what is there now stays: the collector need not look at it again
        gc.enable()
        await stopping.wait()
        log.info("stopping")
        reach(Point.STOPPING)
        health.stop()


async def _publish(parts: Installation) -> None:
    catalogues = parts.office.catalogues
    failed = await publish(parts.channel.bot, commands(catalogues), about(catalogues))
    if failed:
        log.warning("the command lists could not be set", count=failed)
