"""Telling it by voice: the offer beside a question, and the ticket that a helper fills in."""

from __future__ import annotations

from bot.engine import (
    Ask,
    Conversation,
    Entry,
    Flow,
    GoTo,
    JoinList,
    OpenTicket,
    Outcome,
    Question,
    value,
)
from bot.people.consent import LIST, record_consent
from bot.reception.facts import service_of
from bot.reception.others import WHOSE, about_whom, someone_else
from bot.reception.visit import Visit
from bot.shelter.joining import TALK
from bot.store.tables import Person, Ticket
from bot.tickets.cards import refresh_card, show_on_card
from bot.tickets.entries import add_entry, answers_body, recorded_with_words
from bot.tickets.life import open_ticket
from bot.tickets.spoken import begin

FLOW = "by_voice"
BEHIND = "flow"
"""Kept as an answer of the offer: the flow whose question was answered by a recording."""

DECLINED = "by_voice"
"""Kept beside a flow's answers: whoever goes on tapping is not asked again."""


def may_offer(flow: Flow, question: Ask, conversation: Conversation, entry: Entry) -> bool:
    """Whether a recording instead of a choice leads to the offer: in the questions of a request,
    where we may keep the answers, once.
    """
    is_choice = any(s.id == question.step and isinstance(s, Question) for s in flow.steps)
    wanted = entry.kind == "voice" and not value(conversation.answers, DECLINED)
    return wanted and is_choice and _takes(flow, conversation)


def _takes(flow: Flow, conversation: Conversation) -> bool:
    effects = [e for s in flow.steps if isinstance(s, Outcome) for e in s.effects]
    if any(isinstance(each, JoinList) for each in effects):
        return value(conversation.answers, "consent") == "yes"
    return flow.needs_consent and any(isinstance(each, OpenTicket) for each in effects)


async def keep_for_offer(visit: Visit, question: Ask, conversation: Conversation) -> None:
    """Keep the recording, and which questions the offer is about. What is asked is still open: a
    recording stands for no choice, neither for the helper nor for who goes on tapping.
    """
    answers = {k: v for k, v in conversation.answers.items() if k != question.step}
    await visit.keep(Conversation(conversation.flow, answers))
    await visit.keep(Conversation(FLOW, {BEHIND: conversation.flow}))


def flow_for_words(visit: Visit, asked: str) -> str:
    """Whose words they are that come while a flow asks: while the offer stands, they belong to the
    questions behind it.
    """
    behind = value(visit.conversation(FLOW).answers, BEHIND) if asked == FLOW else ""
    return behind if behind in visit.office.flows else asked


async def tell_by_voice(visit: Visit, offer: Conversation, *, wanted: bool) -> GoTo | None:
    """Give it to a helper, or go on with the questions. Nothing is left of them after three days:
    then the menu follows.
    """
    flow = visit.flow(value(offer.answers, BEHIND))
    conversation = visit.conversation(flow.id) if flow else None
    if flow is None or conversation is None or not conversation.answers:
        return None
    if not wanted:
        answers = {**conversation.answers, DECLINED: "no"}
        await visit.keep(Conversation(flow.id, answers))
        return GoTo(flow.id)
    await _give(visit, flow, conversation)
    await visit.forget(flow.id)
    return None


async def _give(visit: Visit, flow: Flow, conversation: Conversation) -> None:
    person = await _person(visit, flow, conversation)
    answers = {**conversation.answers, WHOSE: str(person.id)}
    ticket = await _ticket(visit, flow, person)
    key = await visit.office.people.key_of(visit.session, person.id)
    body = answers_body(recorded_with_words(flow, answers))
    entry = add_entry(visit.session, ticket, key, "answers", body, visit.now, source=visit.source)
    await begin(visit.session, ticket, key, flow, answers, entry)


async def _person(visit: Visit, flow: Flow, conversation: Conversation) -> Person:
    """Whom it is about; somebody else is a person of their own from here."""
    person = await about_whom(visit, conversation) or visit.known.person
    if value(conversation.answers, "someone_else") and person is visit.known.person:
        person = someone_else(visit)
        person.allows_keeping = visit.known.person.allows_keeping
    if not flow.needs_consent:
        record_consent(visit.session, person, LIST, True, visit.now)
    return person


async def _ticket(visit: Visit, flow: Flow, person: Person) -> Ticket:
    """A new one; of the list, the one in which a talk is asked for already."""
    topic = flow.topic or TALK
    mine = [t for t in visit.tickets if t.topic == topic == TALK and t.person_id == person.id]
    if mine:
        ticket = mine[-1]
        await refresh_card(visit.session, ticket)
    else:
        ticket = open_ticket(
            visit.session, person, visit.known.contact, service_of(flow), topic, False,
            visit.language, visit.now,
        )  # fmt: skip
        visit.tickets.append(ticket)
        await show_on_card(visit.session, visit.office, ticket)
    visit.ticket = ticket
    return ticket
