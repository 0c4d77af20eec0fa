"""How far the answers of a ticket are filled in, and the screen that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk import acts
from bot.desk.shelter.screen import NOTHING, Buttons, Screen
from bot.engine import (
    Alert,
    Answers,
    Ask,
    Choice,
    Conversation,
    Event,
    Flow,
    GoTo,
    Review,
    Started,
    StepId,
    Text,
    Turn,
    _,
    advance,
    joined,
    pgettext,
    verbatim,
    written_down,
)
from bot.post.outbox import About
from bot.privacy.vault import Key
from bot.store.tables import Spoken, Ticket
from bot.tickets.spoken import answers_in

BACK = pgettext("button", "◀️ Back")
ASK = pgettext("button", "📨 Ask the person whether it is right")
# Translators: staff read these. %(day)s is like "Tuesday 3 March".
ASKED = _(
    "📨 The person is asked whether this is right. Without an answer until %(day)s, what you "
    "filled in is deleted."
)
ACT_NOW = _("🔴 These answers mean that help is needed now. The ticket is marked as urgent.")
ENDED = _("There is nothing to fill in here now.")

SEND, CHANGE = "send", "change"
ONLY_THEIRS = ("consent",)
"""Questions that nobody answers for somebody else."""


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


async def find(screen: Screen) -> Filling | Text:
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


def is_newest(screen: Screen, found: Filling) -> bool:
    """Whether nothing has changed since the button was shown: of two quick taps one counts."""
    return screen.number(1, 0, 10**9) == found.spoken.revision


async def show(screen: Screen, found: Filling) -> Text:
    """What is filled in so far, and what comes next."""
    await screen.member.session.flush()  # the buttons carry the newest revision
    turn = found.walk(Started())
    filled = written_down(found.flow, found.conversation.answers)
    head = joined(verbatim(f"🎤 {found.ticket.reference}"), filled)
    about = About(found.ticket.person_id, found.ticket.id)
    text = joined(head, *_below(screen, found, turn))
    screen.show(text, _rows(screen, found, turn.asked), about)
    return NOTHING


def _below(screen: Screen, found: Filling, turn: Turn) -> Sequence[Text]:
    asked = turn.asked
    if asked is None:
        return (ACT_NOW,) if is_alarm(turn) else ()
    if not is_review(found.flow, asked):
        return (asked.text,)
    if found.spoken.due_at is None:
        return ()
    return (ASKED.with_values(day=screen.day(found.spoken.due_at)),)


def _rows(screen: Screen, found: Filling, asked: Ask | None) -> list[Buttons]:
    about = (found.ticket.id, found.spoken.revision)
    rows: list[Buttons] = []
    if asked is not None:
        for number, choice in enumerate(choices_of(found, asked)):
            if choice.value != SEND or not is_review(found.flow, asked):
                rows.append([screen.button(choice.label, "v.choose", *about, number)])
            elif found.spoken.state == "filling":
                rows.append([screen.button(ASK, "v.ask", *about)])
    return [*rows, [screen.button(BACK, "v.back", *about)]]


def choices_of(found: Filling, asked: Ask) -> Sequence[Choice]:
    """What a helper may choose. For whom it is, only the person says; what the person said in
    their own words is not among the answers to change.
    """
    if is_review(found.flow, asked):
        return [choice for choice in asked.choices if choice.value in (SEND, CHANGE)]
    if any(s.id == asked.step for s in found.flow.steps):
        return asked.choices
    answers = found.conversation.answers
    return [choice for choice in asked.choices if may_change(answers, choice.value)]


def is_review(flow: Flow, asked: Ask) -> bool:
    """Whether everything is answered."""
    return any(step.id == asked.step and isinstance(step, Review) for step in flow.steps)


def may_change(answers: Answers, step: StepId) -> bool:
    """Whether a helper may choose anew what was answered at a step."""
    return isinstance(answers.get(step), str) and step not in ONLY_THEIRS


def is_alarm(turn: Turn) -> bool:
    """Whether the answers lead to people who have to act now, as they would have for the person,
    or to the emergency numbers.
    """
    return turn.ended and any(
        isinstance(effect, Alert) or (isinstance(effect, GoTo) and effect.flow == "emergency")
        for effect in turn.effects
    )
