"""A person changes a message: nothing is overwritten that somebody may have read."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.engine import Answer, Conversation, Entry, _
from bot.people.words import all_held, change_held, open_held
from bot.post.events import Edited
from bot.reception.visit import Visit
from bot.store.tables import EntryRow, Ticket
from bot.tickets.entries import add_entry, answers_of, open_entry, words_body
from bot.tickets.owner import tell_owner

CHANGED = _("We have seen your change in %(reference)s.")
CHANGED_ANSWER = _("We have changed it.")
TOO_LATE = _("We cannot find the message that you changed. Please write it again.")


async def hear_edit(visit: Visit, edited: Edited) -> None:
    """In a ticket the new words are added beside the old; in an answer or in words that are not
    sent yet they replace them. A place that moves is nothing that anybody wrote.
    """
    if edited.entry.kind == "location":
        visit.answered_otherwise = True
        return
    row = await _row_with(visit, edited.message)
    if row is not None:
        await _in_ticket(visit, row, edited.entry)
    elif await _in_answer(visit, edited.entry) or await _in_held(visit, edited.entry):
        visit.say(CHANGED_ANSWER)
    else:
        visit.say(TOO_LATE)


async def _row_with(visit: Visit, message: str) -> EntryRow | None:
    """What came into a ticket in a message, be it among the answers of a flow."""
    mine = EntryRow.chat == visit.known.contact.address_index
    query = select(EntryRow).where(mine, EntryRow.source == message, EntryRow.kind != "answers")
    row = (await visit.session.scalars(query.limit(1))).one_or_none()
    if row is not None:
        return row
    answers = select(EntryRow).where(mine, EntryRow.kind == "answers").order_by(EntryRow.number)
    for each in await visit.session.scalars(answers):
        key = await visit.office.people.key_of(visit.session, each.person_id)
        given = [entry for a in answers_of(open_entry(each, key)) for entry in a.entries]
        if message in [entry.source for entry in given]:
            return each
    return None


async def _in_answer(visit: Visit, entry: Entry) -> bool:
    for flow in list(visit.conversations):
        conversation = visit.conversation(flow)
        changed = {step: _changed(a, entry) for step, a in conversation.answers.items()}
        if changed != conversation.answers:
            await visit.keep(Conversation(flow, changed))
            return True
    return False


async def _in_held(visit: Visit, entry: Entry) -> bool:
    for row in await all_held(visit.session, visit.known):
        if open_held(visit.known, row).source == entry.source:
            change_held(visit.known, row, entry)
            return True
    return False


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
        replace(entry, album=each.album) if each.source == entry.source else each for each in answer
    )
