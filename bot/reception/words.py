"""Words that choose nothing: whose are they? Nobody's words are ever dropped."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from bot.engine import Entry, GoTo, Started, _
from bot.people.words import hold
from bot.post.actions import React
from bot.post.outbox import AT_ONCE
from bot.reception.commands import GREETINGS, THANKS, is_one_of
from bot.reception.effects import put_words
from bot.reception.facts import newest
from bot.reception.found import ASKING as ANSWERS
from bot.reception.language import offer_switch
from bot.reception.moving import enter, move
from bot.reception.others import UNDECIDED
from bot.reception.visit import Visit
from bot.reception.which_ticket import ASKING as WHICH_TICKET
from bot.reception.which_ticket import WAITING, ask_which
from bot.speech.reading import normal
from bot.store.tables import Posted, Ticket
from bot.tickets.topics import ALARMS

ADDED = _("Added to %(reference)s. Your helper reads it.")
WAITS = _("Added to %(reference)s. A helper reads it when somebody takes your request.")
CANNOT_READ = _("I can read words, voice, photos and files, but not this.")
KEPT_FOR_LATER = _("We keep what you wrote until you have chosen.")

BURST = timedelta(seconds=60)
"""Within this time of an acknowledgement, a sign on the message is enough."""

JUST_TOLD = timedelta(minutes=30)
"""For so long, words go to the emergency that was told: "you can write here what happened"."""

DECIDING = ("welcome", "allow", "emergency", "urgent_legal")
"""Flows in which somebody decides what becomes of words; they wait until that is done."""


async def take(visit: Visit, entry: Entry, *, more: bool = False) -> None:
    """Words that no question was waiting for: to a ticket, else to whoever may have them. `more`:
    they belong to words about which a question is on its way already.
    """
    contact = visit.known.contact
    more = more or bool(entry.album and contact.album == entry.album)
    contact.album = entry.album or None
    ticket = await ticket_meant(visit)
    if ticket is None and more and _hold_with_others(visit, entry):
        return sign(visit)
    if ticket is not None:
        return await add_to(visit, ticket, entry)
    offer_switch(visit, entry.text)
    if len(visit.tickets) > 1 and visit.known.person.allows_keeping:
        return ask_which(visit, entry)
    if _asks_for_nothing(visit, entry):
        return await enter(visit, GoTo("menu"))
    return await _ask_whether(visit, entry)


async def has_ticket_for(visit: Visit) -> bool:
    """Whether words belong to a ticket, whatever is asked at the moment: to one that they reply
    to, one about which a helper wrote, or an emergency.
    """
    in_need = newest(visit, *ALARMS) is not None
    meant = visit.known.contact.answering or await _replied_to(visit)
    return meant is not None or (in_need and await ticket_meant(visit) is not None)


def _hold_with_others(visit: Visit, entry: Entry) -> bool:
    """Hold words beside those about which is asked; False where nothing of the kind is asked."""
    asked = visit.known.contact.asked_flow
    if not holds_more(asked):
        return False
    if asked == WHICH_TICKET:
        hold(visit.session, visit.known, entry, WAITING, visit.now)
    else:
        keep_undecided(visit, entry)
    return True


def holds_more(asked: str | None) -> bool:
    """Whether what is asked is about words that wait, so that more may wait with them."""
    return asked in (WHICH_TICKET, *DECIDING, "pass_on")


async def add_to(visit: Visit, ticket: Ticket, entry: Entry) -> None:
    """Put words into a ticket, and say so: in words first, then by a sign on each message.

    Thanks do not bring a closed ticket back.
    """
    thanks = ticket.state == "closed" and _only_thanks(visit, entry)
    await put_words(visit, ticket, entry, brings_back=not thanks)
    contact = visit.known.contact
    acknowledged, contact.acknowledged_at = contact.acknowledged_at, visit.now
    if thanks or (acknowledged and visit.now - acknowledged < BURST):
        sign(visit)
    else:
        offer_switch(visit, entry.text)
        said = ADDED if ticket.owner_id else WAITS
        visit.say(said.with_values(reference=ticket.reference))


def keep_undecided(visit: Visit, entry: Entry) -> None:
    """Keep words until whoever wrote them has chosen; a greeting asks for nothing."""
    if not _asks_for_nothing(visit, entry):
        hold(visit.session, visit.known, entry, UNDECIDED, visit.now)


def _asks_for_nothing(visit: Visit, entry: Entry) -> bool:
    words = visit.office.catalogues
    known = is_one_of(entry.text, GREETINGS, words) or is_one_of(entry.text, THANKS, words)
    return known and not entry.media


def sign(visit: Visit) -> None:
    """Acknowledge a message by a sign on it."""
    react = React(visit.message, "👍")
    visit.office.outbox.put(visit.session, visit.known.recipient, react, rank=AT_ONCE)
    visit.answered_otherwise = True


def _only_thanks(visit: Visit, entry: Entry) -> bool:
    wordless = not entry.media and not normal(entry.text)
    return wordless or is_one_of(entry.text, THANKS, visit.office.catalogues)


async def ticket_meant(visit: Visit) -> Ticket | None:
    """The ticket that is replied to, or that a helper wrote about last, or an emergency that has
    just been told, or the only one. Who has not allowed us to keep words has asked for help in an
    emergency all the same.
    """
    meant = await _replied_to(visit) or visit.known.contact.answering
    if meant is not None:
        return await visit.session.get(Ticket, meant)
    emergency = newest(visit, *ALARMS)
    just_told = emergency is not None and visit.now - emergency.opened_at < JUST_TOLD
    if just_told or not visit.known.person.allows_keeping:
        return emergency
    return visit.tickets[0] if len(visit.tickets) == 1 else None


async def _replied_to(visit: Visit) -> UUID | None:
    if not visit.reply_to:
        return None
    query = select(Posted.ticket_id).where(
        Posted.chat == visit.known.contact.address_index, Posted.message == visit.reply_to
    )
    return await visit.session.scalar(query)


async def _ask_whether(visit: Visit, entry: Entry) -> None:
    """Hold the words, and ask for what is needed before a helper may have them."""
    keep_undecided(visit, entry)
    await ask_about_held(visit)


async def ask_about_held(visit: Visit) -> None:
    """Ask what becomes of words that wait."""
    await visit.session.flush()
    asked = visit.known.contact.asked_flow or "menu"
    if asked in DECIDING:
        visit.say(KEPT_FOR_LATER)
        await move(visit, asked, Started())
    else:
        await enter(visit, GoTo(ANSWERS))
