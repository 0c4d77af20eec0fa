"""Cards as a source of the sender: what a process that comes after another has to know."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import MovableClock
from bot.desk.cards import Cards
from bot.office import Office
from bot.post.errors import NotDone, TooMany, Uncertain
from bot.post.sending import Done, Earlier
from bot.post.settling import AFTER_DOUBT
from bot.privacy.vault import Key
from bot.store.database import Database
from bot.store.tables import Card, Ticket
from bot.tickets.cards import refresh_card, show_on_card
from tests.databases import CHANNEL, rows
from tests.tickets.conftest import GROUP

Opened = tuple[Ticket, Key]
MINUTE = timedelta(minutes=1)


async def shown(database: Database, office: Office, opened: Opened, fault: NotDone | None) -> bool:
    """Something changed: the card is posted or edited, or that fails. False where it waits."""
    async with database.begin() as session:
        ticket = await session.get_one(Ticket, opened[0].id)
        if ticket.card_id is None:
            await show_on_card(session, office, ticket)
        await refresh_card(session, ticket)
        session.expire_all()
        cards = Cards(office)
        jobs = await cards.take(session, 10, set())
        await cards.settle(session, [Done(job, () if fault else ("7",), fault) for job in jobs])
    return bool(jobs)


async def earlier(database: Database, office: Office) -> list[Earlier]:
    """What another process would be told of the last minute."""
    async with database.begin() as session:
        return await Cards(office).earlier(session, office.now() - MINUTE)


async def test_a_card_counts_as_often_as_it_was_shown_within_a_minute(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    chat = office.vault.index(CHANNEL, GROUP)
    assert await earlier(database, office) == []
    for often in (1, 2, 3):
        clock.move(MINUTE / 2)
        assert await shown(database, office, opened, None)
        assert await earlier(database, office) == [Earlier(chat, True, clock.now(), often)]
    clock.move(MINUTE * 2)
    assert await earlier(database, office) == []
    assert await shown(database, office, opened, None)
    assert await earlier(database, office) == [Earlier(chat, True, clock.now(), 1)]


async def test_a_group_that_had_too_much_is_left_alone_for_as_long_as_it_asked(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    assert await shown(database, office, opened, TooMany(30))
    clock.move(MINUTE / 6)
    (told,) = await earlier(database, office)
    assert (told.often, told.rest) == (0, timedelta(seconds=20))
    clock.move(MINUTE / 3)
    assert await shown(database, office, opened, None)


async def test_a_card_that_may_have_been_posted_is_posted_again_ever_more_slowly(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    for wait in (*AFTER_DOUBT, AFTER_DOUBT[-1]):
        assert await shown(database, office, opened, Uncertain())
        clock.move(wait - timedelta(seconds=1))
        assert not await shown(database, office, opened, None)
        clock.move(timedelta(seconds=1))
    assert await shown(database, office, opened, None)
    (card,) = await rows(database, Card)
    assert card.message == "7"
