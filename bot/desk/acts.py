"""What a volunteer can do with a ticket, whether by a button, a command or a reply."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.showing import show_ticket
from bot.desk.staff import Member, name_of
from bot.engine import Entry, Text, _
from bot.failpoints import Point, reach
from bot.office import Office
from bot.post.actions import Send
from bot.post.outbox import STAFF
from bot.store.tables import Ticket
from bot.tickets import life
from bot.tickets.cards import refresh_card
from bot.tickets.entries import add_entry, words_body
from bot.tickets.owner import close_view, owner_of
from bot.tickets.person import tell_closed, tell_person

CLAIMED = _("%(reference)s is yours. Read it in your private chat with me.")
START_ME = _("%(reference)s is yours. Open the private chat with me and tap Start to read it.")
ALREADY_YOURS = _("%(reference)s is yours already.")
TAKEN = _("%(name)s has %(reference)s.")
NOT_OPEN = _("%(reference)s is closed.")
NOT_YOURS = _("%(reference)s is not yours. Claim it first.")
NO_RIGHT = _("%(reference)s belongs to a service that you do not work for.")
RELEASED = _("%(reference)s waits for somebody else now.")
CLOSED = _("%(reference)s is closed. The person was told.")
CLOSED_UNTOLD = _("%(reference)s is closed. There is no contact to tell.")
NO_CONTACT = _("%(reference)s has no contact to write to.")
NOTED = _("Note kept in %(reference)s. Only helpers see it.")
CHANGED_OWNER = _("A coordinator took %(reference)s back from you.")


async def claim(member: Member, ticket: Ticket) -> Text:
    """Take a ticket; what to tell whoever pressed."""
    session, office = member.session, member.office
    if not member.may(ticket):
        return _about(NO_RIGHT, ticket)
    if not await life.claim(session, ticket, member.id, office.now()):
        if ticket.owner_id not in (None, member.id):
            office.tally.claimed(session, "lost")
        return await _who_has(member, ticket)
    office.tally.claimed(session, "won")
    await refresh_card(session, ticket)
    await show_ticket(member, ticket)
    reach(Point.CLAIMED)
    return _about(CLAIMED if member.known.contact.reachable else START_ME, ticket)


async def release(member: Member, ticket: Ticket) -> Text:
    """Give a ticket back; a coordinator may do it for others."""
    owner = ticket.owner_id
    if owner is None or not (owner == member.id or member.coordinates(ticket)):
        return _about(NOT_YOURS, ticket)
    if owner != member.id:
        found = await owner_of(member.session, member.office, ticket)
        if found is not None:
            told = _about(CHANGED_OWNER, ticket)
            volunteer, to = found
            said = member.office.catalogues.say(told, volunteer.language)
            member.office.outbox.put(member.session, to, Send(said), rank=STAFF)
    given = await give_back(member.session, member.office, ticket, owner)
    return _about(RELEASED if given else NOT_OPEN, ticket)


async def give_back(session: AsyncSession, office: Office, ticket: Ticket, owner: UUID) -> bool:
    """Take a ticket from its owner, and what their chat shows of it, as far as it can."""
    found = await owner_of(session, office, ticket)
    given = await life.release(session, ticket, owner, office.now())
    await refresh_card(session, ticket)
    if given and found is not None:
        await close_view(session, office, ticket, found[1])
    return given


async def close(member: Member, ticket: Ticket) -> Text:
    """End a ticket; the person is told, in their language."""
    if not await life.close(member.session, ticket, member.id, member.office.now()):
        return _about(NOT_YOURS if ticket.state != "closed" else NOT_OPEN, ticket)
    await refresh_card(member.session, ticket)
    told = await tell_closed(member.session, member.office, ticket)
    return _about(CLOSED if told else CLOSED_UNTOLD, ticket)


async def answer(member: Member, ticket: Ticket, entry: Entry) -> Text | None:
    """Send words to the person of a ticket. None where they are on their way: the volunteer's own
    message shows then what becomes of them.
    """
    session, office = member.session, member.office
    if ticket.contact_id is None:
        return _about(NO_CONTACT, ticket)
    if ticket.state == "closed" and ticket.owner_id == member.id:
        await life.bring_back(session, ticket, office.now())
    if not await life.answered(session, ticket, member.id, office.now()):
        return _about(NOT_YOURS, ticket)
    entry_id = await _keep(member, ticket, entry, "answer")
    await tell_person(session, office, ticket, entry, entry_id)
    await refresh_card(session, ticket)
    reach(Point.ANSWER_KEPT)
    return None


async def note(member: Member, ticket: Ticket, entry: Entry) -> Text:
    """Keep something in the ticket that only helpers see."""
    if ticket.owner_id != member.id:
        return _about(NOT_YOURS, ticket)
    await _keep(member, ticket, entry, "note")
    return _about(NOTED, ticket)


async def _keep(member: Member, ticket: Ticket, entry: Entry, kind: str) -> UUID:
    key = await member.office.people.key_of(member.session, ticket.person_id)
    return add_entry(
        member.session,
        ticket,
        key,
        kind,
        words_body(entry),
        member.office.now(),
        volunteer_id=member.id,
        source=(member.known.contact.address_index, entry.source),
    )


async def _who_has(member: Member, ticket: Ticket) -> Text:
    if ticket.owner_id == member.id:
        return _about(ALREADY_YOURS, ticket)
    if ticket.owner_id is None or ticket.state == "closed":
        return _about(NOT_OPEN, ticket)
    name = await name_of(member.session, member.office, ticket.owner_id)
    return TAKEN.with_values(name=name, reference=ticket.reference)


def _about(text: Text, ticket: Ticket) -> Text:
    return text.with_values(reference=ticket.reference)
