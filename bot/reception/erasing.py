"""Erasing somebody who asks for it: from everywhere, and with an answer."""

from __future__ import annotations

from sqlalchemy import select

from bot.engine import _
from bot.failpoints import Point, reach
from bot.post.actions import Remove, Send
from bot.post.inbox import forget_dead
from bot.post.outbox import Recipient
from bot.privacy.audit import note
from bot.privacy.erasure import erase, whose
from bot.reception.visit import Visit
from bot.shelter.erased import give_places_back
from bot.speech.keys import globe
from bot.store.tables import Posted, Ticket
from bot.tickets.cards import take_off_card
from bot.tickets.owner import take_from_owner

ERASED = _(
    "Everything is erased. You can delete this chat on your phone too. "
    "If you write again, we begin anew."
)


async def erase_everything(visit: Visit) -> None:
    """Destroy the keys of this contact and of everybody for whom only it speaks, in this
    transaction. The last answer goes out under the post's key, and belongs to nobody.
    """
    office, session, known = visit.office, visit.session, visit.known
    await session.flush()
    gone = await whose(session, known.contact.id)
    theirs = select(Ticket).where(Ticket.person_id.in_(gone.persons))
    for ticket in (await session.scalars(theirs)).all():
        await take_from_owner(session, office, ticket)
        await take_off_card(session, ticket)
    await give_places_back(session, office, gone.persons)
    await _remove_messages(visit)
    nobody = Recipient(known.contact.channel, known.address)
    keys = ((globe(office.catalogues, visit.language),),)
    office.outbox.put(session, nobody, Send(visit.words(ERASED), keyboard=keys))
    note(session, "erased", visit.now)
    await forget_dead(session, office.vault.indexes(office.channel, known.address))
    await session.flush()
    reach(Point.ERASURE_BEGUN)
    office.erasures.add(gone.holders)
    reach(Point.ERASURE_LISTED)
    await erase(session, gone.holders)
    reach(Point.KEYS_DESTROYED)
    visit.erased = True


async def _remove_messages(visit: Visit) -> None:
    """Delete what this chat still shows of the last 48 hours, as far as the channel can."""
    query = select(Posted.message).where(Posted.contact_id == visit.known.contact.id)
    messages = (*await visit.session.scalars(query), visit.message)
    nobody = Recipient(visit.known.contact.channel, visit.known.address)
    visit.office.outbox.put(visit.session, nobody, Remove(tuple(dict.fromkeys(messages))))
