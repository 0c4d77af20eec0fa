"""A person changes a message: nothing is overwritten that somebody may have read."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.engine import Answer, Conversation, Entry, _
from bot.post.events import Edited
from bot.reception.visit import Visit
from bot.store.tables import EntryRow, Ticket
from bot.tickets.entries import add_entry, words_body
from bot.tickets.owner import tell_owner

CHANGED = _("We have seen your change in %(reference)s.")
CHANGED_ANSWER = _("We have changed it.")
TOO_LATE = _("We cannot find the message that you changed. Please write it again.")


async def hear_edit(visit: Visit, edited: Edited) -> None:
    """In a ticket the new words are added beside the old; in an answer not yet sent they replace
    them.
    """
    query = select(EntryRow).where(
        EntryRow.chat == visit.known.contact.address_index, EntryRow.source == edited.message
    )
    row = (await visit.session.scalars(query.limit(1))).one_or_none()
    if row is not None:
        return await _in_ticket(visit, row, edited.entry)
    for flow in list(visit.conversations):
        conversation = visit.conversation(flow)
        changed = {step: _changed(a, edited.entry) for step, a in conversation.answers.items()}
        if changed != conversation.answers:
            await visit.keep(Conversation(flow, changed))
            return visit.say(CHANGED_ANSWER)
    return visit.say(TOO_LATE)


async def _in_ticket(visit: Visit, row: EntryRow, entry: Entry) -> None:
    ticket = await visit.session.get_one(Ticket, row.ticket_id)
    key = await visit.office.people.key_of(visit.session, row.person_id)
    entry_id = add_entry(
        visit.session, ticket, key, "edit", words_body(entry), visit.now, source=visit.source
    )
    await tell_owner(visit.session, visit.office, ticket, entry, entry_id, edited=True)
    visit.say(CHANGED.with_values(reference=ticket.reference))


def _changed(answer: Answer, entry: Entry) -> Answer:
    if isinstance(answer, str):
        return answer
    return tuple(
        replace(each, text=entry.text) if each.source == entry.source else each for each in answer
    )
