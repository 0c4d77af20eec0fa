"""Somebody tries to guess the secret of a card: staff learn whose it is, by a number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.store.tables import Contact, Listing, PaperCard, Person
from bot.tickets.cards import show_on_card
from bot.tickets.life import open_ticket

TOPIC = "card_locked"
"""The topic of the ticket: give them a new card, and ask whether they still have theirs."""


async def tell_staff(session: AsyncSession, office: Office, card: PaperCard) -> None:
    """A ticket for the person of a card that was locked just now."""
    person = await session.get_one(Person, card.person_id)
    own = select(Contact).where(Contact.person_id == person.id).order_by(Contact.created_at.desc())
    contact = (await session.scalars(own.limit(1))).one_or_none()
    spoken = select(Listing.language).where(Listing.person_id == person.id)
    language = person.language or await session.scalar(spoken) or card.language
    ticket = open_ticket(
        session, person, contact, "centre", TOPIC, False, language, office.now()
    )  # fmt: skip
    await show_on_card(session, office, ticket)
