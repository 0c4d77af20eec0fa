"""What is wrong with a flow, in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.engine.answers import StepId
from bot.engine.effects import GoTo
from bot.engine.steps import (
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


def problems(flow: Flow, flows: Collection[str] = ()) -> list[str]:
    """Everything that would stop or strand somebody; empty where the flow is sound.

    `flows` are the ids that a `GoTo` may name; none given means that they are not checked.
    """
    if not flow.steps:
        return [f"'{flow.id}' has no steps"]
    found = [
        *_renamed(flow),
        *_repeated(flow),
        *_missing(flow),
        *_without_choice(flow),
        *_lost(flow, flows),
    ]
    return found or [*_unreachable(flow), *_circles(flow)]


def exits(flow: Flow, step: Step) -> list[StepId]:
    """The ids of the steps that can follow."""
    if isinstance(step, Outcome):
        return []
    if isinstance(step, Branch):
        return [*(case.then for case in step.cases), step.otherwise]
    named = [c.then for c in step.choices if c.then] if isinstance(step, Question) else []
    if isinstance(step, Question) and all(c.then for c in step.choices):
        return named
    last = flow.steps[-1].id == step.id
    return [*named, step.then or ("" if last else flow.after(step).id)]


def _repeated(flow: Flow) -> Iterator[str]:
    seen: set[StepId] = set()
    for step_id in _ids(flow):
        if step_id in seen:
            yield f"two steps of '{flow.id}' are called '{step_id}'"
        seen.add(step_id)
    for step in flow.steps:
        values = [c.value for c in step.choices] if isinstance(step, Question) else []
        for value in {v for v in values if values.count(v) > 1}:
            yield f"'{step.id}' has two choices with the value '{value}'"


def _ids(flow: Flow) -> Iterator[StepId]:
    for step in flow.steps:
        yield step.id
        if isinstance(step, Review):
            yield from (toggle.id for toggle in step.toggles)


def _missing(flow: Flow) -> Iterator[str]:
    known = {step.id for step in flow.steps}
    for step in flow.steps:
        for target in exits(flow, step):
            if not target:
                yield f"nothing follows '{step.id}': end the flow with an Outcome"
            elif target not in known:
                yield f"'{step.id}' leads to '{target}', and there is no step called '{target}'"


def _without_choice(flow: Flow) -> Iterator[str]:
    for step in flow.steps:
        if not isinstance(step, Question):
            continue
        if not step.choices:
            yield f"'{step.id}' is a Question without choices"
        if step.when_written and step.when_written not in {c.value for c in step.choices}:
            yield f"'{step.id}' has no choice '{step.when_written}' for somebody who writes"


def _lost(flow: Flow, flows: Collection[str]) -> Iterator[str]:
    for step in flow.steps:
        for effect in step.effects if isinstance(step, Outcome) else ():
            if flows and isinstance(effect, GoTo) and effect.flow not in flows:
                yield f"'{step.id}' goes to the flow '{effect.flow}', and there is none"


def _renamed(flow: Flow) -> Iterator[str]:
    known = set(_ids(flow))
    for old, new in flow.renamed.items():
        if old in known:
            yield f"'{old}' is renamed to '{new}', and there is still a step called '{old}'"
        if new not in known:
            yield f"'{old}' is renamed to '{new}', and there is no step called '{new}'"


def reachable(flow: Flow, start: Step) -> list[Step]:
    """The steps to which a step can lead, itself included, in the order in which they stand."""
    reached: set[StepId] = set()
    ahead = [start.id]
    while ahead:
        step_id = ahead.pop()
        if step_id not in reached:
            reached.add(step_id)
            ahead.extend(exits(flow, flow[step_id]))
    return [step for step in flow.steps if step.id in reached]


def _unreachable(flow: Flow) -> Iterator[str]:
    reached = reachable(flow, flow.steps[0])
    for step in flow.steps:
        if step not in reached:
            yield f"'{step.id}' can never be reached"


def _circles(flow: Flow) -> Iterator[str]:
    """Steps from which one can come back to them (a walk could never end)."""
    for start in flow.steps:
        ahead, seen = exits(flow, start), set[StepId]()
        while ahead:
            step_id = ahead.pop()
            if step_id == start.id:
                yield f"'{start.id}' leads back to itself"
                break
            if step_id not in seen:
                seen.add(step_id)
                ahead.extend(exits(flow, flow[step_id]))


def texts(flow: Flow) -> list[Text]:
    """Every text that a flow can say, for the tests of the catalogues."""
    return [text for step in flow.steps for text in _texts(step)]


def _texts(step: Step) -> list[Text]:
    match step:
        case Question():
            own = [step.text, step.summary, *(c.label for c in step.choices)]
        case OpenQuestion():
            own = [step.text, step.summary, step.skip]
        case Review():
            toggles = [t for g in step.toggles for t in (g.turn_on, g.turn_off, g.summary)]
            own = [step.text, step.send, step.change, step.pick, *toggles]
        case Message() | Outcome():
            own = [step.text]
        case Branch():
            own = []
    return [text for text in own if text is not None]
