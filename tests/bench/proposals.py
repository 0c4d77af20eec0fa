"""A proposal from a SQLite file with thousands of households that wait: reading them and deciding
whose turn it is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.shelter.policy import Free, Unit, propose
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Listing, Person
from tests.bench.figures import Figures
from tests.bench.nights import TIERS

HOUSEHOLDS, PLACES, RUNS = 3000, 40, 100
COLUMNS = ("first ms", "median ms", "worst ms", "of it the order, median ms")
NOTES = (
    f"{HOUSEHOLDS:,} households wait on one list, in a SQLite file; {PLACES} places are free, 3 of "
    "them accessible. A proposal: a transaction, one query of the columns that the order needs, "
    f"and the order itself. {RUNS} times, one after the other; the first with nothing compiled or "
    "cached."
)


async def proposals(folder: Path) -> Figures:
    """How long one takes."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'waiting.db'}")
    await migrate(database)
    await _fill(database)
    whole, order = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        async with database.begin() as session:
            waiting = await _units(session, "men")
            read = time.perf_counter()
            picks = propose(waiting, Free("men", PLACES, accessible=3)).picks
        whole.append((time.perf_counter() - began) * 1000)
        order.append((time.perf_counter() - read) * 1000)
        if (len(waiting), len(picks)) != (HOUSEHOLDS, PLACES):
            raise RuntimeError("that is no proposal")
    await database.close()
    figures = Figures(f"A proposal, {HOUSEHOLDS:,} waiting", NOTES, COLUMNS, bars=False)
    middle = RUNS // 2
    figures.add("SQLite", whole[0], sorted(whole)[middle], max(whole), sorted(order)[middle])
    return figures


async def _units(session: AsyncSession, name: str) -> list[Unit]:
    """Everybody who waits on a list, by columns and not as rows of the ORM."""
    query = select(
        Listing.id,
        Listing.tier,
        Listing.since,
        Listing.lot,
        Listing.size,
        Listing.cots,
        Listing.accessible,
        Listing.tonight,
    ).where(Listing.state == "waiting", Listing.list == name, Listing.size.is_not(None))
    return [
        Unit(row, name, tier, since, lot, size or 1, cots, accessible, tonight)
        for row, tier, since, lot, size, cots, accessible, tonight in await session.execute(query)
    ]


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
