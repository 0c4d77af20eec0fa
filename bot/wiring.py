"""Putting the parts of one installation together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from bot.answers.library import AnswerLibrary
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller
from bot.clock import Clock
from bot.desk.away import was_away
from bot.desk.cards import Cards
from bot.desk.delivery import DeliveryReports
from bot.desk.digest import Digest
from bot.desk.membership import Memberships
from bot.desk.room import Desk
from bot.desk.telling import Telling
from bot.desk.unanswered import Unanswered
from bot.housekeeping import Housekeeping
from bot.notices.broadcast import Broadcast
from bot.notices.letters import Letters
from bot.office import Office
from bot.people.known import People
from bot.post.dispatcher import Dispatcher
from bot.post.errors import NotDone, Revoked
from bot.post.heard import Heard
from bot.post.inbox import InboxStore
from bot.post.outbox import OutboxStore
from bot.post.pacing import Pacer
from bot.post.rooms import Room
from bot.post.sender import Sender
from bot.post.sending import Source
from bot.post.sharing import InCompany
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Vault
from bot.reception.room import Reception
from bot.rounds import Rounds, one_after_the_other
from bot.settings import Settings
from bot.shelter.due import Due
from bot.shelter.unreached import Unreached
from bot.speech.catalogues import Catalogues
from bot.starting import finish_erasures, prepare
from bot.store.backups import note
from bot.store.database import Database
from bot.store.lock import sole_process
from bot.store.migrate import migrate
from bot.store.presence import Presence
from bot.tickets.spoken import lapse
from flows import FLOWS
from flows.answers import LIBRARY
from flows.crisis import CRISES

log = structlog.get_logger()


@dataclass
class Installation:
    """The parts that one process runs."""

    settings: Settings
    clock: Clock
    database: Database
    channel: TelegramChannel
    office: Office
    inbox: InboxStore
    dispatcher: Dispatcher
    sender: Sender
    poller: Poller
    housekeeping: Housekeeping
    presence: Presence
    telling: Telling
    rounds: Rounds
    broadcast: Broadcast


def office_of(settings: Settings, clock: Clock, link: str) -> Office:
    """What the rooms share, as the settings say it."""
    vault = Vault(settings.secret_keys)
    catalogues = Catalogues(settings.languages, settings.zone)
    return Office(
        channel=TelegramChannel.name,
        organisation=settings.organisation,
        catalogues=catalogues,
        flows=FLOWS,
        hours=settings.hours_by_service(),
        groups=settings.staff_chat,
        clock=clock,
        vault=vault,
        people=People(TelegramChannel.name, vault),
        outbox=OutboxStore(TelegramChannel.name, vault, clock),
        erasures=ErasureList(Path(settings.erasure_list)),
        link=link,
        crises=CRISES,
        library=AnswerLibrary(LIBRARY, catalogues),
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
    presence = Presence(database, office.outbox.holder)
    arrivals, sharing = office.outbox.arrivals, InCompany(presence)
    sender = Sender(database, channel, sources, pacer, arrivals, sharing, tally)
    dispatcher = Dispatcher(
        database, inbox, channel, rooms, clock, sender.wake, lambda: sender.crowded, tally
    )
    office.outbox.listeners += [
        DeliveryReports(office).heard,
        Unanswered(office).heard,
        Unreached(office).heard,
        tally.heard,
    ]
    telling = Telling(office, database, sender.wake)
    heard = Heard(database, channel.name, clock, partial(was_away, office), telling.wake)
    poller = Poller(channel, inbox, dispatcher.wake, crowded=lambda: sender.crowded, hearing=heard)
    housekeeping = Housekeeping(database, clock, Digest(office).round, partial(lapse, office))
    due = one_after_the_other(Due(office).round, Letters(office).round)
    rounds = Rounds(database, clock, due, sender.wake)
    broadcast = Broadcast(office, database, sender.wake)
    return Installation(
        settings, clock, database, channel, office, inbox,
        dispatcher, sender, poller, housekeeping, presence, telling, rounds, broadcast,
    )  # fmt: skip


@contextlib.asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Installation]:
    """An installation with its database brought up to date and its keys checked."""
    database = Database(settings.database_url)
    channel = TelegramChannel(settings.telegram_token, settings.telegram_api_url)
    async with sole_process(database.file):
        try:
            async with channel:
                note(await migrate(database, clock))
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
