"""Which card in a staff group shows a ticket."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.clock import MovableClock
from bot.office import Office
from bot.store.database import Database
from bot.store.tables import Card, MovedGroup, Ticket
from bot.tickets.cards import ON_ONE_CARD, current_group, refresh_card, show_on_card, take_off_card
from bot.tickets.life import open_ticket
from tests.databases import rows
from tests.tickets.conftest import GROUP

SECOND = timedelta(seconds=1)


async def ask(database: Database, office: Office, clock: MovableClock, service: str) -> UUID:
    """A new ticket on a card; the card's id."""
    async with database.begin() as session:
        person, _ = office.people.make_person(session, clock.now())
        ticket = open_ticket(session, person, None, service, "status", False, "ar", clock.now())
        await show_on_card(session, office, ticket)
    clock.move(SECOND)
    assert ticket.card_id is not None
    return ticket.card_id


async def set_card(database: Database, card: UUID, **values: object) -> None:
    """Change a card, as posting it does."""
    async with database.begin() as session:
        await session.execute(update(Card).where(Card.id == card).values(**values))


async def test_a_ticket_is_shown_on_a_card_of_its_services_group(
    database: Database, office: Office, clock: MovableClock
) -> None:
    card = await ask(database, office, clock, "legal")
    (kept,) = await rows(database, Card)
    assert (kept.id, kept.group_address, kept.channel) == (card, GROUP, "telegram")
    assert kept.shown < kept.wanted
    assert kept.message is None


async def test_tickets_join_the_card_that_is_not_posted_yet_up_to_its_limit(
    database: Database, office: Office, clock: MovableClock
) -> None:
    cards = [await ask(database, office, clock, "legal") for _ in range(ON_ONE_CARD + 2)]
    assert len(set(cards[:ON_ONE_CARD])) == 1
    assert len(set(cards[ON_ONE_CARD:])) == 1
    assert cards[0] != cards[-1]


@pytest.mark.parametrize("posted", [{"message": "7"}, {"shown": 1}, {"attempts": 1}])
async def test_no_ticket_joins_a_card_that_is_posted_or_on_its_way(
    database: Database, office: Office, clock: MovableClock, posted: dict[str, object]
) -> None:
    first = await ask(database, office, clock, "legal")
    await set_card(database, first, **posted)
    assert await ask(database, office, clock, "legal") != first


async def test_services_share_a_card_where_they_share_a_group_and_only_there(
    database: Database, office: Office, clock: MovableClock
) -> None:
    assert await ask(database, office, clock, "legal") == await ask(
        database, office, clock, "centre"
    )
    assert isinstance(office.groups, dict)
    office.groups["followup"] = "-1002000000002"
    other = await ask(database, office, clock, "followup")
    assert {card.group_address for card in await rows(database, Card) if card.id == other} == {
        "-1002000000002"
    }


async def test_a_change_makes_the_card_lag_behind_once_more(
    database: Database, office: Office, clock: MovableClock
) -> None:
    card = await ask(database, office, clock, "legal")
    (before,) = await rows(database, Card)
    await set_card(database, card, shown=before.wanted)
    async with database.begin() as session:
        (ticket,) = await session.scalars(select(Ticket))
        await refresh_card(session, ticket)
    assert [each.wanted for each in await rows(database, Card)] == [before.wanted + 1]


async def test_a_ticket_that_is_taken_off_leaves_a_card_that_shows_it_no_more(
    database: Database, office: Office, clock: MovableClock
) -> None:
    await ask(database, office, clock, "legal")
    (before,) = await rows(database, Card)
    async with database.begin() as session:
        (ticket,) = await session.scalars(select(Ticket))
        await take_off_card(session, ticket)
        await refresh_card(session, ticket)
    assert [each.card_id for each in await rows(database, Ticket)] == [None]
    assert [each.wanted for each in await rows(database, Card)] == [before.wanted + 1]


async def test_a_group_that_moved_is_found_however_often_it_moved(
    database: Database, office: Office, clock: MovableClock
) -> None:
    async with database.begin() as session:
        session.add(MovedGroup(old_address=GROUP, new_address="-2"))
        session.add(MovedGroup(old_address="-2", new_address="-3"))
    async with database.begin() as session:
        assert await current_group(session, GROUP) == "-3"
        assert await current_group(session, "-9") == "-9"
    await ask(database, office, clock, "legal")
    assert [card.group_address for card in await rows(database, Card)] == ["-3"]


async def test_groups_that_point_at_each_other_stop_nobody(database: Database) -> None:
    async with database.begin() as session:
        session.add(MovedGroup(old_address="-1", new_address="-2"))
        session.add(MovedGroup(old_address="-2", new_address="-1"))
    async with database.begin() as session:
        assert await current_group(session, "-1") in ("-1", "-2")
