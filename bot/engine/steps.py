"""The steps of a flow. Their ids and values are permanent; their words are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.engine.answers import Answers, StepId
from bot.engine.effects import Effect
from bot.engine.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be tapped. `then` names the step that follows, else the next one."""

    value: str
    label: Text
    then: StepId | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say on the way; it goes out together with the question that follows."""

    id: StepId
    text: Text
    then: StepId | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question with choices. `summary` is its short name in a review and for a helper.

    `when_written` is the value of the choice that counts as made where somebody writes or speaks
    instead: their words go on to the open question that follows.
    """

    id: StepId
    text: Text
    choices: Sequence[Choice]
    summary: Text | None = None
    then: StepId | None = None
    when_written: str | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that is answered freely: text, voice, photo, place, as many as come.

    `skip` labels the choice of saying nothing. `only_when_asked`: its answer has a form of its own
    (ages, a number), so it takes words while it is asked, and those that trail it up to the next
    answer. Words at any other step are kept under `ALSO` where no other question takes them.
    """

    id: StepId
    text: Text
    summary: Text
    skip: Text | None = None
    then: StepId | None = None
    only_when_asked: bool = False


@dataclass(frozen=True, slots=True)
class Toggle:
    """One tap on a review that turns something on or off; its id is an answer's id."""

    id: StepId
    turn_on: Text
    turn_off: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Review:
    """Everything answered so far, to send or to change."""

    id: StepId
    text: Text
    send: Text
    change: Text
    pick: Text
    toggles: Sequence[Toggle] = ()
    then: StepId | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A rule over the answers on the path, and the step that it leads to."""

    test: Callable[[Answers], bool]
    then: StepId


@dataclass(frozen=True, slots=True)
class Branch:
    """A fork that nobody sees: the first rule that holds decides."""

    id: StepId
    cases: Sequence[When]
    otherwise: StepId


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a flow ends: last words, if any, and what it asks of the world."""

    id: StepId
    text: Text | None = None
    effects: Sequence[Effect] = ()


Step = Message | Question | OpenQuestion | Review | Branch | Outcome
Asking = Question | OpenQuestion | Review
NO_RENAMES: Mapping[StepId, StepId] = MappingProxyType({})


@dataclass(frozen=True)
class Flow:
    """A conversation as a list of steps, in the order in which a person meets them.

    `renamed` maps ids that were once released to today's, so that an answer given yesterday
    still counts. `needs_consent` keeps anybody from starting it who has not allowed us to keep
    their words. `topic` is what its tickets are about; while one of them is open, whoever starts
    the flow is led to the flow `again` instead.
    """

    id: str
    steps: Sequence[Step]
    needs_consent: bool = False
    topic: str = ""
    again: str = ""
    renamed: Mapping[StepId, StepId] = field(default_factory=lambda: NO_RENAMES)

    def __getitem__(self, step_id: StepId) -> Step:
        """The step of that id. Raises KeyError, in words for whoever wrote the flow."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(f"flow '{self.id}' has no step called '{step_id}'")

    def after(self, step: Step) -> Step:
        """The step written below this one. Raises KeyError where there is none."""
        place = next(i for i, each in enumerate(self.steps) if each.id == step.id)
        if place + 1 == len(self.steps):
            raise KeyError(f"flow '{self.id}' ends after '{step.id}' without an outcome")
        return self.steps[place + 1]
