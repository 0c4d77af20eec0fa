"""A step as it is put to somebody: what any channel can show."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.answers import Answers, StepId, entries
from bot.engine.path import CHANGE, SEND, SKIPPED, Position, label_of, position
from bot.engine.steps import Asking, Choice, Flow, OpenQuestion, Question, Review, Step
from bot.engine.text import Text, _, joined, lines, ngettext, verbatim

SHOWN = 80
"""Characters of somebody's own words that a review repeats."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to show: its words, its choices, and whether free words are an answer."""

    step: StepId
    text: Text
    choices: tuple[Choice, ...]
    open: bool = False


def ask(step: Asking, stand: Position, waiting: Answers) -> Ask:
    """Put a step to somebody who stands there. `waiting` are all answers that are kept."""
    if isinstance(step, Question):
        return Ask(step.id, step.text, tuple(step.choices))
    if isinstance(step, OpenQuestion):
        skip = (Choice(SKIPPED, step.skip),) if step.skip else ()
        return Ask(step.id, step.text, skip, open=True)
    if waiting.get(step.id) == CHANGE:
        return Ask(picking(step), step.pick, _to_change(stand))
    return Ask(step.id, _summary(step, stand), _review_choices(step, stand.answers))


def written_down(flow: Flow, answers: Answers) -> Text:
    """The answers on the path, a line for each question."""
    stand = position(flow, answers)
    return lines(*(_line(step, stand.answers) for step in stand.answered))


def picking(review: Review) -> StepId:
    """The id under which *Change* asks which answer to change."""
    return f"{review.id}.change"


def labels(flow: Flow) -> list[Text]:
    """Every label that a keyboard of this flow can show."""
    return [label for step in flow.steps for label in _labels(step)]


def _labels(step: Step) -> list[Text]:
    match step:
        case Question():
            return [choice.label for choice in step.choices] + _given(step.summary)
        case OpenQuestion():
            return [step.summary, *_given(step.skip)]
        case Review():
            toggles = [label for each in step.toggles for label in (each.turn_on, each.turn_off)]
            return [step.send, step.change, *toggles]
        case _:
            return []


def _given(label: Text | None) -> list[Text]:
    return [label] if label else []


def _to_change(stand: Position) -> tuple[Choice, ...]:
    return tuple(Choice(step.id, short_name(step)) for step in stand.answered)


def short_name(step: Question | OpenQuestion) -> Text:
    """What a question is called in a review and on a helper's screen."""
    return step.summary or step.text


def _review_choices(review: Review, answers: Answers) -> tuple[Choice, ...]:
    toggles = (Choice(t.id, t.turn_off if answers.get(t.id) else t.turn_on) for t in review.toggles)
    return (Choice(SEND, review.send), Choice(CHANGE, review.change), *toggles)


def _summary(review: Review, stand: Position) -> Text:
    answered = [_line(step, stand.answers) for step in stand.answered]
    toggled = [t.summary for t in review.toggles if stand.answers.get(t.id)]
    return joined(lines(*answered, *toggled), review.text)


def _line(step: Question | OpenQuestion, answers: Answers) -> Text:
    # Translators: a line of a summary: the name of a question and what was answered.
    line = _("%(question)s: %(answer)s")
    return line.with_values(question=short_name(step), answer=_answered(step, answers))


def _answered(step: Question | OpenQuestion, answers: Answers) -> Text:
    if isinstance(step, Question):
        return label_of(step, answers[step.id])
    given = entries(answers, step.id)
    words = " ".join(entry.text for entry in given if entry.text)
    files = len({entry.album or n for n, entry in enumerate(given) if entry.kind != "text"})
    if not given and step.skip:
        return step.skip
    shown = verbatim(words if len(words) <= SHOWN else words[: SHOWN - 1] + "…")
    if not files:
        return shown
    # Translators: recordings, photos, documents or places that somebody sent, counted.
    counted = ngettext("%(n)s recording or file", "%(n)s recordings or files", files)
    return lines(shown, counted) if words else counted
