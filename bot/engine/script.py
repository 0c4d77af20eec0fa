"""A flow as a script that people can read, review and object to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.engine.checks import exits
from bot.engine.effects import Effect
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

Translate = Callable[[Text], str]


def script(flow: Flow, translate: Translate) -> str:
    """The flow as Markdown: each step, its words, its choices and where they lead."""
    blocks = [
        "\n".join([f"## {step.id}", "", *_block(flow, step, translate)]) for step in flow.steps
    ]
    return "\n\n".join([f"# {flow.id}", *blocks]) + "\n"


def diagram(flow: Flow) -> str:
    """The flow as a Mermaid diagram."""
    rows = [f"    {s.id}{_shape(s)}" for s in flow.steps]
    rows += [f"    {s.id} --> {target}" for s in flow.steps for target in exits(flow, s)]
    return "\n".join(["flowchart TD", *rows]) + "\n"


def shown(effect: Effect) -> str:
    """An effect on one line, as transcripts print it."""
    given = ", ".join(
        f"{name}={value!r}"
        for name in effect.__dataclass_fields__
        if (value := getattr(effect, name)) is not None and not callable(value)
    )
    return f"{type(effect).__name__}({given})"


def _shape(step: Step) -> str:
    words = step.id.replace("_", " ")
    if isinstance(step, Outcome):
        return f"([{words}])"
    return f"{{{{{words}}}}}" if isinstance(step, Branch) else f"[{words}]"


def _block(flow: Flow, step: Step, translate: Translate) -> Iterator[str]:
    match step:
        case Message():
            yield translate(step.text)
        case Question():
            yield f"{translate(step.text)}\n"
            yield from _choices(flow, step, translate)
        case OpenQuestion():
            yield f"{translate(step.text)}\n\n- *in their own words*"
            yield from (f"- {translate(label)}" for label in [step.skip] if label)
        case Review():
            yield f"*all answers*\n\n{translate(step.text)}\n"
            toggles = [toggle.turn_on for toggle in step.toggles]
            yield from (f"- {translate(label)}" for label in (step.send, step.change, *toggles))
        case Branch():
            yield from (f"- {_spoken(case.test)} → {case.then}" for case in step.cases)
            yield f"- otherwise → {step.otherwise}"
        case Outcome():
            yield from (translate(text) for text in [step.text] if text)
            yield from (f"! {shown(effect)}" for effect in step.effects)


def _choices(flow: Flow, step: Question, translate: Translate) -> Iterator[str]:
    following = flow.after(step).id if flow.steps[-1].id != step.id else ""
    for choice in step.choices:
        target = choice.then or step.then or following
        yield f"- {translate(choice.label)} (`{choice.value}`) → {target}"


def _spoken(test: Callable[..., bool]) -> str:
    return test.__name__.replace("_", " ")
