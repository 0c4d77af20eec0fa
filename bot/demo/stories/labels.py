"""What stands on a phone, found by what it means: a step's choices, a ticket's number."""

from __future__ import annotations

import re

from bot.engine import Choice, OpenQuestion, Question, Review, Text
from flows import FLOWS

REFERENCE = re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}")


def choices(flow: str, step: str) -> list[Choice]:
    """The choices of a step, those of a review included."""
    asked = FLOWS[flow][step]
    match asked:
        case Question():
            return list(asked.choices)
        case OpenQuestion(skip=Text() as skip):
            return [Choice("skipped", skip)]
        case Review():
            own = [Choice("send", asked.send), Choice("change", asked.change)]
            return own + [Choice(toggle.id, toggle.turn_on) for toggle in asked.toggles]
        case _:
            return []


def key(flow: str, step: str, value: str) -> Text:
    """The label of a choice. Raises StopIteration where there is no such choice."""
    return next(choice.label for choice in choices(flow, step) if choice.value == value)


def reference_in(text: str) -> str:
    """The first reference in a text; "" where there is none."""
    found = REFERENCE.search(text)
    return found.group() if found else ""
