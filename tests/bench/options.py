"""What a run of the bench is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

NETWORK = 0.06
"""Seconds of network for a call to Telegram, half of them each way."""


@dataclass(frozen=True)
class Options:
    """people: sizes of the rush. rounds: of Loket; references: of the other bots in the rush.
    tickets: how many are stored, beside none. bound: a run of the rush ends after so many times
    what Telegram's limit makes it take. picture: whether a measure that draws its own is to.
    """

    people: tuple[int, ...] = (100,)
    rounds: int = 3
    references: int = 1
    tickets: tuple[int, ...] = (10_000, 111_236)
    bound: float = 5.0
    picture: bool = False
    folder: Path = field(default_factory=Path)
