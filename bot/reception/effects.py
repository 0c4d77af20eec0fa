"""Doing what an outcome asks: tickets, consent, erasure, and where to go on."""

from __future__ import annotations

from bot.engine import (
    AddToTicket,
    Alert,
    AnswerHelped,
    ChangeListing,
    Consent,
    Conversation,
    Effect,
    Entry,
    Erase,
    GoTo,
    JoinList,
    KeepReach,
    OpenTicket,
    PassOnEarlierWords,
    ShowAnswer,
    ShowPlace,
    TappedByMistake,
    TellByVoice,
    entries,
    record,
    value,
)
from bot.notices.wishes import reminder_of, wish
from bot.people.consent import KEEPING, record_consent
from bot.people.words import held_rows, open_held
from bot.reception.answers import about_an_answer
from bot.reception.by_voice import tell_by_voice
from bot.reception.erasing import erase_everything
from bot.reception.facts import newest, service_of
from bot.reception.found import ASKING as ANSWERS
from bot.reception.joining import alert, join_list, tapped_by_mistake
from bot.reception.others import UNDECIDED, someone_else
from bot.reception.places import change_listing, go_along, keep_reach, show_place
from bot.reception.showing import show
from bot.reception.visit import Visit
from bot.store.tables import Held, Person, Ticket
from bot.tickets.cards import show_on_card
from bot.tickets.entries import add_entry, answers_body, words_body
from bot.tickets.life import open_ticket
from bot.tickets.owner import tell_owner


async def apply(visit: Visit, conversation: Conversation, effect: Effect) -> GoTo | None:
    """Do it, within the transaction; where it leads, if anywhere but to the menu."""
    match effect:
        case GoTo() | TellByVoice():
            return await _lead_on(visit, conversation, effect)
        case JoinList() | Alert() | TappedByMistake() | ShowPlace() | ChangeListing() | KeepReach():
            return await _about_the_list(visit, conversation, effect)
        case ShowAnswer() | AnswerHelped():
            return await about_an_answer(visit, conversation, effect)
        case OpenTicket():
            await _open(visit, conversation, effect)
        case AddToTicket(topic):
            await _add(visit, conversation, topic)
        case Consent(purpose, given):
            return await _consent(visit, conversation, purpose, given)
        case PassOnEarlierWords(keep):
            await _pass_on(visit, keep)
        case Erase():
            await erase_everything(visit)
        case _:
            return await show(visit, effect)
    return None


async def _go(visit: Visit, conversation: Conversation, to: GoTo) -> GoTo:
    """Nobody is asked in passing what they have said yes to already."""
    in_passing = to.flow == "letters" and conversation.flow != "my_data"
    if in_passing and await reminder_of(visit.session, visit.known.person.id):
        return GoTo("menu")
    return await go_along(visit, conversation, to)


async def _lead_on(
    visit: Visit, conversation: Conversation, effect: GoTo | TellByVoice
) -> GoTo | None:
    if isinstance(effect, GoTo):
        return await _go(visit, conversation, effect)
    return await tell_by_voice(visit, conversation, wanted=effect.wanted)


async def _about_the_list(visit: Visit, conversation: Conversation, effect: Effect) -> GoTo | None:
    match effect:
        case JoinList():
            return await join_list(visit, conversation)
        case Alert():
            await alert(visit, conversation)
        case TappedByMistake():
            await tapped_by_mistake(visit, conversation)
        case ShowPlace():
            return await show_place(visit)
        case ChangeListing():
            return await change_listing(visit, conversation, effect)
        case KeepReach():
            await keep_reach(visit, conversation)
    return None


async def _open(visit: Visit, conversation: Conversation, effect: OpenTicket) -> None:
    flow = visit.office.flows[conversation.flow]
    person = visit.known.person
    if value(conversation.answers, "someone_else"):
        person = someone_else(visit)
        person.allows_keeping = True
    ticket = await _ticket(visit, person, effect.service, effect.topic, effect.urgent is True)
    key = await visit.office.people.key_of(visit.session, person.id)
    body = answers_body(record(flow, conversation.answers))
    add_entry(visit.session, ticket, key, "answers", body, visit.now, source=visit.source)
    await _hand_over_held(visit, ticket)


async def _ticket(visit: Visit, person: Person, service: str, topic: str, urgent: bool) -> Ticket:
    ticket = open_ticket(
        visit.session,
        person,
        visit.known.contact,
        service,
        topic,
        urgent,
        visit.language,
        visit.now,
    )
    visit.ticket = ticket
    visit.tickets.append(ticket)
    await show_on_card(visit.session, visit.office, ticket)
    return ticket


async def _add(visit: Visit, conversation: Conversation, topic: str) -> None:
    ticket = newest(visit, topic)
    if ticket is None:
        # It was closed in the meantime: the words become a request of their own.
        service = service_of(visit.flow(topic))
        return await _open(visit, conversation, OpenTicket(service, topic))
    visit.ticket = ticket
    for entry in entries(conversation.answers, "words"):
        await put_words(visit, ticket, entry)
    return None


async def put_words(
    visit: Visit, ticket: Ticket, entry: Entry, *, brings_back: bool = True, quietly: bool = False
) -> None:
    """Put words into a ticket, and let its owner have them; `quietly`: when they look for them."""
    key = await visit.office.people.key_of(visit.session, ticket.person_id)
    entry_id = add_entry(
        visit.session,
        ticket,
        key,
        "words",
        words_body(entry),
        visit.now,
        source=(visit.known.contact.address_index, entry.source),
    )
    await tell_owner(
        visit.session,
        visit.office,
        ticket,
        None if quietly else entry,
        entry_id,
        brings_back=brings_back,
    )


async def _consent(
    visit: Visit, conversation: Conversation, purpose: str, given: bool
) -> GoTo | None:
    if purpose != KEEPING and value(conversation.answers, "someone_else"):
        return None  # a no for somebody of whom nothing is kept takes nothing back of one's own
    record_consent(visit.session, visit.known.person, purpose, given, visit.now)
    await wish(visit.session, visit.office, visit.known, purpose, given=given)
    if purpose != KEEPING:
        return None
    contact = visit.known.contact
    wanted, contact.after_consent = contact.after_consent, None
    held = await _held(visit)
    if not given:
        await _forget(visit, held)
        wanted_flow = visit.flow(wanted) if wanted else None
        return GoTo(wanted_flow.id) if wanted_flow and not wanted_flow.needs_consent else None
    if wanted:
        return GoTo(wanted)
    return GoTo(ANSWERS) if held else None


async def _pass_on(visit: Visit, keep: bool) -> None:
    held = await _held(visit)
    if not keep:
        await _forget(visit, held)
    elif held:
        ticket = await _ticket(visit, visit.known.person, "followup", "message", urgent=False)
        await _hand_over_held(visit, ticket)


async def _hand_over_held(visit: Visit, ticket: Ticket) -> None:
    """What was written before anybody had asked goes along."""
    held = await _held(visit)
    for row in held:
        await put_words(visit, ticket, open_held(visit.known, row))
    await _forget(visit, held)


async def _held(visit: Visit) -> list[Held]:
    session = visit.session
    if any(isinstance(row, Held) for row in (*session.new, *session.deleted)):
        await session.flush()
    return list(await held_rows(visit.session, visit.known, UNDECIDED))


async def _forget(visit: Visit, held: list[Held]) -> None:
    for row in held:
        await visit.session.delete(row)
