"""What the person of a ticket is told: a helper's answer, and that it is closed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Entry, Text, _, joined, verbatim
from bot.office import Office
from bot.people.known import Known
from bot.post.outbox import About
from bot.speech.keys import after_news
from bot.store.tables import Ticket
from bot.tickets.carrying import carried

# Translators: above a helper's answer. People never learn the helper's name.
ANSWER = _("💬 Your helper answers (%(reference)s):")
# Translators: above a second copy of an answer, when we do not know whether the first one arrived.
AGAIN = _("🔁 You may have got this message already.")
CLOSED = _("Your request %(reference)s is closed. If you need more, write here.")


async def tell_person(
    session: AsyncSession, office: Office, ticket: Ticket, entry: Entry, entry_id: UUID
) -> bool:
    """Send a helper's words to the person of the ticket, and to nobody else. The next words from
    there are for the helper. False where there is no contact to write to.
    """
    said = ANSWER.with_values(reference=ticket.reference)
    text = joined(said, verbatim(entry.text)) if entry.text else said
    return await _send(session, office, ticket, text, entry, entry_id)


async def tell_closed(session: AsyncSession, office: Office, ticket: Ticket) -> bool:
    """Say that it is closed, and how it comes back."""
    said = CLOSED.with_values(reference=ticket.reference)
    return await _send(session, office, ticket, said, None, None)


async def language_of(session: AsyncSession, office: Office, ticket: Ticket) -> str:
    """The language in which the person of a ticket is written to."""
    known = await _reader(session, office, ticket)
    return (known.person.language if known else "") or ticket.language


async def _reader(session: AsyncSession, office: Office, ticket: Ticket) -> Known | None:
    if ticket.contact_id is None:
        return None
    return await office.people.by_contact(session, ticket.contact_id)


async def _send(
    session: AsyncSession,
    office: Office,
    ticket: Ticket,
    text: Text,
    entry: Entry | None,
    entry_id: UUID | None,
) -> bool:
    known = await _reader(session, office, ticket)
    if known is None:
        return False
    contact, language = known.contact, known.person.language or ticket.language
    in_a_flow = contact.asked_flow not in (None, "menu")
    keys = after_news(office.catalogues, language, in_a_flow=in_a_flow)
    row = None
    *before, last = carried(office.catalogues.say(text, language), entry)
    again = office.catalogues.say(AGAIN, language) if entry else ""
    about = About(ticket.person_id, ticket.id, entry_id)
    for send in (*before, replace(last, keyboard=keys)):
        row = office.outbox.put(session, known.recipient, replace(send, again=again), about)
    if entry is not None or not in_a_flow:
        contact.answering, contact.answering_outbox = ticket.id, row
    return True
