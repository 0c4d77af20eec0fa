"""Small numbers cannot be worked out, not even by somebody who knows the sum of a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shelter.hiding import Cell, hide

tables = st.dictionaries(st.integers(0, 11), st.integers(0, 40), max_size=12)


@given(tables, st.integers(1, 12))
@settings(max_examples=300, deadline=None, database=None)
def test_what_is_shown_is_true_and_never_small(cells: dict[int, int], below: int) -> None:
    shown = hide(cells, below)
    assert shown.keys() == cells.keys()
    for key, cell in shown.items():
        if isinstance(cell, int):
            assert cell == cells[key] >= below
        else:
            assert (cell == "small") == (cells[key] < below)


def possible(shown: list[Cell], total: int, below: int) -> Iterator[tuple[int, ...]]:
    """Every table that looks like this and has that sum."""
    ranges = [
        (cell,)
        if isinstance(cell, int)
        else range(below)
        if cell == "small"
        else range(below, total + 1)
        for cell in shown
    ]
    return (each for each in product(*ranges) if sum(each) == total)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.integers(2, 4))
@settings(max_examples=200, deadline=None, database=None)
def test_each_small_number_could_be_any_small_number(cells: list[int], below: int) -> None:
    shown = list(hide(dict(enumerate(cells)), below).values())
    if not any(isinstance(cell, int) for cell in shown):
        return  # nothing is shown at all: there is nothing more to hide
    worlds = list(possible(shown, sum(cells), below))
    for place, cell in enumerate(shown):
        if cell == "small":
            assert {world[place] for world in worlds} == set(range(below))


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([120, 45, 10], [120, 45, 10]),
        ([120, 3, 45], [120, "small", "hidden"]),
        ([120, 3, 8, 45], [120, "small", "small", "hidden"]),
        ([120, 5, 6, 2, 45], [120, "small", "small", "small", 45]),
        ([120, 0, 10, 45], [120, "small", "hidden", "hidden"]),
        ([9, 9, 9, 300], ["small", "small", "small", "hidden"]),
        ([3, 4], ["small", "small"]),
        ([], []),
    ],
)
def test_as_many_are_hidden_as_needed(cells: list[int], shown: list[Cell]) -> None:
    assert list(hide(dict(enumerate(cells)), 10).values()) == shown
