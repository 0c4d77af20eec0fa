"""The answers in every language that is spoken, each language's index made when it is first used.

Whoever writes in another language than the one chosen is understood as well: where little fits,
the languages of the script that was typed are searched too: those that know most of the words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.answers.search import Entry, Found, Index
from bot.answers.stemming import stemmer
from bot.engine import Article, Text
from bot.speech.catalogues import Catalogues

AT_MOST = 3
"""Answers that are shown: what one can look through on a phone."""

SURE = 3.0
"""From this score on, words are taken to be of the language that was chosen; below it, those in
another one may fit better ("hungry" is like some word of any language).
"""

MUCH_BETTER = 1.3
"""And do, where they score so many times as much."""

SPOKEN = 3
"""Another language that knows so many of the words is the one that was typed, where the chosen one
knows at most half as many: what that one finds is chance ("the" is French tea).
"""

LINGUA_FRANCA = ("en", "fr")
"""Of the many languages in Latin letters, those in which most people also write."""


class AnswerLibrary:
    """All answers by id, and what finds them by words. Keeps no words that anybody typed."""

    def __init__(self, articles: Mapping[str, Article], catalogues: Catalogues) -> None:
        self.articles = articles
        self._catalogues = catalogues
        self._indexes: dict[str, Index] = {}

    def find(self, typed: str, language: str) -> Sequence[Article]:
        """At most three answers to what somebody typed, best first; none where none fits."""
        return [self.articles[found.id] for found in self.search(typed, language)]

    def search(self, typed: str, language: str, limit: int = AT_MOST) -> list[Found]:
        """As `find`, with scores, which compare within one search only."""
        here = self.index(language)
        found = here.find(typed, limit)
        best = found[0].score if found else 0.0
        if best >= SURE:
            return found
        known_here = here.known(typed)
        known = {code: self.index(code).known(typed) for code in self._also(typed, language)}
        most = max(known.values(), default=0)
        if most >= SPOKEN and known_here * 2 <= most:
            found, best = [], 0.0
        for code, known_there in known.items():
            if known_there == most > known_here:
                other = self.index(code).find(typed, limit)
                if other and other[0].score > MUCH_BETTER * best:
                    found, best = other, other[0].score
        return found

    def index(self, language: str) -> Index:
        """The index of a language; a few tenths of a second the first time."""
        if language not in self._indexes:
            entries = [self._entry(article, language) for article in self.articles.values()]
            self._indexes[language] = Index(entries, stemmer(language))
        return self._indexes[language]

    def _also(self, typed: str, language: str) -> list[str]:
        """The other languages in which something may have been typed."""
        script = script_of(typed)
        spoken = [each for each in self._catalogues.languages if each.code != language]
        alike = [each.code for each in spoken if script_of(each.endonym) == script]
        if script_of(self._catalogues[language].endonym) == script:
            return [code for code in alike if code in LINGUA_FRANCA]
        return sorted(alike, key=lambda code: code not in LINGUA_FRANCA)[:AT_MOST]

    def _entry(self, article: Article, language: str) -> Entry:
        def say(text: Text) -> str:
            return self._catalogues.say(text, language)

        names = [name for code in LINGUA_FRANCA for name in self._names(article, code)]
        keywords = say(article.keywords).split("|")
        return Entry(article.id, say(article.question), keywords, say(article.body), names)

    def _names(self, article: Article, language: str) -> list[str]:
        """The keywords that are written alike in every language: CGRS, Dublin, 26quater, 112."""
        if language not in self._catalogues.codes:
            language = "en"
        keywords = self._catalogues.say(article.keywords, language).split("|")
        typed = [word for keyword in keywords for word in keyword.split()]
        return [word for word in typed if word[:1].isupper() or any(c.isdigit() for c in word)]


def script_of(words: str) -> str:
    """The script of most letters, by the first word of their Unicode names; "" without letters."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in words if c.isalpha())
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else ""
