"""What somebody answered: a value, or a list of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StepId = str
EntryKind = Literal["text", "voice", "photo", "document", "video", "location", "other"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One bubble of an open answer: its words, or a reference to a file that the channel keeps.

    `source` is the channel's id of the message, so that an edit finds what it edits; `album` is
    shared by the bubbles of one album, which count as one.
    """

    kind: EntryKind
    text: str = ""
    media: str = ""
    source: str = ""
    album: str = ""


ALSO: StepId = "also"
"""Where words are kept that no question of a flow takes."""

Answer = str | tuple[Entry, ...]
Answers = Mapping[StepId, Answer]


def value(answers: Answers, step: StepId) -> str:
    """The value chosen at a step; empty where there is none or where it was an open question."""
    answer = answers.get(step, "")
    return answer if isinstance(answer, str) else ""


def entries(answers: Answers, step: StepId) -> tuple[Entry, ...]:
    """The entries given at a step; none where a value was chosen."""
    answer = answers.get(step, ())
    return () if isinstance(answer, str) else answer
