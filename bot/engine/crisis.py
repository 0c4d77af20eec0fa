"""Words after which help is shown beside the answer, whatever the answer is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.text import Text


@dataclass(frozen=True, slots=True)
class Crisis:
    """A kind of emergency: the words by which it is known, separated by |, and the help to show.

    The words are whole words or phrases as people type them. They only ever add help: nobody is
    marked by them, and nothing is blocked.
    """

    id: str
    words: Text
    help: Text
