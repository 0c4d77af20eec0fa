"""What people say to each bot, and by what they know that they were answered. In English."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.stories.labels import key
from bot.engine import Text
from bot.engine.text import leaves
from flows import FLOWS
from flows.shared import NUMBER_AND_WHEN
from tests.bench.questions import CONFIRMED, QUESTIONS

WORDS = "They want to send me to another country. My brother is here. What can I do?"


@dataclass(frozen=True)
class Line:
    """One message of a person's; the answer to it holds `hears`."""

    says: str
    hears: str


TAPS = (
    ("welcome", "intro", "go_on"),
    ("welcome", "consent", "yes"),
    ("menu", "menu", "status"),
    ("status", "paper", "annex_26"),
    ("status", "procedure_language", "fr"),
    ("status", "letter", "no"),
    ("status", "lawyer", "unsure"),
    ("status", "protected_elsewhere", "no"),
    ("status", "address", "none"),
    ("status", "words", ""),
    ("status", "review", "send"),
)
"""Loket's status flow: (flow, step, value)."""


def loket() -> tuple[Line, ...]:
    """From the first hello through the status flow to the number."""
    said = [WORDS if not value else key(*tap).msgid for tap in TAPS for *_, value in [tap]]
    asked = [_certain(getattr(FLOWS[flow][step], "text", None)) for flow, step, _ in TAPS]
    number = NUMBER_AND_WHEN.msgid.partition("%(")[0]
    heard = ["Please choose your language.", *asked, number]
    return tuple(map(Line, ["/start", "English", *said], heard))


def reference() -> tuple[Line, ...]:
    """The same with a reference bot."""
    said = [asked.choices[0] if asked.choices else WORDS for asked in QUESTIONS]
    heard = [asked.text for asked in QUESTIONS]
    return tuple(map(Line, ["/start", *said], [*heard, CONFIRMED]))


def echo() -> tuple[Line, ...]:
    """As many messages with a bot that says them again."""
    said = [f"{number}: {line.says}" for number, line in enumerate(reference())]
    return tuple(map(Line, said, said))


SCRIPTS = {"loket": loket, "reference": reference, "echo": echo}


def _certain(text: Text | None) -> str:
    """The last sentence of a text that has no places to fill: it stands there as it is."""
    assert text is not None
    return [leaf.msgid for leaf in leaves(text) if "%(" not in leaf.msgid][-1]
