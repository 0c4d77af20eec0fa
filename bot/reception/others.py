"""Somebody for whom this phone speaks, beside whoever holds it."""

from __future__ import annotations

from sqlalchemy import select

from bot.engine import Conversation, value
from bot.reception.visit import Visit
from bot.store.tables import Person, Speaking

UNDECIDED = "decision"
"""What held words wait for: whether, and in which ticket, a helper may have them."""

WHOSE = "whose"
"""Kept beside a flow's answers: the reference of whom it is about, where it is not "me"."""


def someone_else(visit: Visit) -> Person:
    """A person of their own, for whom this contact speaks."""
    office, language = visit.office, visit.language
    person, _ = office.people.make_person(visit.session, visit.now, language)
    office.people.speak_for(visit.session, visit.known.contact, person, visit.now)
    return person


async def about_whom(visit: Visit, conversation: Conversation) -> Person:
    """Whom a conversation is about. A reference counts only where this phone speaks for them."""
    reference = value(conversation.answers, WHOSE)
    if not reference:
        return visit.known.person
    spoken_for = select(Speaking.person_id).where(Speaking.contact_id == visit.known.contact.id)
    query = select(Person).where(Person.reference == reference, Person.id.in_(spoken_for))
    return (await visit.session.scalars(query)).one_or_none() or visit.known.person
