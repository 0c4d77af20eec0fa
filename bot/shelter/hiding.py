"""Numbers that are too small to show, and those that have to be hidden with them. Pure.

Whoever knows the sum of all cells (another table may give it away) must not be able to work out a
small one. So where the sum of what is hidden would say too much, the smallest of the other cells is
hidden as well: afterwards each small cell could be anything from nothing up to the limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar

Key = TypeVar("Key")

Cell = int | Literal["small", "hidden"]
"""A number to show; or that it is small; or that it is hidden because of others."""


def hide(cells: Mapping[Key, int], below: int) -> dict[Key, Cell]:
    """The cells of one table as they may be shown: none under `below`, nor any that leads there."""
    small = [n for n in cells.values() if n < below]
    rest = sorted((key for key in cells if cells[key] >= below), key=lambda key: cells[key])
    more: list[Key] = []
    while small and rest and not _safe(small, [cells[key] for key in more], below):
        more.append(rest.pop(0))
    return {key: _cell(n, below, hidden=key in more) for key, n in cells.items()}


def _safe(small: Sequence[int], more: Sequence[int], below: int) -> bool:
    """Whether each small cell could still be anything, to somebody who knows the sum of the hidden
    ones, and that those hidden with them are not small.
    """
    highest = below - 1
    if more:
        return sum(small) + sum(more) - below * len(more) >= highest
    return highest <= sum(small) <= highest * (len(small) - 1)


def _cell(n: int, below: int, *, hidden: bool) -> Cell:
    if n < below:
        return "small"
    return "hidden" if hidden else n
