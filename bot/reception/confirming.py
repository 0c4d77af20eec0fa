"""Whether what a helper wrote down is right: read whatever else is asked at the moment."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.engine import (
    Answered,
    Conversation,
    Entry,
    Flow,
    GoTo,
    JoinList,
    OpenTicket,
    Started,
    Text,
    Turn,
    _,
    advance,
)
from bot.post.rooms import LOOK_AGAIN
from bot.reception.arrival import arrival
from bot.reception.effects import apply
from bot.reception.facts import filled
from bot.reception.moving import MENU, enter, move
from bot.reception.visit import Visit
from bot.speech.keys import after_news
from bot.store.tables import EntryRow, Outbox, Spoken, Ticket
from bot.tickets.cards import refresh_card
from bot.tickets.entries import change_answers, recorded_with_words
from bot.tickets.owner import tell_owner, write_owner
from bot.tickets.spoken import answers_in, fill_again
from bot.tickets.spoken_keys import Tap, tapped

SEND = "send"

NOTHING_WAITS = _(
    "There is nothing to confirm now. If your helper writes down something, we ask you again."
)
WHAT_IS_WRONG = _("Thank you. Please write or record here what is wrong: your helper gets it.")
# Translators: volunteers read these two.
IS_RIGHT = _("✅ %(reference)s: the person says that the answers are right.")
IS_WRONG = _("❌ %(reference)s: the person says that something is wrong. Correct it and ask again.")


async def read_confirmation(visit: Visit, entry: Entry) -> bool:
    """Whether it was a key of such a question; then it has taken effect, and something is said."""
    tap = tapped(entry.text, visit.office.catalogues)
    if tap is None:
        return False
    found = await _asked(visit, tap)
    if found is None:
        _say(visit, NOTHING_WAITS)
    elif await _was_read(visit, found[0]):
        await (_right if tap.key == "right" else _wrong)(visit, *found)
    return True


async def _asked(visit: Visit, tap: Tap) -> tuple[Spoken, Ticket] | None:
    """What this phone is asked about: by the reference on the key, else the newest."""
    query = (
        select(Spoken, Ticket)
        .join(Ticket, Ticket.id == Spoken.ticket_id)
        .where(Ticket.contact_id == visit.known.contact.id, Spoken.state == "asked")
        .order_by(Spoken.due_at.desc())
        .limit(1)
    )
    if tap.reference:
        query = query.where(Ticket.reference == tap.reference)
    row = (await visit.session.execute(query)).first()
    return (row[0], row[1]) if row else None


async def _was_read(visit: Visit, spoken: Spoken) -> bool:
    """Whether the question was there to be read: a tap from before was about an older wording."""
    query = select(Outbox).where(Outbox.id == spoken.asked_outbox)
    when = arrival(visit, (await visit.session.scalars(query)).one_or_none())
    if when == "unknown" and not visit.item.crowd:
        visit.item.wait = LOOK_AGAIN
    elif when == "before":
        visit.answered_otherwise = True
    return when != "before" and visit.item.wait is None


async def _right(visit: Visit, spoken: Spoken, ticket: Ticket) -> None:
    """They count as the person's own answers from now on."""
    flow = visit.flow(spoken.flow)
    key = await visit.office.people.key_of(visit.session, spoken.person_id)
    conversation = Conversation(spoken.flow, answers_in(spoken, key))
    turn = _sent(flow, conversation) if flow else None
    if flow is None or turn is None:
        return await _wrong(visit, spoken, ticket)
    spoken.state, spoken.due_at = "confirmed", None
    await _tell(visit, ticket, spoken, IS_RIGHT)
    if any(isinstance(effect, JoinList) for effect in turn.effects):
        return await _join(visit, spoken, flow, conversation)
    visit.ticket = ticket
    await _put(visit, spoken, ticket, flow, conversation)
    if any(isinstance(e, OpenTicket) and e.urgent is True for e in turn.effects):
        ticket.urgent = True
    await refresh_card(visit.session, ticket)
    _say(visit, *(filled(visit, text, flow) for text in turn.said))
    return await _go_on(visit, conversation, turn)


async def _wrong(visit: Visit, spoken: Spoken, ticket: Ticket) -> None:
    """The helper corrects it; what comes next is about this ticket."""
    fill_again(spoken)
    await _tell(visit, ticket, spoken, IS_WRONG)
    visit.known.contact.answering, visit.known.contact.answering_outbox = ticket.id, None
    _say(visit, WHAT_IS_WRONG)


async def _go_on(visit: Visit, conversation: Conversation, turn: Turn) -> None:
    """Where their answers lead when they are tapped, unless something else is being asked."""
    leads = [effect for effect in turn.effects if isinstance(effect, GoTo)]
    to = await apply(visit, conversation, leads[0]) if leads and not _in_a_flow(visit) else None
    if to is not None and to != MENU:
        visit.keys = None
        await enter(visit, to)


def _send(flow: Flow, conversation: Conversation) -> Answered:
    asked = advance(flow, conversation, Started()).asked
    return Answered(asked.step if asked else "", SEND)


def _sent(flow: Flow, conversation: Conversation) -> Turn | None:
    """What sending these answers leads to; None where the flow asks more than it did."""
    turn = advance(flow, conversation, _send(flow, conversation))
    return turn if turn.ended else None


async def _join(visit: Visit, spoken: Spoken, flow: Flow, conversation: Conversation) -> None:
    """As if they had tapped it all. Whoever recorded something is talked with, so the list puts
    these answers into the ticket itself.
    """
    await visit.session.execute(delete(EntryRow).where(EntryRow.id == spoken.entry_id))
    await visit.keep(conversation)
    await visit.session.flush()  # the move ends it
    await move(visit, flow.id, _send(flow, conversation))


async def _put(
    visit: Visit, spoken: Spoken, ticket: Ticket, flow: Flow, conversation: Conversation
) -> None:
    """In the place of the answers that the ticket showed so far."""
    query = select(EntryRow).where(EntryRow.id == spoken.entry_id)
    row = (await visit.session.scalars(query)).one_or_none()
    if row is not None:
        key = await visit.office.people.key_of(visit.session, ticket.person_id)
        change_answers(row, key, recorded_with_words(flow, conversation.answers))


async def _tell(visit: Visit, ticket: Ticket, spoken: Spoken, text: Text) -> None:
    """Whoever has the ticket learns it, and a closed one comes back to them."""
    await tell_owner(visit.session, visit.office, ticket, None, spoken.entry_id)
    await write_owner(visit.session, visit.office, ticket, text)


def _say(visit: Visit, *texts: Text) -> None:
    visit.say(*texts)
    in_a_flow = _in_a_flow(visit)
    visit.keys = after_news(visit.office.catalogues, visit.language, in_a_flow=in_a_flow)


def _in_a_flow(visit: Visit) -> bool:
    return visit.known.contact.asked_flow not in (None, "menu")
