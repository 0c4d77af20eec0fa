"""One phone, several people: what is done to a place is done to the one that was meant."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from bot.shelter.paper_cards import link
from bot.store.database import Database
from bot.store.tables import Consent, ConversationRow, Listing, PaperCard, Person, Speaking
from flows.numbers import CHILD_ALONE
from tests.databases import NOON, SQLITE, rows
from tests.shelter.phone import Phone
from tests.shelter.test_my_place import also_lists_a_woman, listed, sees_place

pytestmark = SQLITE


async def looks_at_hers(phone: Phone, database: Database) -> UUID:
    """A man who has put a woman on the list as well looks at her place; her person."""
    await listed(phone)
    await also_lists_a_woman(phone)
    await sees_place(phone)
    references = {each.id: each.reference for each in await rows(database, Person)}
    hers = next(each for each in await rows(database, Listing) if each.list == "women")
    await phone.says(next(k for k in phone.keys if references[hers.person_id] in k))
    return hers.person_id


async def states(database: Database) -> dict[str | None, str]:
    return {each.list: each.state for each in await rows(database, Listing)}


async def test_who_moved_to_another_phone_meanwhile_is_not_answered_for_nor_is_anybody_else(
    phone: Phone, database: Database
) -> None:
    hers = await looks_at_hers(phone, database)
    await phone.chooses("my_place", what="withdraw")
    async with database.begin() as session:
        speaking = select(Speaking).where(Speaking.person_id == hers)
        await session.delete((await session.scalars(speaking)).one())
    await phone.chooses("my_place", sure="yes")
    assert await states(database) == {"men": "waiting", "women": "waiting"}


async def test_a_card_that_brings_another_number_does_not_change_who_is_meant(
    phone: Phone, database: Database
) -> None:
    hers = await looks_at_hers(phone, database)
    async with database.begin() as session:
        card = PaperCard(
            id=UUID(int=7), reference="4M7K-Q2CD", secret="x", language="en", made_at=NOON
        )
        session.add(card)
        assert await link(session, card, await session.get_one(Person, hers), NOON, UUID(int=1))
    await phone.chooses("my_place", what="pause")
    assert await states(database) == {"men": "waiting", "women": "set_aside"}


async def test_when_it_was_forgotten_whose_place_it_is_it_is_asked_again(
    phone: Phone, database: Database
) -> None:
    await looks_at_hers(phone, database)
    async with database.begin() as session:
        for row in await session.scalars(select(ConversationRow)):
            await session.delete(row)  # as after three days
    await phone.chooses("my_place", what="pause")
    assert await states(database) == {"men": "waiting", "women": "waiting"}
    assert "Whose place do you mean?" in phone.last


async def test_no_for_somebody_else_takes_nothing_back_of_ones_own(
    phone: Phone, database: Database
) -> None:
    await phone.begins()
    await phone.joins()
    await phone.says("/menu")
    await phone.chooses("menu", menu="sleep")
    await phone.chooses("shelter", what="join")
    await phone.chooses("listed_already", who="other")
    await phone.chooses("join_list", consent="no")
    given = [row.given for row in await rows(database, Consent) if row.purpose == "list"]
    assert given == [True]


async def test_who_says_later_that_they_are_a_child_and_alone_waits_for_no_place(
    phone: Phone, database: Database
) -> None:
    await listed(phone)
    await sees_place(phone)
    await phone.chooses("my_place", what="change")
    said = await phone.chooses("join_list", safe="yes", age="minor_alone")
    assert phone.words(CHILD_ALONE) in said
    (listing,) = await rows(database, Listing)
    assert listing.state == "draft"
    assert listing.talk_by is not None
