"""The keys under "is this right?": they work whatever is asked at the moment, so each is another
word than every label of every flow, in each language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.engine import Text, pgettext
from bot.people.references import read_reference
from bot.speech.catalogues import Catalogues
from bot.speech.direction import isolate, without_marks
from bot.speech.keys import Rows
from bot.speech.reading import normal

Right = Literal["right", "wrong"]

# Translators: whether what a helper wrote down after a recording is right. At most 30 characters.
RIGHT = pgettext("by voice", "✅ Yes, that is right")
WRONG = pgettext("by voice", "❌ No, something is wrong")
KEYS: dict[Right, Text] = {"right": RIGHT, "wrong": WRONG}

BETWEEN = " · "
"""Between the words of a key and the ticket's reference: one phone may have several."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A key, and the ticket's reference that stood on it; "" where somebody typed the words."""

    key: Right
    reference: str = ""


def rows(catalogues: Catalogues, language: str, reference: str) -> Rows:
    """The keys under one question."""
    rtl = catalogues[language].direction == "rtl"
    shown = isolate(reference) if rtl else reference
    return tuple((f"{catalogues.say(each, language)}{BETWEEN}{shown}",) for each in KEYS.values())


def tapped(typed: str, catalogues: Catalogues) -> Tap | None:
    """The key that a whole message is, in whichever language; None where it is none."""
    known = _keys(catalogues)
    whole = known.get(normal(typed))
    if whole is not None:
        return Tap(whole)
    label, between, reference = without_marks(typed).rpartition(BETWEEN)
    key = known.get(normal(label)) if between else None
    return Tap(key, read_reference(reference)) if key else None


@cache
def _keys(catalogues: Catalogues) -> dict[str, Right]:
    return {
        normal(catalogues.say(label, code)): key
        for key, label in KEYS.items()
        for code in catalogues.codes
    }
