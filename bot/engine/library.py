"""An answer of the library: facts with a source and an age, never advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.engine.text import Text, joined

LONGEST_ANSWER = 500
"""Characters of an answer in English, its paragraphs together: more is not read on a phone."""

WhenStale = Literal["say", "hand over"]
"""What becomes of an answer that nobody has checked for too long: it says so, or a human answers
instead. An old number can still be tried; an old rule of law can cost somebody their case.
"""


@dataclass(frozen=True, slots=True)
class Article:
    """A question that many ask, and its answer in short paragraphs.

    `keywords` are other words for it, as people type them, separated by |. `places` are ids of
    places (flows/places.toml) whose address and hours stand below, because they are no text.
    `stale_after` is in days. `may_change` marks what the EU Pact of 12 June 2026 may have changed.
    `checked_on` is None until somebody with the right to has checked it; staff check answers in
    chat as well, and the newer check counts.
    """

    id: str
    question: Text
    paragraphs: Sequence[Text]
    keywords: Text
    source: str
    stale_after: int
    may_change: bool = False
    when_stale: WhenStale = "say"
    places: Sequence[str] = ()
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def body(self) -> Text:
        """The paragraphs, without where they come from."""
        return joined(*self.paragraphs)


@dataclass(frozen=True, slots=True)
class Topic:
    """Answers that stand together when somebody looks around, nine at most."""

    id: str
    label: Text
    articles: Sequence[Article]
