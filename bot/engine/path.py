"""Where answers lead. The current step is never stored: it is found anew each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.answers import Answer, Answers, StepId
from bot.engine.steps import (
    Asking,
    Branch,
    Flow,
    Message,
    OpenQuestion,
    Outcome,
    Question,
    Review,
    Step,
)
from bot.engine.text import Text

SKIPPED = "skipped"
SEND = "send"
CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands: the last of `steps`, and the answers that led there."""

    steps: tuple[Step, ...]
    answers: Answers

    @property
    def here(self) -> Step:
        """The step that waits for an answer, or the outcome."""
        return self.steps[-1]

    @property
    def answered(self) -> tuple[Question | OpenQuestion, ...]:
        """The questions behind, in order."""
        return tuple(s for s in self.steps[:-1] if isinstance(s, Question | OpenQuestion))


def position(flow: Flow, answers: Answers) -> Position:
    """Walk today's flow with yesterday's answers.

    An inserted question is met, a deleted one is not, a renamed one is mapped, and an answer
    whose choice is gone counts as not given. Raises KeyError for a flow that leads nowhere and
    RecursionError for one that leads in a circle; `checks.problems` finds both beforehand.
    """
    known = {flow.renamed.get(step, step): answer for step, answer in answers.items()}
    walked: list[Step] = [flow.steps[0]]
    on_path: dict[StepId, Answer] = {}
    while (following := _following(flow, walked[-1], known, on_path)) is not None:
        if len(walked) > len(flow.steps):
            raise RecursionError(f"flow '{flow.id}' goes in a circle at '{following.id}'")
        walked.append(following)
    return Position(tuple(walked), on_path)


def path(flow: Flow, answers: Answers) -> list[StepId]:
    """The ids of the steps that these answers lead through."""
    return [step.id for step in position(flow, answers).steps]


def _following(
    flow: Flow, step: Step, known: Mapping[StepId, Answer], on_path: dict[StepId, Answer]
) -> Step | None:
    """The step after this one, or None where it has to be waited for."""
    if isinstance(step, Outcome):
        return None
    if isinstance(step, Branch):
        found = next((case.then for case in step.cases if case.test(on_path)), step.otherwise)
        return flow[found]
    then = step.then
    if not isinstance(step, Message):
        if isinstance(step, Review):
            _note_toggles(step, known, on_path)
        answer = known.get(step.id)
        if answer is None or not passes(step, answer):
            return None
        on_path[step.id] = answer
        then = _choice_then(step, answer) or then
    return flow[then] if then else flow.after(step)


def passes(step: Asking, answer: Answer) -> bool:
    """Whether an answer leads past a step (a review that is being changed does not)."""
    if isinstance(step, OpenQuestion):
        return bool(answer) and (not isinstance(answer, str) or _skips(step, answer))
    if isinstance(step, Review):
        return answer == SEND
    return any(choice.value == answer for choice in step.choices)


def _skips(step: OpenQuestion, answer: str) -> bool:
    return step.skip is not None and answer == SKIPPED


def label_of(step: Question, answer: Answer) -> Text:
    """The words of the choice that was made."""
    return next(choice.label for choice in step.choices if choice.value == answer)


def _choice_then(step: Asking, answer: Answer) -> StepId | None:
    if not isinstance(step, Question):
        return None
    return next((choice.then for choice in step.choices if choice.value == answer), None)


def _note_toggles(
    review: Review, known: Mapping[StepId, Answer], on_path: dict[StepId, Answer]
) -> None:
    for toggle in review.toggles:
        if toggle.id in known:
            on_path[toggle.id] = known[toggle.id]
