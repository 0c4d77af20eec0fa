"""How a conversation moves: one event in, what to say and what to commit out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.engine.answers import ALSO, Answer, Answers, Entry, StepId
from bot.engine.asking import Ask, ask, picking
from bot.engine.checks import reachable
from bot.engine.effects import Effect, GoTo, OpenTicket
from bot.engine.path import CHANGE, Position, passes, position
from bot.engine.steps import (
    Asking,
    Branch,
    Flow,
    Message,
    OpenQuestion,
    Outcome,
    Question,
    Review,
)
from bot.engine.text import Text


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that is kept of a conversation: which flow, and the answers by step id."""

    flow: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Started:
    """Somebody begins, or comes back to, a flow."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody chose a value at a step, or gave entries to an open question."""

    step: StepId
    answer: Answer


@dataclass(frozen=True, slots=True)
class Added:
    """Words that choose nothing: they belong to the answer of the nearest open question."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Back:
    """Take the last answer back."""


Event = Started | Answered | Added | Back


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from an event.

    `asked` is None at an outcome and where the person left the flow (`left`). `understood` is
    False where the event was no answer to anything that is asked; the question is then repeated
    and nothing has changed.
    """

    conversation: Conversation
    said: tuple[Text, ...]
    asked: Ask | None
    effects: tuple[Effect, ...] = ()
    understood: bool = True
    left: bool = False

    @property
    def ended(self) -> bool:
        """Whether the flow has come to an outcome."""
        return self.asked is None and not self.left


def advance(flow: Flow, conversation: Conversation, event: Event) -> Turn:
    """Move a conversation by one event. No I/O, no clock, no chance."""
    answers = {flow.renamed.get(k, k): v for k, v in conversation.answers.items()}
    stand = position(flow, answers)
    match event:
        case Started():
            changed: dict[StepId, Answer] | None = answers
        case Answered(step, answer):
            changed = _answer(stand, answers, step, answer)
        case Added(entry):
            changed = _add(flow, stand, answers, entry)
        case Back():
            changed = _back(stand, answers)
            if changed is None:
                return Turn(conversation, (), None, left=True)
    if changed is None:
        return replace(_turn(flow, answers), understood=False, effects=())
    return _turn(flow, changed)


def _turn(flow: Flow, answers: Mapping[StepId, Answer]) -> Turn:
    stand = position(flow, answers)
    kept = Conversation(flow.id, dict(answers))
    here = stand.here
    if isinstance(here, Outcome):
        said = (*_on_the_way(stand), *((here.text,) if here.text else ()))
        effects = tuple(
            _resolved(each, stand.answers) for each in here.effects if _holds(each, stand.answers)
        )
        return Turn(kept, said, None, effects)
    if isinstance(here, Message | Branch):
        raise TypeError(f"a walk stopped at '{here.id}', where nothing is asked")
    return Turn(kept, _on_the_way(stand), ask(here, stand, answers))


def _on_the_way(stand: Position) -> tuple[Text, ...]:
    """The messages between the last question answered and where somebody stands."""
    said: list[Text] = []
    for step in reversed(stand.steps[:-1]):
        if isinstance(step, Question | OpenQuestion | Review):
            break
        if isinstance(step, Message):
            said.insert(0, step.text)
    return tuple(said)


def _holds(effect: Effect, answers: Answers) -> bool:
    return not isinstance(effect, GoTo) or effect.when is None or effect.when(answers)


def _resolved(effect: Effect, answers: Answers) -> Effect:
    if isinstance(effect, GoTo):
        return replace(effect, when=None)
    if isinstance(effect, OpenTicket) and callable(effect.urgent):
        return replace(effect, urgent=effect.urgent(answers))
    return effect


def _answer(
    stand: Position, answers: dict[StepId, Answer], step: StepId, answer: Answer
) -> dict[StepId, Answer] | None:
    here = stand.here
    if isinstance(here, Review):
        return _review(here, stand, answers, step, answer)
    if not isinstance(here, Question | OpenQuestion) or step != here.id:
        return None
    if not passes(here, answer):
        return None
    return {**answers, step: answer}


def _review(
    review: Review, stand: Position, answers: dict[StepId, Answer], step: StepId, answer: Answer
) -> dict[StepId, Answer] | None:
    if answers.get(review.id) == CHANGE:
        if step != picking(review) or answer not in {each.id for each in stand.answered}:
            return None
        return _without(answers, review.id, str(answer))
    if step != review.id or not isinstance(answer, str):
        return None
    if answer in {toggle.id for toggle in review.toggles}:
        return _without(answers, answer) if answers.get(answer) else {**answers, answer: "yes"}
    return {**answers, review.id: answer} if answer == CHANGE or passes(review, answer) else None


def _add(
    flow: Flow, stand: Position, answers: dict[StepId, Answer], entry: Entry
) -> dict[StepId, Answer] | None:
    """Words go to the open question that is asked, else to the last one behind, else to the next
    one ahead, else beside the answers: whatever somebody writes in the middle of a flow, its
    helper reads.
    """
    behind = [step for step in reversed(stand.steps) if isinstance(step, OpenQuestion)]
    ahead = [step for step in reachable(flow, stand.here) if isinstance(step, OpenQuestion)]
    now = [step for step in reversed(stand.steps) if isinstance(step, Asking)][:2]
    takers = [s.id for s in (*behind, *ahead) if s in now or not s.only_when_asked]
    if not takers and not behind and not ahead:
        return None
    step_id, here = takers[0] if takers else ALSO, stand.here
    before = answers.get(step_id, ())
    added = {**answers, step_id: (*(() if isinstance(before, str) else before), entry)}
    if isinstance(here, Question) and here.when_written:
        added[here.id] = here.when_written
    return added


def _back(stand: Position, answers: dict[StepId, Answer]) -> dict[StepId, Answer] | None:
    here = stand.here
    if isinstance(here, Review) and answers.get(here.id) == CHANGE:
        return _without(answers, here.id)
    behind = [s for s in stand.steps[:-1] if isinstance(s, Question | OpenQuestion | Review)]
    return _without(answers, behind[-1].id) if behind else None


def _without(answers: dict[StepId, Answer], *steps: StepId) -> dict[StepId, Answer]:
    return {step: answer for step, answer in answers.items() if step not in steps}
