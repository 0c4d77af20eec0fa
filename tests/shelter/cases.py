"""Lists of people who wait and places that are free, small and full of coincidences."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from bot.shelter.policy import Free, Unit
from bot.shelter.rules import Rules

FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)


def day(number: int) -> datetime:
    """So many days after the first one."""
    return FIRST_DAY + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Case:
    """A list and what is free; `shuffled`: the same people in another order."""

    units: tuple[Unit, ...]
    free: Free
    rules: Rules
    seed: int

    @property
    def shuffled(self) -> tuple[Unit, ...]:
        return tuple(random.Random(self.seed).sample(self.units, len(self.units)))  # noqa: S311


@dataclass(frozen=True, slots=True)
class Stream:
    """People who wait, and how many of first tier come before each round of so many places, the
    last of which are accessible.
    """

    units: tuple[Unit, ...]
    rounds: tuple[tuple[int, int], ...]
    arrivals: int
    rules: Rules


def _household(chance: random.Random) -> Unit:
    return Unit(
        id=UUID(int=chance.randrange(10)),
        list=chance.choice(("families", "families", "families", "families", "women")),
        tier=chance.choice((3, 3, 2, 1)),
        since=day(chance.randrange(6)),
        lot=chance.randrange(3),
        size=chance.choice((1, 1, 1, 2, 3, 5)),
        cots=chance.choice((0, 0, 0, 0, 1, 2)),
        accessible=chance.random() < 0.4,
        tonight=chance.random() < 0.8,
    )


def _places(chance: random.Random) -> Free:
    return Free(
        list="families",
        places=chance.randrange(10),
        size=chance.choice((1, 2, 4, 4)),
        cots=chance.randrange(3),
        accessible=chance.randrange(4),
        before=chance.randrange(7),
        tonight=chance.random() < 0.2,
        accessible_before=chance.randrange(7),
    )


# Drawing each attribute by itself takes twenty times as long.
_CHANCE = random.Random(5)  # noqa: S311
_HOUSEHOLDS = st.sampled_from([_household(_CHANCE) for _ in range(400)])
_PLACES = st.sampled_from([_places(_CHANCE) for _ in range(400)])
_ROUND = st.tuples(st.integers(1, 4), st.integers(0, 1))


def _waiting(fewest: int, most: int) -> st.SearchStrategy[tuple[Unit, ...]]:
    """Households, no two of which are the same one; the order of ids says nothing."""
    many = st.integers(fewest, most).flatmap(
        lambda number: st.lists(_HOUSEHOLDS, min_size=number, max_size=number)
    )
    return many.map(
        lambda units: tuple(
            replace(unit, id=UUID(int=unit.id.int * 1000 + number))
            for number, unit in enumerate(units)
        )
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any list and anything free."""
    return Case(
        units=draw(_waiting(0, 24)),
        free=draw(_PLACES),
        rules=Rules(
            reserved_every=draw(st.integers(2, 5)),
            margin=draw(st.sampled_from((0.0, 0.0, 0.1, 0.29, 0.5))),
        ),
        seed=draw(st.integers(0, 99)),
    )


@st.composite
def streams(draw: st.DrawFn) -> Stream:
    """Any men who wait when the first place is free, and any rounds."""
    return Stream(
        units=tuple(replace(u, list="men", size=1, cots=0) for u in draw(_waiting(1, 8))),
        rounds=tuple(draw(st.lists(_ROUND, min_size=4, max_size=9))),
        arrivals=draw(st.integers(1, 4)),
        rules=Rules(reserved_every=draw(st.integers(2, 4))),
    )
