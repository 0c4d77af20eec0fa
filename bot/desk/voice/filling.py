"""A helper listens to the recordings and fills in the answers: the flow's own questions, one at a
time on one message, in the helper's language. The engine decides what comes next, as for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import acts
from bot.desk.shelter.screen import NOTHING, Buttons, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.desk.voice.under_ticket import ACT
from bot.engine import (
    Answered,
    Answers,
    Ask,
    Choice,
    Conversation,
    Event,
    Flow,
    Review,
    Started,
    StepId,
    Text,
    Turn,
    _,
    advance,
    joined,
    pgettext,
    position,
    verbatim,
    written_down,
)
from bot.post.events import Pressed
from bot.post.outbox import About
from bot.privacy.vault import Key
from bot.store.tables import Spoken, Ticket
from bot.tickets.cards import refresh_card
from bot.tickets.spoken import answers_in, ask_person, fill

BACK = pgettext("button", "◀️ Back")
ASK = pgettext("button", "📨 Ask the person whether it is right")
# Translators: staff read these. %(day)s is like "Tuesday 3 March".
ASKED = _(
    "📨 The person is asked whether this is right. Without an answer until %(day)s, what you "
    "filled in is deleted."
)
ACT_NOW = _("🔴 These answers mean that help is needed now. The ticket is marked as urgent.")
ENDED = _("There is nothing to fill in here now.")
OLD = _("This button no longer works. /desk shows what waits.")

SEND, CHANGE = "send", "change"


@dataclass(frozen=True, slots=True)
class Filling:
    """A ticket, and how far its answers are filled in."""

    ticket: Ticket
    spoken: Spoken
    flow: Flow
    key: Key

    @property
    def conversation(self) -> Conversation:
        """As the engine walks it."""
        return Conversation(self.flow.id, answers_in(self.spoken, self.key))

    def walk(self, event: Event) -> Turn:
        """What an event leads to."""
        return advance(self.flow, self.conversation, event)


async def start(screen: Screen) -> Text:
    """The button under the ticket: a message of its own, the ticket stays."""
    found = await _found(screen)
    if isinstance(found, Text):
        return found
    return await _show(Screen(screen.member, "", screen.about), found)


async def choose(screen: Screen) -> Text:
    """A choice of the question that is shown, by its number."""
    found = await _found(screen)
    if isinstance(found, Text):
        return found
    asked = found.walk(Started()).asked
    if asked is None or not _is_newest(screen, found):
        return await _show(screen, found)
    choices = _choices(found, asked)
    choice = choices[screen.number(2, 0, len(choices) - 1)]
    return await _after(screen, found, Answered(asked.step, choice.value))


async def back(screen: Screen) -> Text:
    """Take the last answer back."""
    found = await _found(screen)
    if isinstance(found, Text):
        return found
    if not _is_newest(screen, found):
        return await _show(screen, found)
    answers = _without_last(found)
    if answers is not None:
        fill(found.spoken, found.key, answers)
    return await _show(screen, found)


async def ask(screen: Screen) -> Text:
    """Ask the person whether it is right."""
    found = await _found(screen)
    if isinstance(found, Text):
        return found
    member, asked = screen.member, found.walk(Started()).asked
    if not _is_newest(screen, found) or asked is None or not _is_review(found.flow, asked):
        return await _show(screen, found)
    if found.spoken.state == "filling" and not await ask_person(
        member.session, member.office, found.spoken, found.ticket, found.flow
    ):
        return acts.NO_CONTACT.with_values(reference=found.ticket.reference)
    return await _show(screen, found)


async def _found(screen: Screen) -> Filling | Text:
    """What the button is about, or why it does nothing. Raises OldButton for a forged one."""
    ticket, member = await screen.row(0, Ticket), screen.member
    if ticket.owner_id != member.id:
        return acts.NOT_YOURS.with_values(reference=ticket.reference)
    spoken = await member.session.get(Spoken, ticket.id)
    flow = member.office.flows.get(spoken.flow) if spoken else None
    if spoken is None or flow is None or spoken.state == "confirmed":
        return ENDED
    key = await member.office.people.key_of(member.session, ticket.person_id)
    return Filling(ticket, spoken, flow, key)


def _without_last(found: Filling) -> Answers | None:
    """The answers without the last choice. What the person said themselves is never taken away."""
    answers = found.conversation.answers
    chosen = [s.id for s in position(found.flow, answers).answered if _is_choice(answers, s.id)]
    changing = [s.id for s in found.flow.steps if answers.get(s.id) == CHANGE]
    last = [*chosen, *changing][-1:]
    return {k: v for k, v in answers.items() if k not in last} if last else None


def _is_choice(answers: Answers, step: StepId) -> bool:
    return isinstance(answers.get(step), str)


def _is_newest(screen: Screen, found: Filling) -> bool:
    """Whether nothing has changed since the button was shown: of two quick taps one counts."""
    return screen.number(1, 0, 10**9) == found.spoken.revision


async def _after(screen: Screen, found: Filling, event: Event) -> Text:
    turn = found.walk(event)
    if turn.understood and not turn.left:
        fill(found.spoken, found.key, turn.conversation.answers)
    if turn.ended:
        found.ticket.urgent = True
        await refresh_card(screen.member.session, found.ticket)
    return await _show(screen, found)


async def _show(screen: Screen, found: Filling) -> Text:
    await screen.member.session.flush()  # the buttons carry the newest revision
    asked = found.walk(Started()).asked
    filled = written_down(found.flow, found.conversation.answers)
    head = joined(verbatim(f"🎤 {found.ticket.reference}"), filled)
    about = About(found.ticket.person_id, found.ticket.id)
    screen.show(joined(head, *_below(screen, found, asked)), _rows(screen, found, asked), about)
    return NOTHING


def _below(screen: Screen, found: Filling, asked: Ask | None) -> Sequence[Text]:
    if asked is None:
        return (ACT_NOW,)
    if not _is_review(found.flow, asked):
        return (asked.text,)
    if found.spoken.due_at is None:
        return ()
    return (ASKED.with_values(day=screen.day(found.spoken.due_at)),)


def _rows(screen: Screen, found: Filling, asked: Ask | None) -> list[Buttons]:
    about = (found.ticket.id, found.spoken.revision)
    rows: list[Buttons] = []
    if asked is not None:
        for number, choice in enumerate(_choices(found, asked)):
            if choice.value != SEND or not _is_review(found.flow, asked):
                rows.append([screen.button(choice.label, "v.choose", *about, number)])
            elif found.spoken.state == "filling":
                rows.append([screen.button(ASK, "v.ask", *about)])
    return [*rows, [screen.button(BACK, "v.back", *about)]]


def _choices(found: Filling, asked: Ask) -> Sequence[Choice]:
    """What a helper may choose. For whom it is, only the person says; what the person said in
    their own words is not among the answers to change.
    """
    if _is_review(found.flow, asked):
        return [choice for choice in asked.choices if choice.value in (SEND, CHANGE)]
    if any(s.id == asked.step for s in found.flow.steps):
        return asked.choices
    answers = found.conversation.answers
    return [choice for choice in asked.choices if _is_choice(answers, choice.value)]


def _is_review(flow: Flow, asked: Ask) -> bool:
    return any(step.id == asked.step and isinstance(step, Review) for step in flow.steps)


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
