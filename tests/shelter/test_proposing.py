"""A proposal is decided once, by whoever saw it as it is; the share of the longest counts on."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from bot.office import Office
from bot.shelter.declared import Declared
from bot.shelter.houses import About, make_house
from bot.shelter.offering import open_offers
from bot.shelter.overriding import leave_out, next_in_line, swap
from bot.shelter.proposing import Places, approve, decided_by, discard, propose_for, proposed
from bot.store.database import Database
from bot.store.tables import Listing, Override, Vacancy
from tests.databases import SQLITE, rows
from tests.shelter.conftest import Joins

BY = uuid4()
MAN = Declared("men", 1)


async def made(
    database: Database, office: Office, joins: Joins, people: int = 12, places: int = 2
) -> Vacancy:
    """A proposal for men; the first of them has waited longest."""
    async with database.begin() as session:
        house = make_house(session, office, About("Harbour House", "Quay Street 1"), BY)
        for day in range(people, 0, -1):
            _known, listing = await joins(session, str(5_000_000_000 + day), MAN)
            listing.since = office.now() - timedelta(days=day)
    return await proposes(database, office, house.id, places)


async def proposes(database: Database, office: Office, house: UUID, places: int) -> Vacancy:
    """A proposal for so many places from tomorrow on."""
    async with database.begin() as session:
        free = Places(house, "men", places, office.now() + timedelta(days=1), 7)
        return await propose_for(session, office, free, BY)


async def test_of_transactions_that_approve_beside_each_other_one_wins(
    database: Database, office: Office, joins: Joins
) -> None:
    vacancy, hands = await made(database, office, joins), [uuid4() for _ in range(5)]

    async def approves(by: UUID) -> bool:
        async with database.beside() as session:
            seen = await session.get_one(Vacancy, vacancy.id)
            return await approve(session, seen, 1, by, office.now())

    won = await asyncio.gather(*(approves(by) for by in hands))
    assert sum(won) == 1
    (kept,) = await rows(database, Vacancy)
    assert (kept.state, kept.version) == ("approved", 2)
    assert kept.approved_by == hands[won.index(True)]
    async with database.begin() as session:
        assert await decided_by(session, kept) == ("vacancy approved", kept.approved_by)


@SQLITE
async def test_nothing_is_decided_about_what_was_not_seen(
    database: Database, office: Office, joins: Joins
) -> None:
    vacancy = await made(database, office, joins)
    async with database.begin() as session:
        now, seen = office.now(), await session.get_one(Vacancy, vacancy.id)
        first, second = await proposed(session, seen)
        assert await leave_out(session, office, seen, 1, [first], "team", BY, refill=True)
        other = (await next_in_line(session, office, seen, second))[0].id
        assert not await leave_out(session, office, seen, 1, [second], "team", BY, refill=True)
        assert not await swap(session, office, seen, 1, second, other, "team", BY)
        assert not await discard(session, seen, 1, BY, now)
        assert not await approve(session, seen, 1, BY, now)
        assert await approve(session, seen, 2, BY, now)
        assert not await discard(session, seen, 3, BY, now)
    assert len(await rows(database, Override)) == 1


@SQLITE
async def test_a_place_goes_only_to_one_of_the_next(
    database: Database, office: Office, joins: Joins
) -> None:
    vacancy = await made(database, office, joins)
    async with database.begin() as session:
        seen = await session.get_one(Vacancy, vacancy.id)
        first, second = await proposed(session, seen)
        line = [unit.id for unit in await next_in_line(session, office, seen, first)]
        assert len(line) == 8
        assert not {first.listing_id, second.listing_id} & set(line)
        behind = set(await session.scalars(select(Listing.id))) - set(line)
        assert len(behind) == 4
        for nobody in (*behind, uuid4()):
            assert not await swap(session, office, seen, 1, first, nobody, "team", BY)
        assert await swap(session, office, seen, 1, first, line[7], "team", BY)


@SQLITE
async def test_the_share_of_those_who_wait_longest_is_counted_over_all_places_given(
    database: Database, office: Office, joins: Joins
) -> None:
    first = await made(database, office, joins, places=3)
    async with database.begin() as session:
        assert await discard(session, await session.get_one(Vacancy, first.id), 1, BY, office.now())
        for day, listing in enumerate(await session.scalars(select(Listing).order_by("since"))):
            listing.tier = 1 if day > 5 else 3
    given = []
    for places in (3, 1, 3, 1):
        vacancy = await proposes(database, office, first.house_id, places)
        async with database.begin() as session:
            seen = await session.get_one(Vacancy, vacancy.id)
            given += [offer.why for offer in await proposed(session, seen)]
            assert await approve(session, seen, 1, BY, office.now())
            assert await open_offers(session, office, seen, BY) == places
    assert given == ["tier", "tier", "tier", "longest", "tier", "tier", "tier", "next"]
    waiting = [each for each in await rows(database, Listing) if each.state == "waiting"]
    assert {each.tier for each in waiting} == {3}
