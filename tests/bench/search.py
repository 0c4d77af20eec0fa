"""How often the answer that people look for is among the three shown, and how long that takes."""

from __future__ import annotations

import asyncio
from time import perf_counter

from tests.answers.asked import LANGUAGES, library_in, missed, questions, seconds
from tests.bench.figures import Figures, percentile
from tests.bench.options import Options

COLUMNS = (
    "questions",
    "recall at three",
    "median, ms",
    "99th percentile, ms",
    "three indexes made, ms",
)
ROUNDS = 20
NOTES = (
    "Questions as people type them (tests/answers/questions). Recall at three: the part whose "
    f"answer is among the three that are shown. Times: of one search, {ROUNDS} times each."
)


async def search(_options: Options) -> list[Figures]:
    """One table, a row a language; what was not found is printed above it."""
    return [await asyncio.to_thread(_measured)]


def _measured() -> Figures:
    figures = Figures("Search", NOTES, COLUMNS, bars=False)
    for language in LANGUAGES:
        began = perf_counter()
        library = library_in(language)
        made = (perf_counter() - began) * 1000
        asked, not_found = len(questions(language)), missed(library, language)
        took = [each * 1000 for each in seconds(library.search, language, ROUNDS)]
        for words in not_found:
            print(f"{language}: not among three: {words}")
        recall = (asked - len(not_found)) / asked
        figures.add(language, asked, recall, percentile(took, 0.5), percentile(took, 0.99), made)
    return figures
