"""Reading what people type: a number, a label or a value, in any script's digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.speech.direction import without_marks

# fmt: off
ARABIC_VARIANTS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ک": "ك", "ګ": "گ",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ـ": "",
}
# fmt: on
LATIN_VARIANTS = {"ı": "i", "ɓ": "b", "ɗ": "d", "ŋ": "n", "ɲ": "n", "ƴ": "y"}
"""Letters of Turkish and of Pular that many keyboards do not have."""

VARIANTS = str.maketrans({**ARABIC_VARIANTS, **LATIN_VARIANTS})
NOT_WORDS = re.compile(r"[^\w\s+]|_")
MOST_DIGITS = 3
"""No question has a thousand choices; a longer number is something else, like a telephone's."""

SPACES = re.compile(r"\s+")


def normal(typed: str) -> str:
    """What somebody typed, without what does not matter: case, accents, icons, spaces, marks.

    Digits of any script become Latin ones, and letters that are typed in several ways one.
    """
    letters = _bare(without_marks(typed))
    latin = "".join(_latin_digit(c) for c in letters.translate(VARIANTS))
    return SPACES.sub(" ", NOT_WORDS.sub(" ", latin)).strip()


def _bare(words: str) -> str:
    """Small letters without accents. Taking apart may bring capitals to light (ℋ), and making them
    small may bring accents (İ), so it is done until nothing changes.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare if bare == words else _bare(bare)


def _latin_digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdigit() else character


def read_label(typed: str, labels: Sequence[str]) -> int | None:
    """Which of the labels was tapped or typed, by its place; None where it is none of them."""
    exact = [place for place, label in enumerate(labels) if label == typed]
    if exact:
        return exact[0]
    wanted = normal(typed)
    found = [place for place, label in enumerate(labels) if wanted and normal(label) == wanted]
    return found[0] if found else None


def read_choice(typed: str, labels: Sequence[str], values: Sequence[str]) -> int | None:
    """Which choice was meant, by its place: its label, its number from 1, or its value."""
    place = read_label(typed, labels)
    if place is not None:
        return place
    wanted = normal(typed)
    if wanted.isdecimal() and len(wanted) <= MOST_DIGITS:
        return int(wanted) - 1 if 1 <= int(wanted) <= len(labels) else None
    values_read = [normal(value) for value in values]
    return values_read.index(wanted) if wanted in values_read else None


def one_of(typed: str, words: Iterable[str]) -> bool:
    """Whether the whole message is one of some words."""
    wanted = normal(typed)
    return bool(wanted) and wanted in {normal(word) for word in words}
