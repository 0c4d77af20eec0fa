"""300 people come onto the list at once while places are offered: nobody is lost, nobody twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from bot.office import Office
from bot.shelter.declared import Declared
from bot.shelter.houses import About, make_house
from bot.shelter.joining import join
from bot.shelter.offering import open_offers
from bot.shelter.proposing import Places, approve, propose_for
from bot.store.database import Database
from bot.store.tables import Audit, Listing, Offer, Outbox, Person, Vacancy
from tests.databases import SQLITE, rows

PEOPLE, TOGETHER = 300, 5
"""So many come, so many in one transaction; some of them tap twice at the same moment."""

ROUNDS, AT_ONCE = 6, 5


async def register(database: Database, office: Office, numbers: Sequence[int]) -> None:
    """Taps on *Send*, as many in one transaction as the dispatcher takes together: somebody new
    each, or somebody whose first tap was heard already.
    """
    addresses = [str(5_000_000_000 + number) for number in numbers]
    async with database.begin() as session:
        found = await office.people.find(session, addresses)
        for address in addresses:
            known = found.get(address) or office.people.make(session, address, office.now())
            known.person.language = "en"
            await session.flush()
            man = Declared("men", 1)
            await join(session, office, known.person, "en", man, None, office.now())


async def gives_places(database: Database, office: Office, house: UUID, by: UUID) -> int:
    """A coordinator proposes and approves, while people come; how many were offered a place."""
    places = Places(house, "men", AT_ONCE, office.now() + timedelta(days=1), 7)
    async with database.begin() as session:
        vacancy = await propose_for(session, office, places, by)
    await asyncio.sleep(0)
    async with database.begin() as session:
        vacancy = await session.get_one(Vacancy, vacancy.id)
        assert await approve(session, vacancy, vacancy.version, by, office.now())
        return await open_offers(session, office, vacancy, by)


async def test_300_register_at_once_while_offers_go_out(database: Database, office: Office) -> None:
    async with database.begin() as session:
        house = make_house(session, office, About("Harbour House", "Quay Street 1"), uuid4())
    coming = [range(n, n + TOGETHER) for n in range(0, PEOPLE, TOGETHER)]
    each_round = len(coming) // ROUNDS
    tasks: list[Coroutine[None, None, int | None]] = [
        register(database, office, some) for some in coming
    ]
    for n in range(ROUNDS, 0, -1):
        tasks.insert(n * each_round, gives_places(database, office, house.id, uuid4()))
    tasks += [register(database, office, some[:1]) for some in coming[::2]]
    done = await asyncio.gather(*tasks)
    offered = sum(n for n in done if n)

    listings, offers = await rows(database, Listing), await rows(database, Offer)
    assert len(listings) == len({each.person_id for each in listings}) == PEOPLE
    assert len(await rows(database, Person)) == PEOPLE
    opened = [offer.listing_id for offer in offers if offer.state == "open"]
    assert offered == len(opened) == len(set(opened)) > 0
    assert {each.id for each in listings if each.state == "offered"} == set(opened)
    assert {each.state for each in listings} <= {"waiting", "offered"}
    per_vacancy = Counter(offer.vacancy_id for offer in offers if offer.state == "open")
    assert max(per_vacancy.values()) <= AT_ONCE
    lines = [line for line in await rows(database, Audit) if line.action == "listing joined"]
    assert Counter(line.subject for line in lines) == Counter(each.id for each in listings)
    async with database.begin() as session:
        told = set(await session.scalars(select(Outbox.person_id).where(Outbox.state == "queued")))
    of_offered = {each.person_id for each in listings if each.id in set(opened)}
    assert of_offered <= told


@SQLITE
async def test_once_all_are_there_the_first_come_first(database: Database, office: Office) -> None:
    """The same, one after the other: the order is that of the list, whoever was offered before."""
    async with database.begin() as session:
        house = make_house(session, office, About("Harbour House", "Quay Street 1"), uuid4())
        for number in range(12):
            known = office.people.make(session, str(5_000_000_000 + number), office.now())
            await session.flush()
            listing = await join(
                session, office, known.person, "en", Declared("men", 1), None, office.now()
            )
            listing.since = office.now() - timedelta(days=12 - number)
    assert await gives_places(database, office, house.id, uuid4()) == AT_ONCE
    assert await gives_places(database, office, house.id, uuid4()) == AT_ONCE
    listings = sorted(await rows(database, Listing), key=lambda each: each.since)
    assert [each.state for each in listings] == ["offered"] * 10 + ["waiting"] * 2
