"""Finding answers by whatever words somebody has for them. Pure: texts go in, ids come out.

Each word that is typed counts for the answers in whose question, keywords or text it stands, or a
word like it; the more, the fewer answers have it. So no list of small words is needed: "the" is in
every answer and counts for nothing, in any language. docs/decisions/0014 says what was tried.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.likeness import Vocabulary
from bot.answers.normalise import words
from bot.answers.stemming import Stemmer

QUESTION, KEYWORD, NAME, BODY = 2.0, 3.0, 1.5, 1.0
"""What a word weighs by where it stands. Keywords are what people type; an answer's own text names
much beside what it is about.
"""

ENOUGH = 2.0
"""From here on more of the same word adds little (as k1 in BM25)."""

MENTIONED = BODY / (BODY + ENOUGH)
"""The weight of a word that an answer only mentions. It is found by what it is about."""

WHOLE_KEYWORD = 0.6
"""What a keyword of several words adds when all of them are typed, as a part of their weight."""

LEAST = 1.3
"""A lower score is chance, unless a keyword was typed: somebody who writes "doctor" has said it
all, in however many answers that word stands.
"""

SURELY = 0.75
"""How like a word has to be (0 to 1) to be a keyword's."""

BESIDE = 0.2
"""An answer with less than this part of the best one's score is not shown beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer in one language; `names` are words that are typed in any language (CGRS, hub)."""

    id: str
    question: str
    keywords: Sequence[str]
    body: str
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, and how well it fits: comparable within one search only."""

    id: str
    score: float


class Index:
    """The answers of one language, ready to be searched."""

    def __init__(self, entries: Sequence[Entry], stem: Stemmer) -> None:
        all_words = {word for entry in entries for word in _all_words(entry)}
        stems = {word: stem(word) for word in all_words}
        self._ids = [entry.id for entry in entries]
        self._vocabulary = Vocabulary(stems, stem)
        self._weights = _weights(entries, stems)
        self._rarity = {term: _rarity(len(at), len(entries)) for term, at in self._weights.items()}
        self._keywords = list(_keywords(entries, stems))

    def find(self, typed: str, limit: int = 3) -> list[Found]:
        """The answers that fit best, best first; none where nothing is more than chance."""
        typed_words = list(dict.fromkeys(words(typed)))
        scores = [0.0] * len(self._ids)
        met: dict[str, float] = {}
        about: set[int] = set()
        for like in self._vocabulary.read(typed_words):
            for place, worth in self._worth(like).items():
                scores[place] += worth
            for term, likeness in like.items():
                met[term] = max(met.get(term, 0.0), likeness)
                about.update(p for p, weight in self._weights[term].items() if weight > MENTIONED)
        named = set()
        for place, terms in self._keywords:
            if all(met.get(term, 0.0) >= SURELY for term in terms):
                named.add(place)
                if len(terms) > 1:
                    worth = sum(self._rarity[term] * met[term] for term in terms)
                    scores[place] += WHOLE_KEYWORD * worth
        order = sorted(about, key=lambda place: (-scores[place], place))[:limit]
        if not any(place in named or scores[place] >= LEAST for place in order):
            return []
        beside = BESIDE * scores[order[0]]
        return [Found(self._ids[p], scores[p]) for p in order if scores[p] >= beside]

    def known(self, typed: str) -> int:
        """How many of the typed words are this language's, as far as the answers have them."""
        return sum(word in self._vocabulary for word in set(words(typed)))

    def _worth(self, like: Mapping[str, float]) -> dict[int, float]:
        """What one word counts for each answer: the likest and weightiest of the words like it."""
        worth: dict[int, float] = {}
        for term, likeness in like.items():
            counts = likeness * likeness * self._rarity[term]
            for place, weight in self._weights[term].items():
                worth[place] = max(worth.get(place, 0.0), counts * weight)
        return worth


def _all_words(entry: Entry) -> Iterable[str]:
    for text in (entry.question, *entry.keywords, entry.body, *entry.names):
        yield from words_of(text)


def words_of(text: str) -> list[str]:
    """All words of a text of ours; "Wi-Fi" is also "wifi"."""
    joined = text.replace("-", "") if "-" in text else ""
    return words(text) + [word for word in words(joined) if joined]


def _weights(
    entries: Sequence[Entry], stems: Mapping[str, str]
) -> Mapping[str, Mapping[int, float]]:
    """For each term and answer, between 0 and 1, how much it belongs there."""
    sums: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for place, entry in enumerate(entries):
        fields = ((QUESTION, [entry.question]), (KEYWORD, entry.keywords))
        for weight, texts in (*fields, (NAME, entry.names), (BODY, [entry.body])):
            for term in {stems[word] for text in texts for word in words_of(text)}:
                sums[term][place] += weight
    return {
        term: {place: total / (total + ENOUGH) for place, total in at.items()}
        for term, at in sums.items()
    }


def _rarity(found_in: int, of: int) -> float:
    """BM25's weight of a term that stands in some of all answers; squared, because among so few
    answers "what" is hardly less rare than "doctor". A term of one answer weighs as it would there.
    """
    return _weight(found_in, of) ** 2 / _weight(1, of)


def _weight(found_in: int, of: int) -> float:
    return math.log(1 + (of - found_in + 0.5) / (found_in + 0.5))


def _keywords(
    entries: Sequence[Entry], stems: Mapping[str, str]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    for place, entry in enumerate(entries):
        for keyword in (*entry.keywords, entry.question):
            terms = tuple(dict.fromkeys(stems[word] for word in words(keyword)))
            if terms:
                yield place, terms
