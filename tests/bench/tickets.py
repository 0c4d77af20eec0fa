"""The same rush with nothing stored, and with the tickets of years."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.demo.process import ROOT
from bot.privacy.keyring import new_key
from tests.bench.contestants import LOKET
from tests.bench.figures import Figures, percentile
from tests.bench.options import NETWORK, Options
from tests.bench.plan import Plan
from tests.bench.running import Store, play

PEOPLE = 40
COLUMNS = ("messages/s", "wait p50 s", "wait p99 s", "CPU ms", "memory MB", "database MB")
NOTES = (
    f"{PEOPLE} people at once, 12 messages each, {NETWORK * 1000:.0f} ms of network, Telegram's "
    "limits; the runs alternate. Each stored ticket has a person, a contact, their keys, a "
    "consent, a card and its lines in the audit log, and three sealed entries where it is open or "
    "was closed in the last 30 days (older words are forgotten). "
    "Database: before the rush."
)


async def tickets(options: Options) -> list[Figures]:
    """One table; the filled files are kept for this run of the bench only."""
    figures = Figures("Stored tickets", NOTES, COLUMNS, (COLUMNS[0], _name(0)))
    stores = {count: await _filled(options.folder, count) for count in (0, *options.tickets)}
    for _ in range(options.rounds):
        for count, store in stores.items():
            run = await play(LOKET, Plan(LOKET.script, PEOPLE, NETWORK), store)
            waits = run.told.waits
            figures.add(
                _name(count),
                len(waits) / run.told.seconds,
                percentile(waits, 0.5),
                percentile(waits, 0.99),
                run.cpu * 1000 / len(waits),
                run.memory,
                store.file.stat().st_size / 1e6,
            )
    return [figures]


def _name(count: int) -> str:
    return f"{count:,} tickets"


async def _filled(folder: Path, count: int) -> Store:
    store = Store(folder / f"{count}.db", new_key("bench"))
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.filling", str(store.file), str(count), store.key),
        cwd=ROOT,
    )
    if await child.wait():
        raise RuntimeError(f"no database with {count} tickets could be made")
    return store
