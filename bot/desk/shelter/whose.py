"""Whom a number means: somebody on the list, by their own number or by that of a ticket."""

from __future__ import annotations

from sqlalchemy import select

from bot.desk.shelter.screen import Screen
from bot.engine import _
from bot.people.references import read_reference
from bot.shelter.joining import listing_of
from bot.store.tables import Listing, Person, Speaking
from bot.tickets.life import by_reference

NOBODY = _("Nobody on our list has that number.")
WHICH = _("Write the number after it, like %(command)s 4M7K-2PQR.")


async def find_listing(screen: Screen, typed: str) -> Listing | None:
    """The listing of somebody's number, or of whom a ticket is about."""
    session = screen.member.session
    reference = read_reference(typed)
    query = select(Listing).join(Person, Person.id == Listing.person_id)
    found = (await session.scalars(query.where(Person.reference == reference))).one_or_none()
    if found is not None:
        return found
    ticket = await by_reference(session, reference)
    return await listing_of(session, ticket.person_id) if ticket else None


async def is_own(screen: Screen, listing: Listing) -> bool:
    """Whether it is the place of the volunteer, or of somebody for whom their phone speaks."""
    speaking = (screen.member.known.contact.id, listing.person_id)
    return await screen.member.session.get(Speaking, speaking) is not None


async def reference_of(screen: Screen, listing: Listing) -> str:
    """The number of whoever waits."""
    return (await screen.member.session.get_one(Person, listing.person_id)).reference
