"""A proposal from a SQLite file with thousands of households that wait: reading them and deciding
whose turn it is.
"""

from __future__ import annotations

import gc
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select

from bot.clock import SystemClock
from bot.office import Office
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.erasures import ErasureList
from bot.privacy.keyring import new_key, parse
from bot.privacy.vault import Vault
from bot.shelter.houses import About, make_house
from bot.shelter.policy import Free, propose
from bot.shelter.proposing import Places, propose_for, units
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Listing, Offer, Person, Vacancy
from tests.bench.figures import Figures
from tests.bench.nights import TIERS

STAFF = uuid4()
Took = tuple[float, float]
"""Milliseconds by the clock on the wall, and of CPU."""
HOUSEHOLDS, PLACES, RUNS = 3000, 40, 100
COLUMNS = ("least ms", "median ms", "worst ms", "CPU ms")
WHOLE, READ, ORDER = "a proposal, kept", "of it reading who waits", "of it the order"
NOTES = (
    f"{HOUSEHOLDS:,} households wait on one list, in a SQLite file; {PLACES} places are free, 3 of "
    "them accessible. A proposal as a coordinator asks for it (`propose_for`): one transaction "
    "that reads the list by one query of the columns that the order needs, decides and writes the "
    f"{PLACES} offers that nobody has approved. {RUNS} times, one after the other; reading and the "
    "order by themselves in other rounds. CPU: of the process, its threads included, median."
)


async def proposals(folder: Path) -> Figures:
    """How long one takes, in milliseconds."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'waiting.db'}")
    await migrate(database)
    await _fill(database)
    office = _office(folder)
    async with database.begin() as session:
        house = make_house(session, office, About("A house", "Somewhere"), STAFF).id
    places = Places(house, "men", PLACES, office.now() + timedelta(days=2), 7, accessible=3)
    figures = Figures(f"A proposal, {HOUSEHOLDS:,} waiting", NOTES, COLUMNS, bars=False)
    gc.freeze()  # as the bot does when it has started (bot/running.py)
    whole = [await _kept(database, office, places) for _ in range(RUNS)]
    parts = [await _parts(database) for _ in range(RUNS)]
    gc.unfreeze()
    await database.close()
    for name, took in zip((WHOLE, READ, ORDER), (whole, *zip(*parts, strict=True)), strict=True):
        walls, cpus = zip(*took, strict=True)
        figures.add(name, min(walls), statistics.median(walls), max(walls), statistics.median(cpus))
    return figures


async def _kept(database: Database, office: Office, places: Places) -> Took:
    began = _now()
    async with database.begin() as session:
        await propose_for(session, office, places, STAFF)
    took = _since(began)
    async with database.begin() as session:
        kept = await session.scalar(select(func.count()).select_from(Offer))
        await session.execute(delete(Offer))
        await session.execute(delete(Vacancy))
    if kept != PLACES:
        raise RuntimeError("that is no proposal")
    return took


async def _parts(database: Database) -> tuple[Took, Took]:
    began = _now()
    async with database.begin() as session:
        waiting = await units(session, "men")
    reading, read = _since(began), _now()
    propose(waiting, Free("men", PLACES, accessible=3))
    return reading, _since(read)


def _now() -> Took:
    return time.perf_counter(), time.process_time()


def _since(began: Took) -> Took:
    wall, cpu = _now()
    return (wall - began[0]) * 1000, (cpu - began[1]) * 1000


def _office(folder: Path) -> Office:
    clock, vault = SystemClock(), Vault(parse(new_key("bench")))
    return Office(
        channel="telegram",
        organisation="Helpdesk Brussels",
        catalogues=Catalogues(("en",), ZoneInfo("Europe/Brussels")),
        flows={},
        hours={},
        groups={},
        clock=clock,
        vault=vault,
        people=People("telegram", vault),
        outbox=OutboxStore("telegram", vault, clock),
        erasures=ErasureList(folder / "erased.txt"),
    )


async def _fill(database: Database) -> None:
    chance, now = Random(1), datetime.now(UTC)  # noqa: S311
    people, listings = [], []
    for number in range(HOUSEHOLDS):
        person = uuid4()
        since = now - timedelta(minutes=chance.randrange(35 * 24 * 60))
        people.append(
            {"id": person, "reference": f"B{number:07}", "language": "ar", "created_at": since}
        )
        listings.append(
            {
                "id": uuid4(),
                "person_id": person,
                "list": "men",
                "state": "waiting",
                "since": since,
                "lot": chance.getrandbits(60),
                "tier": chance.choices((1, 2, 3), TIERS)[0],
                "size": 1,
                "accessible": chance.random() < 0.05,
                "tonight": chance.random() < 0.3,
                "language": "ar",
                "declared": chance.randbytes(200),
                "heard_at": since,
            }
        )
    async with database.begin() as session:
        await session.execute(insert(Person), people)
        await session.execute(insert(Listing), listings)
