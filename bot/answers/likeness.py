"""Which known words somebody means by one that is misspelt, inflected, or written apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.stemming import Stemmer

LIKE_ENOUGH = 0.7
"""Letters in common, 0 to 1 (RapidFuzz's optimal string alignment: a letter more, less, other, or
two swapped, is one mistake). In a word of four letters one mistake is still read, in three none.
"""

SHORTEST = 4
"""A shorter word is read as it is: too many others are one letter away."""

BEGINNING = 0.85
"""How much a word counts whose beginning is the other ("interview" in "interviewing"), at most."""

Like = Mapping[str, float]


class Vocabulary:
    """The words of an index by their stem, and how alike another word is to them (0 to 1)."""

    def __init__(self, stems: Mapping[str, str], stem: Stemmer) -> None:
        self._stems = dict(stems)
        self._stem = stem
        self._terms = set(stems.values())
        self._alike: dict[str, Like] = {}
        self._begins: defaultdict[str, set[str]] = defaultdict(set)
        self._by_pair: defaultdict[str, set[str]] = defaultdict(set)
        for term in self._terms:
            self._begins[term[:SHORTEST]].add(term)
            for pair in _pairs(term):
                self._by_pair[pair].add(term)
        self._first_letters = {stem.bare(word)[:SHORTEST] for word in self._stems}

    def read(self, typed: Sequence[str]) -> Iterator[Like]:
        """For each word that was typed, the terms that it may be. Two words that are one here
        ("help desk") are read as that one too.
        """
        for word in typed:
            like = self._read(word)
            if like:
                yield like
        for one, other in pairwise(typed):
            term = self._stems.get(one + other)
            if term is not None:
                yield {term: 1.0}

    def _read(self, word: str) -> Like:
        known = self._stems.get(word)
        if known is not None:
            # Kept: these are the library's own words, not somebody's.
            if known not in self._alike:
                self._alike[known] = self._like(known)
            return self._alike[known]
        if len(word) < SHORTEST:
            return {}
        # Stemming costs most of a search, and a word that begins like none has no stem here.
        bare = self._stem.bare(word)
        begins = bare[:SHORTEST] in self._first_letters
        return self._like(self._stem.ending(bare) if begins else bare)

    def _like(self, term: str) -> Like:
        like = dict(self._misspelt(term)) if len(term) >= SHORTEST else {}
        like.update(self._longer_or_shorter(term))
        if term in self._terms:
            like[term] = 1.0
        return like

    def _misspelt(self, term: str) -> Iterable[tuple[str, float]]:
        sharing: defaultdict[str, int] = defaultdict(int)
        for pair in _pairs(term):
            for other in self._by_pair.get(pair, ()):
                sharing[other] += 1
        candidates = [other for other, shared in sharing.items() if shared * 3 >= len(term)]
        found = process.extract(
            term,
            candidates,
            scorer=OSA.normalized_similarity,
            processor=None,
            score_cutoff=LIKE_ENOUGH,
            limit=None,
        )
        return [(other, score) for other, score, _ in found]

    def _longer_or_shorter(self, term: str) -> Iterable[tuple[str, float]]:
        for other in self._begins.get(term[:SHORTEST], ()):
            if len(other) >= SHORTEST and (term.startswith(other) or other.startswith(term)):
                short, long = sorted((len(term), len(other)))
                if short < long:
                    yield other, BEGINNING * math.sqrt(short / long)


def _pairs(word: str) -> set[str]:
    """The pairs of letters of a word, its ends marked."""
    marked = f"^{word}$"
    return {marked[place : place + 2] for place in range(len(marked) - 1)}
