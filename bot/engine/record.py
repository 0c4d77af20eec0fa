"""What a ticket keeps of the answers: enough to show them after the flow has changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.answers import Answers, Entry, StepId, entries, value
from bot.engine.asking import short_name
from bot.engine.path import label_of, position
from bot.engine.steps import Flow, Question, Review
from bot.engine.text import Text


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer on the path, with the words of its question and of its label in English.

    They are msgids: a ticket renders in any language, whatever becomes of the flow.
    """

    step: StepId
    value: str
    question: Text
    label: Text | None = None
    entries: tuple[Entry, ...] = ()


def record(flow: Flow, answers: Answers) -> tuple[Recorded, ...]:
    """The answers on the path, in order; what was answered on a road not taken is left out."""
    stand = position(flow, answers)
    recorded = [
        Recorded(
            step.id,
            value(stand.answers, step.id),
            short_name(step),
            label_of(step, stand.answers[step.id]) if isinstance(step, Question) else step.skip,
            entries(stand.answers, step.id),
        )
        for step in stand.answered
    ]
    toggles = [t for step in stand.steps if isinstance(step, Review) for t in step.toggles]
    on = [t for t in toggles if stand.answers.get(t.id)]
    return (*recorded, *(Recorded(t.id, "yes", t.summary) for t in on))
