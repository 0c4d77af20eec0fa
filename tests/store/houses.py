"""Two places for an installation: where it is, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Row, insert, select

from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.audit import note
from bot.privacy.keycheck import check_keys
from bot.privacy.vault import Vault
from bot.store.copying.rows import COPIED
from bot.store.database import Database
from bot.store.tables import Posted
from tests.databases import NOON, OLD_KEY, place
from tests.privacy.lives import Life, live

THERE, BACK = ("postgresql", "sqlite postgresql"), ("postgresql", "postgresql sqlite")
IN_FILES, AMONG_SERVERS = ("sqlite", "sqlite sqlite"), ("postgresql", "postgresql postgresql")
"""From which kind of database to which; the word before says whether a server is needed."""

WAYS, THERE_AND_BACK, MOVING_TO_A_SERVER, WITHOUT_A_SERVER = (
    pytest.mark.parametrize(("backend", "way"), ways, indirect=["backend"])
    for ways in ([THERE, BACK, IN_FILES, AMONG_SERVERS], [THERE, BACK], [THERE], [IN_FILES])
)
MANY = 1300
AWKWARD = ("a", "B", "b", "A1", "é", "z_", "Z-", "ﷺ", "_", "~")
"""Beginnings of keys that languages order otherwise than bytes do."""


@pytest.fixture
def addresses(
    backend: str, way: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[str, str]]:
    """Where an installation is, and a bare place for it."""
    old, new = way.split()
    with (
        place(old, tmp_path / "loket.db", request, bare=False) as source,
        place(new, tmp_path / "new.db", request, bare=True) as target,
    ):
        yield source, target


async def settle(database: Database, vault: Vault, people: People, outbox: OutboxStore) -> Life:
    """Somebody's whole life through the real stores, an audit log, and very many rows whose keys
    are words; whose life it was.
    """
    async with database.begin() as session:
        await check_keys(session, vault, (OLD_KEY.name,))
        for number in range(3):
            note(session, "claimed", NOON + timedelta(microseconds=number), actor=uuid4())
        moments = (NOON + timedelta(microseconds=7 * n) for n in range(MANY))
        many = [
            {"chat": f"{AWKWARD[n % 10]}{n % 31}", "message": str(n), "ours": n % 2 == 0, "at": at}
            for n, at in enumerate(moments)
        ]
        await session.execute(insert(Posted), many)
    await live(database, people, outbox, "5000000001")
    return await live(database, people, outbox, "5000000002")


async def everything(database: Database) -> dict[str, Sequence[Row[Any]]]:
    """Every row of every table that is copied, in the order of its key."""
    found: dict[str, Sequence[Row[Any]]] = {}
    async with database.engine.connect() as connection:
        for table in COPIED:
            rows = (await connection.execute(select(table))).all()
            found[table.name] = sorted(rows, key=lambda row: [str(value) for value in row])
    return found
