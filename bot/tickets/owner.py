"""What the owner of a ticket is sent: the person's new words, and that a ticket is gone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Entry, Text, _, joined, verbatim
from bot.office import Office
from bot.post.actions import Remove, Send
from bot.post.outbox import STAFF, About, Recipient
from bot.store.tables import EntryRow, Posted, Ticket, Volunteer
from bot.tickets.cards import refresh_card
from bot.tickets.carrying import carried
from bot.tickets.life import bring_back

# Translators: above a person's words; staff read it. %(reference)s is like 4M7-KQ2.
NEW_WORDS = _("✉️ %(reference)s, new:")
MANY_WORDS = _("✉️ %(reference)s: many messages at once. They are all in it: /mine opens it.")
EDITED = _("✏️ %(reference)s, changed by the person:")
WITHDRAWN = _("🗑 %(reference)s: the person erased everything. The ticket has ended.")


async def tell_owner(
    session: AsyncSession,
    office: Office,
    ticket: Ticket,
    entry: Entry | None,
    entry_id: UUID,
    *,
    edited: bool = False,
    brings_back: bool = True,
) -> None:
    """Bring the ticket back to its owner with the new words; without an owner they wait in it. With
    no `entry` it is brought back, and that is all.
    """
    if brings_back and ticket.state in ("answered", "closed"):
        await bring_back(session, ticket, office.now())
        await refresh_card(session, ticket)
    found = await owner_of(session, office, ticket) if entry else None
    if found is None or entry is None:
        return
    volunteer, to = found
    heading = (EDITED if edited else NEW_WORDS).with_values(reference=ticket.reference)
    about = About(ticket.person_id, ticket.id, entry_id)
    text = joined(heading, verbatim(entry.text)) if entry.text else heading
    said = office.catalogues.say(text, volunteer.language)
    for send in carried(said, entry, protected=True):
        office.outbox.put(session, to, send, about, STAFF)


async def tell_owner_of_many(session: AsyncSession, office: Office, ticket: Ticket) -> None:
    """The person writes so much that it is not shown piece by piece."""
    await write_owner(session, office, ticket, MANY_WORDS)


async def write_owner(session: AsyncSession, office: Office, ticket: Ticket, text: Text) -> None:
    """A line to the owner about a ticket; without an owner nobody needs it."""
    found = await owner_of(session, office, ticket)
    if found is not None:
        volunteer, to = found
        said = office.catalogues.say(
            text.with_values(reference=ticket.reference), volunteer.language
        )
        about = About(ticket.person_id, ticket.id)
        office.outbox.put(session, to, Send(said), about, STAFF)


async def take_from_owner(session: AsyncSession, office: Office, ticket: Ticket) -> None:
    """The person is erased: what the owner's chat still shows of them goes, as far as it can."""
    found = await owner_of(session, office, ticket)
    if found is None:
        return
    volunteer, to = found
    await close_view(session, office, ticket, to, with_replies=True)
    gone = WITHDRAWN.with_values(reference=ticket.reference)
    office.outbox.put(
        session, to, Send(office.catalogues.say(gone, volunteer.language)), rank=STAFF
    )


async def close_view(
    session: AsyncSession,
    office: Office,
    ticket: Ticket,
    to: Recipient,
    *,
    with_replies: bool = False,
) -> None:
    """What a private chat of the staff shows of a ticket goes, as far as it can, and what is on
    its way there never comes; `with_replies` also what the helper wrote there.
    """
    if to.contact_id is not None:
        await office.outbox.withdraw(session, to.contact_id, ticket.id)
    chat = office.vault.index(to.channel, to.address)
    shown = select(Posted.message).where(Posted.ticket_id == ticket.id, Posted.chat == chat)
    messages = list(await session.scalars(shown))
    if with_replies:
        written = select(EntryRow.source).where(
            EntryRow.ticket_id == ticket.id, EntryRow.chat == chat
        )
        messages += [source for source in await session.scalars(written) if source]
    if messages:
        office.outbox.put(session, to, Remove(tuple(dict.fromkeys(messages))), rank=STAFF)


async def owner_of(
    session: AsyncSession, office: Office, ticket: Ticket
) -> tuple[Volunteer, Recipient] | None:
    """The owner and their private chat; None where nobody has the ticket."""
    volunteer = await session.get(Volunteer, ticket.owner_id) if ticket.owner_id else None
    if volunteer is None:
        return None
    known = await office.people.by_contact(session, volunteer.contact_id)
    return (volunteer, known.recipient) if known else None
