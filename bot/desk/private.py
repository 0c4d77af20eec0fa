"""What a volunteer writes in the private chat: a reply is an answer, all else is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select

from bot.desk import acts
from bot.desk.recording.screens import heard
from bot.desk.staff import Member
from bot.desk.tokens import button, read_id
from bot.engine import Entry, Text, _
from bot.people.words import hold, open_held
from bot.post.actions import Button, Edit, Send
from bot.post.events import Said
from bot.store.tables import EntryRow, Held, Outbox, Posted, Ticket
from bot.tickets.life import UNCLOSED

ASK = _("This is no reply to a ticket, so nobody got it. Send it?")
SEND_TO = _("Send to %(reference)s (%(language)s)")
DISCARD = _("Discard")
NO_TICKETS = _("You have no ticket now, so nobody got this. /desk shows what waits.")
NOT_A_TICKET = _("That message belongs to no ticket of yours. Reply to a message of the ticket.")
CANNOT_SEND = _("This kind of message cannot be sent on. Use words, voice, a photo or a file.")
SENT = _("Sent to %(reference)s.")
DISCARDED = _("Discarded.")
GONE = _("This was decided already.")
EDIT_NOT_SENT = _("The person keeps the first wording. To correct it, reply again.")


async def hear(member: Member, said: Said) -> None:
    """A volunteer's message that is no command."""
    if said.entry.kind == "other":
        return member.tell(CANNOT_SEND, reply_to=said.message)
    if not said.reply_to and said.entry.kind == "voice" and await heard(member, said.entry):
        return None
    if not said.reply_to:
        return await _ask(member, said.entry)
    ticket = await ticket_of(member, said.reply_to)
    if ticket is None:
        return member.tell(NOT_A_TICKET, reply_to=said.message)
    told = await acts.answer(member, ticket, said.entry)
    return member.tell(told, reply_to=said.message) if told else None


async def ticket_of(member: Member, message: str) -> Ticket | None:
    """The ticket that a message in this private chat belongs to: one that was shown, or one with
    which the volunteer answered.
    """
    chat = member.known.contact.address_index
    shown = select(Posted.ticket_id).where(Posted.chat == chat, Posted.message == message)
    written = select(EntryRow.ticket_id).where(
        EntryRow.chat == chat, EntryRow.source == message, EntryRow.volunteer_id == member.id
    )
    ticket_id = await member.session.scalar(shown)
    ticket_id = ticket_id or await member.session.scalar(written.limit(1))
    return await member.session.get(Ticket, ticket_id) if ticket_id else None


async def on_its_way(member: Member, message: str) -> bool:
    """Whether a message that is replied to may be one that is being sent: a fast reply comes
    before its id is known.
    """
    chat = member.known.contact.address_index
    known = exists().where(Posted.chat == chat, Posted.message == message)
    own = exists().where(EntryRow.chat == chat, EntryRow.source == message)
    sending = exists().where(Outbox.chat == chat, Outbox.state == "sending")
    return bool(await member.session.scalar(select(sending & ~known & ~own)))


async def own_tickets(member: Member) -> Sequence[Ticket]:
    """The tickets that the volunteer has and that are not closed."""
    query = select(Ticket).where(Ticket.owner_id == member.id, Ticket.state.in_(UNCLOSED))
    return (await member.session.scalars(query.order_by(Ticket.claimed_at.desc()))).all()


async def _ask(member: Member, entry: Entry) -> None:
    """What is not a reply is never sent without asking."""
    tickets = await own_tickets(member)
    if not tickets:
        return member.tell(NO_TICKETS, reply_to=entry.source)
    held = hold(member.session, member.known, entry, "sending", member.office.now())
    rows = [(_send_button(member, held, ticket),) for ticket in tickets[:8]]
    discard = (button(member.words(DISCARD), "discard", held),)
    buttons = (*rows, discard)
    member.send(Send(member.words(ASK), buttons=buttons, reply_to=entry.source))
    return None


def _send_button(member: Member, held: UUID, ticket: Ticket) -> Button:
    language = member.office.catalogues[ticket.language].endonym
    label = SEND_TO.with_values(reference=ticket.reference, language=language)
    return button(member.words(label), "send", held, ticket.id)


async def decide_held(member: Member, act: str, about: Sequence[str], message: str) -> Text:
    """*Send* or *Discard* under the question; what to tell whoever pressed."""
    held_id = read_id(about[0])
    row = await member.session.get(Held, held_id) if held_id else None
    if row is None or row.contact_id != member.known.contact.id:
        return GONE
    told = DISCARDED
    if act == "send":
        ticket_id = read_id(about[1]) if len(about) > 1 else None
        ticket = await member.session.get(Ticket, ticket_id) if ticket_id else None
        if ticket is None:
            return GONE
        refused = await acts.answer(member, ticket, open_held(member.known, row))
        if refused is not None:
            return refused
        told = SENT.with_values(reference=ticket.reference)
    await member.session.delete(row)
    member.send(Edit(message, member.words(told)))
    return told
