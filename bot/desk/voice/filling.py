"""A helper listens to the recordings and fills in the answers: the flow's own questions, one at a
time on one message, in the helper's language. The engine decides what comes next, as for a person.
"""

from __future__ import annotations

from bot.desk import acts
from bot.desk.shelter.screen import NOTHING, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.desk.voice.under_ticket import ACT
from bot.desk.voice.walk import (
    CHANGE,
    SEND,
    Filling,
    choices_of,
    find,
    is_alarm,
    is_newest,
    is_review,
    may_change,
    show,
)
from bot.engine import Answered, Answers, Event, Started, Text, _, position
from bot.post.events import Pressed
from bot.tickets.cards import refresh_card
from bot.tickets.spoken import ask_person, fill

OLD = _("This button no longer works. /desk shows what waits.")


async def start(screen: Screen) -> Text:
    """The button under the ticket: a message of its own, the ticket stays."""
    found = await find(screen)
    if isinstance(found, Text):
        return found
    return await show(Screen(screen.member, "", screen.about), found)


async def choose(screen: Screen) -> Text:
    """A choice of the question that is shown, by its number."""
    found = await find(screen)
    if isinstance(found, Text):
        return found
    asked = found.walk(Started()).asked
    if asked is None or not is_newest(screen, found):
        return await show(screen, found)
    choices = choices_of(found, asked)
    choice = choices[screen.number(2, 0, len(choices) - 1)]
    if is_review(found.flow, asked) and choice.value == SEND:
        raise OldButton
    return await _after(screen, found, Answered(asked.step, choice.value))


async def back(screen: Screen) -> Text:
    """Take the last answer back."""
    found = await find(screen)
    if isinstance(found, Text):
        return found
    if not is_newest(screen, found):
        return await show(screen, found)
    answers = _without_last(found)
    if answers is not None:
        fill(found.spoken, found.key, answers)
    return await show(screen, found)


async def ask(screen: Screen) -> Text:
    """Ask the person whether it is right."""
    found = await find(screen)
    if isinstance(found, Text):
        return found
    member, asked = screen.member, found.walk(Started()).asked
    if not is_newest(screen, found) or asked is None or not is_review(found.flow, asked):
        return await show(screen, found)
    if found.spoken.state == "filling" and not await ask_person(
        member.session, member.office, found.spoken, found.ticket, found.flow
    ):
        return acts.NO_CONTACT.with_values(reference=found.ticket.reference)
    return await show(screen, found)


def _without_last(found: Filling) -> Answers | None:
    """The answers without the last choice. What the person said themselves is never taken away."""
    answers = found.conversation.answers
    chosen = [s.id for s in position(found.flow, answers).answered if may_change(answers, s.id)]
    changing = [s.id for s in found.flow.steps if answers.get(s.id) == CHANGE]
    last = [*chosen, *changing][-1:]
    return {k: v for k, v in answers.items() if k not in last} if last else None


async def _after(screen: Screen, found: Filling, event: Event) -> Text:
    turn = found.walk(event)
    if turn.understood and not turn.left:
        fill(found.spoken, found.key, turn.conversation.answers)
    if is_alarm(turn):
        found.ticket.urgent = True
        await refresh_card(screen.member.session, found.ticket)
    return await show(screen, found)


ACTS: dict[str, Handler] = {ACT: start, "v.choose": choose, "v.back": back, "v.ask": ask}
"""What the owner of a ticket may press."""


def is_ours(act: str) -> bool:
    """Whether a button is one of these."""
    return act in ACTS


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    try:
        said = await ACTS[act](screen) if pressed.chat.private else OLD
    except OldButton:
        said = OLD
    member.answer(pressed.press, said, alert=said != NOTHING)
