"""Somebody for whom this phone speaks, beside whoever holds it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from bot.engine import Conversation, value
from bot.reception.visit import Visit
from bot.store.tables import Person, Speaking

UNDECIDED = "decision"
"""What held words wait for: whether, and in which ticket, a helper may have them."""

WHOSE = "whose"
"""Kept beside a flow's answers: the id of whom it is about. (A reference would not do: a card
brings another.)
"""


def someone_else(visit: Visit) -> Person:
    """A person of their own, for whom this contact speaks."""
    office, language = visit.office, visit.language
    person, _ = office.people.make_person(visit.session, visit.now, language)
    office.people.speak_for(visit.session, visit.known.contact, person, visit.now)
    return person


async def about_whom(visit: Visit, conversation: Conversation) -> Person | None:
    """Whom a conversation is about. None where this phone speaks for them no longer: they have
    moved to another one meanwhile, and it is never somebody else's turn to be meant.
    """
    whose = value(conversation.answers, WHOSE)
    if not whose:
        return visit.known.person
    try:
        person_id = UUID(whose)
    except ValueError:
        return None
    spoken_for = select(Speaking.person_id).where(Speaking.contact_id == visit.known.contact.id)
    query = select(Person).where(Person.id == person_id, Person.id.in_(spoken_for))
    return (await visit.session.scalars(query)).one_or_none()
