"""Which key of the list somebody tapped or typed, in whichever language it stood there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.people.references import read_reference
from bot.shelter.pushed_words import IN_SHORT, KEYS, Pushed
from bot.shelter.ways import BETWEEN
from bot.speech.catalogues import Catalogues
from bot.speech.direction import without_marks
from bot.speech.reading import normal


@dataclass(frozen=True, slots=True)
class Tap:
    """A key, and whose answer it is where that stood on it."""

    key: Pushed
    reference: str = ""


def tapped(typed: str, catalogues: Catalogues) -> Tap | None:
    """The key that a whole message is; None where it is none."""
    known = _keys(catalogues)
    whole = known.get(normal(typed))
    if whole is not None:
        return Tap(whole)
    label, between, reference = without_marks(typed).rpartition(BETWEEN)
    key = known.get(normal(label)) if between else None
    return Tap(key, read_reference(reference)) if key else None


def in_short(typed: str, language: str, catalogues: Catalogues) -> Tap | None:
    """The answer to an offer that a whole message is in one's own words; None where it is none.
    A word that means another thing in another language is read in the language that we speak.
    """
    word = normal(typed)
    own = _short(catalogues, (language,)).get(word, frozenset())
    meant = own or _short(catalogues, tuple(catalogues.codes)).get(word, frozenset())
    return Tap(next(iter(meant))) if len(meant) == 1 else None


@cache
def _short(catalogues: Catalogues, codes: tuple[str, ...]) -> dict[str, frozenset[Pushed]]:
    """What people type in some languages, and what it may mean; made once."""
    found: dict[str, frozenset[Pushed]] = {}
    for key, words in IN_SHORT.items():
        for code in (each for each in codes if catalogues.has(words, each)):
            for word in catalogues.say(words, code).split("|"):
                found[normal(word)] = found.get(normal(word), frozenset()) | {key}
    return found


@cache
def _keys(catalogues: Catalogues) -> dict[str, Pushed]:
    """Every key in every language, as they are compared; made once."""
    return {
        normal(each): key for key, label in KEYS.items() for each in catalogues.everywhere(label)
    }
