"""Which known words somebody means by one that is misspelt, inflected, or written apart."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.stemming import Stemmer

LIKE_ENOUGH = 0.7
"""Letters in common, 0 to 1 (RapidFuzz's optimal string alignment: a letter more, less, other, or
two swapped, is one mistake).
"""

MISSPELT = 5
"""Letters that the longer of two words has, for a mistake: a coat is no misspelt cost."""

SHORTEST = 4
"""A shorter word is read as it is: too many others are one letter away."""

KNOWN = 0.6
"""What is left of the likeness to other words where a word is known as it is."""

BEGINNING = 0.85
"""How much a word counts whose beginning is the other ("interview" in "interviewing"), at most."""

Like = Mapping[str, float]


LAST_OF_ALL = "\U0010ffff"
"""A character that sorts behind every other."""


class Vocabulary:
    """The words of an index and their stems, and how alike another word is to them (0 to 1)."""

    def __init__(self, stems: Mapping[str, str], stem: Stemmer) -> None:
        self._stem = stem
        self._terms = {**stems, **{term: term for term in stems.values()}}
        """Each word as it stands, and each stem, with the stem."""
        self._alike: dict[str, Like] = {}
        self._sorted = sorted({term for term in stems.values() if len(term) >= SHORTEST})
        self._by_edge: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._terms:
            for edge in _edges(word):
                self._by_edge[edge].append(word)
        self._beginnings = {stem.bare(word)[:SHORTEST] for word in stems}

    def __contains__(self, word: str) -> bool:
        return word in self._terms

    def read(self, typed: Sequence[str]) -> Iterator[Like]:
        """For each word that was typed, the terms that it may be. Two words that are one here
        ("help desk") are read as that one too.
        """
        for word in typed:
            like = self._read(word)
            if like:
                yield like
        for one, other in pairwise(typed):
            term = self._terms.get(one + other)
            if term is not None:
                yield {term: 1.0}

    def _read(self, word: str) -> Like:
        term = self._terms.get(word)
        if term is None:
            return self._like(word, self._stemmed(word)) if len(word) >= SHORTEST else {}
        # Kept: these are the library's own words, not somebody's.
        if word not in self._alike:
            self._alike[word] = self._like(word, term)
        return self._alike[word]

    def _stemmed(self, word: str) -> str:
        """Stemming costs most of a search, and a word that begins like none has no stem here."""
        bare = self._stem.bare(word)
        return self._stem.ending(bare) if bare[:SHORTEST] in self._beginnings else bare

    def _like(self, word: str, term: str) -> Like:
        like: dict[str, float] = {}
        for other, likeness in (*self._misspelt(word), *self._longer_or_shorter(term)):
            like[other] = max(like.get(other, 0.0), likeness)
        known = self._terms.get(term)
        if known is not None:
            like = {other: KNOWN * each for other, each in like.items()}
            like[known] = 1.0
        return like

    def _beginning(self, letters: str) -> Sequence[str]:
        """The terms that begin so."""
        first = bisect_left(self._sorted, letters)
        after = bisect_left(self._sorted, letters + LAST_OF_ALL, lo=first)
        return self._sorted[first:after]

    def _misspelt(self, word: str) -> Iterator[tuple[str, float]]:
        """Who misspells a word gets its beginning or its end right: so few others are compared."""
        for edge in _edges(word):
            found = process.extract(
                word,
                self._by_edge.get(edge, ()),
                scorer=OSA.normalized_similarity,
                score_cutoff=LIKE_ENOUGH,
                limit=None,
            )
            for other, likeness, _ in found:
                if max(len(word), len(other)) >= MISSPELT:
                    yield self._terms[other], likeness

    def _longer_or_shorter(self, term: str) -> Iterator[tuple[str, float]]:
        if len(term) >= SHORTEST:
            for other in self._beginning(term[:SHORTEST]):
                short, long = sorted((term, other), key=len)
                if short != long and long.startswith(short):
                    yield other, BEGINNING * math.sqrt(len(short) / len(long))


def _edges(word: str) -> tuple[str, str]:
    """The first letter of a word, and its last two."""
    return f"{word[:1]}…", f"…{word[-2:]}"
