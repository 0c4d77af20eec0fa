"""Small flows, and a talk that goes through JSON between any two events."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.engine import (
    Answer,
    Choice,
    Conversation,
    Entry,
    Event,
    Flow,
    OpenQuestion,
    Outcome,
    Question,
    Review,
    StepId,
    Text,
    Toggle,
    Turn,
    advance,
)
from bot.people.words import answers_from_json, answers_to_json
from bot.speech.catalogues import Catalogues

END = Outcome("end", Text("Thank you."))
FOR_A_FRIEND = Toggle(
    "friend",
    turn_on=Text("It is for a friend"),
    turn_off=Text("It is for me"),
    summary=Text("For a friend"),
)


def choice(value: str, then: StepId | None = None) -> Choice:
    """A choice whose label is its value in capitals."""
    return Choice(value, Text(value.upper()), then)


def question(step: StepId, *choices: Choice, then: StepId | None = None) -> Question:
    """A question with choices; yes and no where none are given."""
    return Question(
        step,
        Text(f"The words of {step}"),
        choices or (choice("yes"), choice("no")),
        summary=Text(step.capitalize()),
        then=then,
    )


def open_question(
    step: StepId,
    *,
    skip: str | None = None,
    then: StepId | None = None,
    only_when_asked: bool = False,
) -> OpenQuestion:
    """A question that is answered freely."""
    return OpenQuestion(
        step,
        Text(f"The words of {step}"),
        summary=Text(step.capitalize()),
        skip=Text(skip) if skip else None,
        then=then,
        only_when_asked=only_when_asked,
    )


def review(*toggles: Toggle, then: StepId | None = None) -> Review:
    """A review that is sent or changed."""
    return Review(
        "review",
        Text("Is this right?"),
        send=Text("Send it"),
        change=Text("Change something"),
        pick=Text("What would you like to change?"),
        toggles=toggles,
        then=then,
    )


def said(text: str, source: str = "") -> Entry:
    """A text bubble."""
    return Entry("text", text, source=source)


class Talk:
    """Somebody in a flow. What is kept of them is JSON, as it is in the database."""

    def __init__(self, flow: Flow, **answers: Answer) -> None:
        self.flow = flow
        self._kept = answers_to_json(answers)

    @property
    def answers(self) -> dict[StepId, Answer]:
        """The answers as they are kept."""
        return answers_from_json(self._kept)

    def hear(self, *events: Event) -> Turn:
        """What follows from the last of these events."""
        turns = [self._hear(event) for event in events]
        return turns[-1]

    def goes_on_in(self, flow: Flow) -> Talk:
        """The same person after somebody has edited the flow."""
        return Talk(flow, **self.answers)

    def _hear(self, event: Event) -> Turn:
        turn = advance(self.flow, Conversation(self.flow.id, self.answers), event)
        self._kept = answers_to_json(turn.conversation.answers)
        return turn


def asked(turn: Turn) -> StepId:
    """The id of the step that is asked; empty where nothing is."""
    return turn.asked.step if turn.asked else ""


def values(turn: Turn) -> list[str]:
    """The values of the choices that are offered."""
    return [each.value for each in turn.asked.choices] if turn.asked else []


def in_english(text: Text | None) -> str:
    """A text as somebody reads it in English."""
    return Catalogues(["en"], ZoneInfo("Europe/Brussels")).say(text, "en") if text else ""
