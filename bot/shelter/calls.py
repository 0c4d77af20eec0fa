"""A call to make: a ticket like any other, whose owner alone reads the number. A board of calls
would show numbers to everybody; a ticket has an owner, a history and an end already.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Recorded, Text, _
from bot.office import Office
from bot.post.actions import Send
from bot.post.outbox import STAFF, About
from bot.privacy.audit import note
from bot.privacy.vault import Key
from bot.shelter.reach import number_of
from bot.shelter.ways import way_to
from bot.speech.dates import moment_in_words
from bot.store.tables import Listing, Offer, Person, Ticket
from bot.tickets.cards import refresh_card, show_on_card
from bot.tickets.entries import add_entry, answers_body
from bot.tickets.life import UNCLOSED, open_ticket
from bot.tickets.owner import owner_of

TOPIC = "call"

Reason = Literal["asked", "silent", "no way", "withdrawn", "withdrawn unseen"]

# Translators: staff read these, in a ticket about a call to make.
WHY = _("Why")
WHYS: dict[Reason, Text] = {
    "asked": _("They were offered a place and want a call."),
    "silent": _("They were offered a place and have not answered. The time is nearly over."),
    "no way": _("They were offered a place, and the bot cannot write to them."),
    "withdrawn": _("They had said yes, and the place was withdrawn. They were told in chat."),
    "withdrawn unseen": _("Their place was withdrawn, and the bot cannot write to them."),
}
NUMBER = _("Number to call (it may be a friend's)")
NO_NUMBER = _("none: write here, or look for them at the centre")
THEIR_REFERENCE = _("Reference for /offer")
ANSWER_BEFORE = _("They can answer until")
MEANWHILE = _("✅ %(reference)s: no call is needed any more. They have answered, or it is over.")


async def call_to_make(
    session: AsyncSession,
    office: Office,
    offer: Offer,
    listing: Listing,
    why: Reason,
    *,
    urgent: bool = False,
) -> Ticket:
    """The ticket of the call about an offer; a new one only where none is open."""
    kept = await session.get(Ticket, offer.call_ticket) if offer.call_ticket else None
    if kept is not None and kept.state in UNCLOSED:
        return kept
    now, person = office.now(), await session.get_one(Person, listing.person_id)
    way = await way_to(session, office, listing)
    # Whoever shares a phone has asked that nothing is written there.
    contact = way.known.contact if way and listing.phone != "shared" else None
    ticket = open_ticket(session, person, contact, "centre", TOPIC, urgent, listing.language, now)
    key = await office.people.key_of(session, person.id)
    said = _said(office, offer, listing, person, key, why)
    add_entry(session, ticket, key, "answers", answers_body(said), now)
    await show_on_card(session, office, ticket)
    offer.call_ticket = ticket.id
    await session.flush()
    return ticket


async def no_call(session: AsyncSession, office: Office, offer: Offer, now: datetime) -> None:
    """The offer has ended: nobody needs to call about it. Whoever has the call already is told."""
    ticket = await session.get(Ticket, offer.call_ticket) if offer.call_ticket else None
    if ticket is None:
        return None
    await session.flush()
    closed = await session.scalars(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.state == "open", Ticket.owner_id.is_(None))
        .values(state="closed", closed_at=now)
        .returning(Ticket.id)
        .execution_options(synchronize_session=False)
    )
    if closed.one_or_none() is not None:
        await session.refresh(ticket)
        note(session, "closed", now, subject=ticket.id)
        return await refresh_card(session, ticket)
    found = await owner_of(session, office, ticket) if ticket.state in UNCLOSED else None
    if found is not None:
        volunteer, to = found
        said = MEANWHILE.with_values(reference=ticket.reference)
        text = office.catalogues.say(said, volunteer.language)
        about = About(ticket.person_id, ticket.id)
        office.outbox.put(session, to, Send(text), about, STAFF)
    return None


def _said(
    office: Office, offer: Offer, listing: Listing, person: Person, key: Key, why: Reason
) -> list[Recorded]:
    lines = [
        Recorded("why", why, WHY, WHYS[why], ()),
        *_number(listing, key),
        Recorded("reference", "", THEIR_REFERENCE, _as_it_is(person.reference), ()),
    ]
    if offer.state == "open" and offer.until:
        until = moment_in_words(offer.until, office.first_language, office.catalogues)
        lines.append(Recorded("until", "", ANSWER_BEFORE, _as_it_is(until), ()))
    return lines


def _number(listing: Listing, key: Key) -> Iterator[Recorded]:
    """The number, in a line of its own where it was written; a recording as it is."""
    given = number_of(listing, key)
    written = " ".join(entry.text for entry in given if entry.text)
    spoken = tuple(entry for entry in given if entry.media)
    if written or not spoken:
        yield Recorded("number", "", NUMBER, _as_it_is(written) if written else NO_NUMBER)
    if spoken:
        yield Recorded("spoken", "", NUMBER, entries=spoken)


def _as_it_is(words: str) -> Text:
    """Words in a place where an entry keeps a msgid: in no catalogue, so shown as they are."""
    return Text(words.replace("%", ""))
