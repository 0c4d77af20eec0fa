"""/card: a printed card becomes somebody's, by two numbers."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from bot.desk.shelter.commands import NOT_YOURS
from bot.desk.shelter.linking import HOW, LINKED, NO_CARD
from bot.desk.shelter.whose import NOBODY
from bot.office import Office
from bot.shelter.paper_cards import make_cards
from bot.store.database import Database
from bot.store.tables import Audit, Listing, PaperCard
from tests.databases import NOON, SQLITE
from tests.desk.shelter.conftest import OTHERS, Comes, Waits, listing_of

pytestmark = SQLITE


async def printed(database: Database, office: Office, count: int = 1) -> list[str]:
    """The numbers of new cards."""
    async with database.begin() as session:
        cards = make_cards(session, office.vault, office.catalogues, "ar", count, NOON)
    return [card.reference for card in cards]


async def test_a_volunteer_links_a_card_and_its_number_is_theirs(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    ada, (whose,) = await comes("Ada", "volunteer"), await waits(1)
    (card,) = await printed(database, office)
    before = await listing_of(database, whose)
    said = await ada.says(f"/card {whose.lower()} {card.replace('-', '')}")
    assert said == ada.reads(LINKED.with_values(reference=card))
    after = await listing_of(database, card)
    assert (after.id, after.since) == (before.id, before.since)
    async with database.begin() as session:
        kept = (await session.scalars(select(PaperCard))).one()
        query = select(Audit.actor).where(Audit.action == "paper_card linked")
        assert (await session.scalar(query), kept.person_id) == (ada.id, after.person_id)


async def test_a_card_is_given_once_and_a_new_one_ends_the_old(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    ada, (one, other) = await comes("Ada", "volunteer"), await waits(2)
    first, second = await printed(database, office, 2)
    await ada.says(f"/card {one} {first}")
    assert await ada.says(f"/card {other} {first}") == ada.reads(NO_CARD)
    await ada.says(f"/card {first} {second}")
    async with database.begin() as session:
        assert list(await session.scalars(select(PaperCard.reference))) == [second]
    assert await ada.says(f"/card {other} {first}") == ada.reads(NO_CARD)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/card", HOW),
        ("/card {whose}", HOW),
        ("/card {whose} {card} {card}", HOW),
        ("/card ZZZZ-ZZZZ {card}", NOBODY),
        ("/card {whose} ZZZZ-ZZZZ", NO_CARD),
    ],
)
async def test_what_does_not_fit_is_said_and_links_nothing(
    database: Database, office: Office, comes: Comes, waits: Waits, typed: str, text: object
) -> None:
    ada, (whose,) = await comes("Ada", "volunteer"), await waits(1)
    (card,) = await printed(database, office)
    said = await ada.says(typed.format(whose=whose, card=card))
    assert said == ada.reads(text)  # type: ignore[arg-type]
    async with database.begin() as session:
        assert await session.scalar(select(PaperCard.person_id)) is None


async def test_who_has_left_the_list_gets_no_card(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    ada, (whose,) = await comes("Ada", "volunteer"), await waits(1)
    (card,) = await printed(database, office)
    async with database.begin() as session:
        await session.execute(update(Listing).values(state="withdrawn"))
    assert await ada.says(f"/card {whose} {card}") == ada.reads(NOBODY)


async def test_another_service_links_no_card(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    lena, (whose,) = await comes("Lena", "volunteer", OTHERS), await waits(1)
    (card,) = await printed(database, office)
    assert await lena.says(f"/card {whose} {card}") == lena.reads(NOT_YOURS)
