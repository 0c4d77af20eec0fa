"""What the questions of the list end in: a place on it, or a human who is alerted at once."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.engine import Conversation, Entry, GoTo, StepId, Text, record, value, verbatim
from bot.engine.path import position
from bot.people.consent import LIST, record_consent
from bot.reception.facts import newest
from bot.reception.others import WHOSE, about_whom, someone_else
from bot.reception.visit import Visit
from bot.shelter.closing import closed_lists
from bot.shelter.declared import Declared, ages, declared, minor_alone
from bot.shelter.joining import ask_for_talk, join, listing_of, stop_waiting
from bot.shelter.life import LISTED
from bot.shelter.place import NOT_LISTED, since_in_words
from bot.shelter.rules import LISTS
from bot.shelter.words import CHANGED, NOT_FEDASIL, SINCE_TODAY, not_now, told
from bot.store.tables import Person, Ticket
from bot.tickets.cards import show_on_card
from bot.tickets.entries import ALSO_WRITTEN, add_entry, answers_body, recorded_with_words
from bot.tickets.life import open_ticket
from bot.tickets.owner import owner_of, tell_owner

ALERT = "list_alert"
"""The topic of the ticket that tells the team that somebody needs help now."""

MENU = GoTo("menu")


async def join_list(visit: Visit, conversation: Conversation) -> GoTo:
    """Put whoever the answers are about on the list, unless it is closed to those who are new."""
    flow = visit.office.flows[conversation.flow]
    what = declared(position(flow, conversation.answers).answers)
    answers, also = _told(visit, conversation)
    what = replace(what, talk=what.talk or also)
    person, is_new = await _who_joins(visit, conversation)
    if person is None and not is_new:
        visit.say(NOT_LISTED, NOT_FEDASIL)
        return MENU
    place = await listing_of(visit.session, person.id) if person else None
    listed = place is not None and place.state in LISTED
    if not listed and await _is_closed(visit, what):
        return await _not_now(visit, person, what, answers)
    person = person or someone_else(visit)
    record_consent(visit.session, person, LIST, True, visit.now)
    listing = await join(
        visit.session, visit.office, person, visit.language, what, answers, visit.now
    )
    head = SINCE_TODAY.with_values(reference=person.reference)
    if listed:
        day = since_in_words(visit.office, listing, visit.language)
        head = CHANGED.with_values(day=verbatim(day))
    visit.say(told(what, head))
    if listed:
        return MENU
    await visit.keep(Conversation("reach", {WHOSE: str(person.id)}))
    return GoTo("reach")


async def _who_joins(visit: Visit, conversation: Conversation) -> tuple[Person | None, bool]:
    """Whom it is about, and whether that is somebody of whom nothing is known yet. Neither: they
    are on another phone by now.
    """
    person = await about_whom(visit, conversation)
    is_me = person is not None and person.id == visit.known.person.id
    is_new = is_me and bool(value(conversation.answers, "someone_else"))
    return None if is_new else person, is_new


async def _is_closed(visit: Visit, what: Declared) -> bool:
    """Whether the list that it would be takes nobody new: of a list that is not known yet, all."""
    closed = await closed_lists(visit.session)
    return what.list in closed or (what.list is None and len(closed) == len(LISTS))


async def _not_now(visit: Visit, person: Person | None, what: Declared, answers: bytes) -> GoTo:
    """Kind words; what was declared is talked about all the same."""
    if what.talk:
        person = person or someone_else(visit)
        record_consent(visit.session, person, LIST, True, visit.now)
        await ask_for_talk(visit.session, visit.office, person, visit.language, answers, visit.now)
    visit.say(not_now(talk=what.talk))
    return MENU


async def alert(visit: Visit, conversation: Conversation) -> None:
    """Tell the team at once, by an urgent ticket with the answers so far. They are kept, but for
    the last one: whoever tapped by mistake is asked that again. Words that only a human can read
    have reached one now.
    """
    session, office = visit.session, visit.office
    flow = office.flows[conversation.flow]
    about, _is_new = await _who_joins(visit, conversation)
    person = about or visit.known.person
    on_path = position(flow, conversation.answers)
    if about is not None and minor_alone(on_path.answers):
        await stop_waiting(session, about.id, visit.now)
    key = await office.people.key_of(session, person.id)
    ticket = open_ticket(
        session, person, visit.known.contact, "centre", ALERT, True, visit.language, visit.now
    )
    answers, _also = _told(visit, conversation)
    body = json.loads(answers)
    add_entry(session, ticket, key, "answers", body, visit.now, source=visit.source)
    await show_on_card(session, office, ticket)
    visit.ticket = ticket
    visit.tickets.append(ticket)
    last = on_path.answered[-1].id
    kept = {
        step: given
        for step, given in conversation.answers.items()
        if step != last and (isinstance(given, str) or _is_understood(visit, conversation, step))
    }
    await visit.keep(Conversation(conversation.flow, kept))


async def tapped_by_mistake(visit: Visit, conversation: Conversation) -> None:
    """A line in the ticket, and word to whoever has it: a human closes it."""
    ticket = newest(visit, ALERT)
    if ticket is None:
        return
    recorded = record(visit.office.flows[conversation.flow], conversation.answers)
    body = answers_body(recorded)
    key = await visit.office.people.key_of(visit.session, ticket.person_id)
    entry = add_entry(visit.session, ticket, key, "answers", body, visit.now, source=visit.source)
    said = next((each.label for each in recorded if each.label), ALSO_WRITTEN)
    words = await _for_owner(visit, ticket, said)
    await tell_owner(visit.session, visit.office, ticket, words, entry)


async def _for_owner(visit: Visit, ticket: Ticket, said: Text) -> Entry | None:
    """What whoever has a ticket reads, in their own language."""
    owner = await owner_of(visit.session, visit.office, ticket)
    if owner is None:
        return None
    return Entry("text", visit.office.catalogues.say(said, owner[0].language))


def _is_understood(visit: Visit, conversation: Conversation, step: StepId) -> bool:
    """Whether free words at a step are what was asked there: the ages of children."""
    on_path = position(visit.office.flows[conversation.flow], conversation.answers).answers
    return step == "ages" and step in on_path and ages(on_path) is not None


def _told(visit: Visit, conversation: Conversation) -> tuple[bytes, bool]:
    """The answers on the path as a ticket keeps them, and whether some words need a human."""
    flow = visit.office.flows[conversation.flow]
    recorded = recorded_with_words(flow, conversation.answers)
    return json.dumps(answers_body(recorded), ensure_ascii=False).encode(), any(
        not isinstance(answer, str) and not _is_understood(visit, conversation, step)
        for step, answer in conversation.answers.items()
    )
