"""Moving a conversation on, and doing what its outcome asks."""

from __future__ import annotations

from bot.engine import (
    ALSO,
    GIVEN_OUT,
    AddToTicket,
    Alert,
    Back,
    Erase,
    Event,
    GoTo,
    JoinList,
    KeepReach,
    OpenTicket,
    Started,
    Turn,
    advance,
)
from bot.people.words import hold
from bot.reception.effects import apply
from bot.reception.facts import filled, newest
from bot.reception.found import ASKING as ANSWERS
from bot.reception.found import ask_found
from bot.reception.language import ask_language
from bot.reception.others import UNDECIDED
from bot.reception.places import ASKING as WHICH_PLACE
from bot.reception.places import ask_whose
from bot.reception.service_points import ask_about, given_out, is_points
from bot.reception.visit import Visit

MENU = GoTo("menu")
WELCOME = GoTo("welcome")
TAKES_ALL_WORDS = (Erase, JoinList, Alert)
TAKES_WORDS = (OpenTicket, AddToTicket, KeepReach, *TAKES_ALL_WORDS)


async def move(visit: Visit, flow_id: str, event: Event) -> Turn | None:
    """Move one flow by one event. None where the flow no longer exists: then the menu follows."""
    flow = visit.flow(flow_id)
    if flow is None:
        await visit.forget(flow_id)
        await enter(visit, MENU)
        return None
    turn = advance(flow, visit.conversation(flow_id), event)
    goes_to = await _keep(visit, turn)
    for text in turn.said:
        said = await given_out(visit) if text is GIVEN_OUT else [filled(visit, text, flow)]
        visit.say(*said)
    if turn.asked is not None:
        visit.ask = (flow_id, turn.asked)
    elif not visit.erased:
        await enter(visit, goes_to)
    return turn


async def enter(visit: Visit, to: GoTo) -> None:
    """Begin a flow, or go on with it where it was left. Nobody reaches the menu who has not
    chosen a language and been asked what we may keep.
    """
    visit.known.contact.answering = None
    if to.flow == "menu" and visit.known.person.language is None:
        return ask_language(visit, keeps_place=False)
    if to.flow == "menu" and visit.known.person.allows_keeping is None:
        to = WELCOME
    if to.flow == WHICH_PLACE:
        return await ask_whose(visit)
    if is_points(to.flow):
        return await ask_about(visit, to.flow)
    if to.flow == ANSWERS:
        if await ask_found(visit):
            return None
        to = GoTo("pass_on", afresh=True)
    flow_id, flow = to.flow, visit.flow(to.flow)
    if to.afresh:
        await visit.forget(flow_id)
    begun = flow_id in visit.conversations
    if flow and flow.needs_consent and not visit.known.person.allows_keeping:
        visit.known.contact.after_consent = flow_id
        flow_id = "allow"
    elif flow and flow.again and not (to.afresh or begun) and newest(visit, flow.topic):
        flow_id = flow.again
    await move(visit, flow_id, Started())
    return None


async def _keep(visit: Visit, turn: Turn) -> GoTo:
    """Keep the answers; at an outcome do what it asks, and say where it leads."""
    if not turn.ended:
        if turn.understood and not turn.left:
            await visit.keep(turn.conversation)
        return MENU
    await visit.forget(turn.conversation.flow)
    _hold_words(visit, turn)
    # The first way wins: what was wanted before somebody agreed goes before the menu.
    ways = [await apply(visit, turn.conversation, effect) for effect in turn.effects]
    return next((way for way in ways if way), MENU)


def _hold_words(visit: Visit, turn: Turn) -> None:
    """What was written on the way to an outcome that has no use for it waits for the next; a ticket
    that is opened takes along what waits.
    """
    for step, answer in turn.conversation.answers.items():
        takers = TAKES_ALL_WORDS if step == ALSO else TAKES_WORDS
        if isinstance(answer, str) or any(isinstance(each, takers) for each in turn.effects):
            continue
        for entry in answer:
            hold(visit.session, visit.known, entry, UNDECIDED, visit.now)


async def back(visit: Visit) -> None:
    """Take the last answer back; at the first question, leave for the menu."""
    asked = visit.known.contact.asked_flow
    if asked is not None and asked in visit.office.flows:
        await move(visit, asked, Back())
    elif is_points(asked or ""):
        await enter(visit, GoTo("places", afresh=True))
    else:
        await enter(visit, MENU)
