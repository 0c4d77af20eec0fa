"""The stem of a word, in the languages that Snowball knows; elsewhere a word is its own stem."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

SNOWBALL = {
    "en": "english",
    "fr": "french",
    "nl": "dutch",
    "ar": "arabic",
    "fa-AF": "persian",
    "tr": "turkish",
    "es": "spanish",
    "ru": "russian",
}
"""Ours, and Snowball's name for it (https://snowballstem.org/algorithms/)."""

SHORTEST = 3
"""A shorter word has no ending to lose."""

TO_PERSIAN = str.maketrans({"ي": "ی", "ك": "ک"})
AFTER_VOWEL = re.compile("(?<=[аеиоуыэюя])и")
"""Where folding has made и of й, whose endings the Russian rules look for."""

ARABIC_BEGINNING = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|[وفبكل](?=\w{4}))(?=\w{2})")
"""And, so, in, like, for, and the article, written as one with the word. Snowball takes them off
longer words only.
"""

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Stemmer:
    """How words of a language lose what is written before and after their stem. They have been
    folded, so they have lost their accents: whoever types none finds as much.
    """

    bare: Change = str
    """Without what is written before it."""

    ending: Change = str
    """Without its ending; costs a tenth of a millisecond or more a word."""

    def __call__(self, word: str) -> str:
        """The stem of a word."""
        return self.ending(self.bare(word))


def stemmer(language: str) -> Stemmer:
    """The stemmer of a language; in most of ours words keep their endings."""
    name = SNOWBALL.get(language)
    if name is None:
        return Stemmer()
    import snowballstemmer

    rules: Change = snowballstemmer.stemmer(name).stemWord

    def ending(word: str) -> str:
        return rules(_spelt(word, language)) if len(word) > SHORTEST else word

    return Stemmer(_without_article if language == "ar" else str, ending)


def _spelt(word: str, language: str) -> str:
    """A folded word as its language's rules expect it."""
    if language == "fa-AF":
        return word.translate(TO_PERSIAN)
    return AFTER_VOWEL.sub("й", word) if language == "ru" else word


def _without_article(word: str) -> str:
    return ARABIC_BEGINNING.sub("", word)
