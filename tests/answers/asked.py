"""Questions as people type them, and whether their answer is among the three that they are shown.

`questions/<language>.tsv`: a question, a tab, the ids of the answers that fit, with commas between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bot.answers.library import AnswerLibrary
from bot.speech.catalogues import Catalogues
from flows.answers import LIBRARY

QUESTIONS = Path(__file__).parent / "questions"
LANGUAGES = sorted(file.stem for file in QUESTIONS.glob("*.tsv"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the ids of the answers that fit."""

    words: str
    fitting: frozenset[str]


def questions(language: str) -> list[Asked]:
    """What readers of a language typed."""
    lines = (QUESTIONS / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    split = (line.partition("\t") for line in lines if line.strip())
    return [Asked(words, frozenset(ids.split(","))) for words, _, ids in split]


def library_in(language: str) -> AnswerLibrary:
    """The library, with its index in a language made."""
    codes = list(dict.fromkeys([language, "en", "fr"]))
    library = AnswerLibrary(LIBRARY, Catalogues(codes, ZoneInfo("UTC")))
    for code in codes:
        library.index(code)
    return library


def missed(library: AnswerLibrary, language: str) -> list[str]:
    """The questions whose answer is not among the three that are shown."""
    return [
        each.words
        for each in questions(language)
        if not each.fitting & {found.id for found in library.search(each.words, language)}
    ]


def seconds(find: Callable[[str, str], object], language: str, rounds: int) -> list[float]:
    """How long each search took, in seconds, over some rounds of all questions of a language."""
    took = []
    for _ in range(rounds):
        for each in questions(language):
            began = perf_counter()
            find(each.words, language)
            took.append(perf_counter() - began)
    return took
