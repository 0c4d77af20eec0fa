"""Where a house is, is sealed with a key of its own."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from bot.office import Office
from bot.shelter.houses import About, close_house, houses, make_house, read_house
from bot.store.database import Database
from bot.store.tables import House, VaultKey
from tests.databases import NOON, SQLITE, rows
from tests.shelter.offers import STREET

ANCHOR = About("The Anchor", STREET, "a blanket", secret=True)
pytestmark = SQLITE


async def test_what_is_said_of_a_house_is_sealed(database: Database, office: Office) -> None:
    async with database.begin() as session:
        house = make_house(session, office, ANCHOR, by := office.outbox.holder)
        make_house(session, office, About("After it", "elsewhere"), by)
    (row, _) = sorted(await rows(database, House), key=lambda each: each.id != house.id)
    for column in (row.name, row.whereabouts, row.bring or b""):
        assert not any(word in column for word in (b"Anchor", b"Rue", b"blanket"))
    async with database.begin() as session:
        assert [about.name for _, about in await houses(session, office)] == [
            "After it", "The Anchor",
        ]  # fmt: skip
        kept = await session.get_one(House, house.id)
        assert await read_house(session, office, kept) == ANCHOR
        close_house(session, kept, NOON, by)
        await session.flush()
        assert len(await houses(session, office)) == 1
        await session.execute(delete(VaultKey).where(VaultKey.holder == house.id))
    async with database.begin() as session:
        with pytest.raises(KeyError):
            await read_house(session, office, await session.get_one(House, house.id))
    assert STREET not in repr(ANCHOR)
