"""What a measure found: for each bot and column, the value of every round."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field

Rounds = list[float]
"""A value that was not reached in a round is not a number (nan)."""


@dataclass
class Figures:
    """One table, and what has to be known to read it. `compared`: a column, and the bot whose value
    in the same round is 1. `bars`: whether its first column makes a picture.
    """

    title: str
    notes: str
    columns: tuple[str, ...]
    compared: tuple[str, str] | None = None
    rows: dict[str, dict[str, Rounds]] = field(default_factory=dict)
    bars: bool = True

    def add(self, name: str, *values: float) -> None:
        """One round of one bot, in the order of the columns."""
        row = self.rows.setdefault(name, {column: [] for column in self.columns})
        for column, value in zip(self.columns, values, strict=True):
            row[column].append(value)

    def ratios(self, name: str) -> Rounds:
        """The compared column beside the other bot's, round by round."""
        if self.compared is None or self.compared[1] not in self.rows:
            return []
        column, beside = self.compared
        pairs = zip(self.rows[name][column], self.rows[beside][column], strict=False)
        return [value / other for value, other in pairs if other]


def middle(values: Rounds) -> float:
    """The median of the rounds in which there is a value; nan where there is none."""
    known = [value for value in values if not math.isnan(value)]
    return statistics.median(known) if known else math.nan


def percentile(values: Rounds, part: float) -> float:
    """The value that a part (0 to 1) of all stay below; nan of nothing."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else math.nan
