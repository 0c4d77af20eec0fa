"""Who is next. Pure: the same input gives the same proposal, and a human approves it.

The order is the assessed tier, then the date of registration, then a lot drawn once. One place in
some goes to whoever waits longest, so that nobody starves. A place that is accessible goes to
somebody who needs it, as long as one of them waits. Nights outside order nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from bot.shelter.rules import RULES, Rules

Why = Literal["tier", "longest", "access", "next"]
"""Why it is somebody's turn: a human put them before others, they wait longest, they need this
place, or simply the date.
"""

Hindrance = Literal["size", "cots", "access", "tonight"]
"""Why a place does not suit somebody who was before: too small, no cot, steps, or they did not ask
to be called at short notice.
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A household that waits: one person, a couple, a family. `size` in people."""

    id: UUID
    list: str
    tier: int
    since: datetime
    lot: int
    size: int = 1
    cots: int = 0
    accessible: bool = False
    tonight: bool = False


@dataclass(frozen=True, slots=True)
class Free:
    """Free places of one house for one list. `size` and `cots` are of each place, `accessible` is
    how many of the places are. `before`: places of this list given out earlier, so that the share
    of those who wait longest is counted on. `tonight`: too short a notice for who has not asked.
    """

    list: str
    places: int
    size: int = 1
    cots: int = 0
    accessible: int = 0
    before: int = 0
    tonight: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody whose turn it is, and why; `accessible`: an accessible place."""

    unit: Unit
    why: Why
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody who was before one of the picks, and why this place does not suit them."""

    unit: Unit
    why: Hindrance


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whose turn it is, in order, and who was passed over for a reason."""

    picks: tuple[Pick, ...]
    passed: tuple[Passed, ...] = ()


def in_order(units: Sequence[Unit]) -> list[Unit]:
    """By assessed tier, then date, then lot."""
    return sorted(units, key=lambda unit: (unit.tier, *_waited(unit)))


def capacity(places: int, rules: Rules = RULES) -> int:
    """How many offers may be open for so many places: no more than the agreed margin beyond."""
    return places + int(places * rules.margin)


def propose(
    units: Sequence[Unit],
    free: Free,
    rules: Rules = RULES,
    without: Collection[UUID] = (),
) -> Proposal:
    """The next people for free places. `without`: whom a human has left out this time."""
    here = [unit for unit in units if unit.list == free.list and unit.id not in without]
    suits = in_order([unit for unit in here if hindrance(unit, free) is None])
    turns = _Turns(suits, free, rules)
    picks = tuple(turns.take())
    return Proposal(picks, tuple(_passed(here, free, picks)))


def hindrance(unit: Unit, free: Free) -> Hindrance | None:
    """Why places like these cannot be somebody's; None where one can."""
    if unit.size > free.size:
        return "size"
    if unit.cots > free.cots:
        return "cots"
    if unit.accessible and not free.accessible:
        return "access"
    if free.tonight and not unit.tonight:
        return "tonight"
    return None


class _Turns:
    """Takes whoever is next, one place after the other."""

    def __init__(self, suits: list[Unit], free: Free, rules: Rules) -> None:
        self._left = suits
        self._longest = sorted(suits, key=_waited)
        self._free, self._rules = free, rules
        self._offers = capacity(free.places, rules)
        self._accessible = min(free.accessible, free.places)
        self._taken: set[UUID] = set()

    def take(self) -> list[Pick]:
        picks: list[Pick] = []
        while len(picks) < self._offers:
            turn = self._free.before + len(picks) + 1
            pick = self._next(turn % self._rules.reserved_every == 0, self._offers - len(picks))
            if pick is None:
                break
            self._taken.add(pick.unit.id)
            self._accessible -= pick.accessible
            picks.append(pick)
        return picks

    def _next(self, longest: bool, left: int) -> Pick | None:
        """Accessible places that are left are kept for whoever needs one and waits."""
        need = [u for u in self._left if u.accessible and u.id not in self._taken]
        kept = min(self._accessible, len(need))
        line = self._longest if longest else self._left
        for unit in line:
            if unit.id in self._taken or (unit.accessible and not self._accessible):
                continue
            if not unit.accessible and left <= kept:
                continue
            return Pick(unit, self._why(unit, longest, kept >= left), unit.accessible)
        return None

    def _why(self, unit: Unit, longest: bool, only_access: bool) -> Why:
        if unit.accessible and only_access:
            return "access"
        before = [u for u in self._left if u.id not in self._taken]
        if longest and before and before[0].id != unit.id:
            return "longest"
        return "tier" if self._overtakes(unit) else "next"

    def _overtakes(self, unit: Unit) -> bool:
        """Whether somebody waits longer, whom a tier put behind."""
        first = next(u for u in self._longest if u.id not in self._taken)
        return first.id != unit.id and first.tier > unit.tier


def _waited(unit: Unit) -> tuple[datetime, int, UUID]:
    return (unit.since, unit.lot, unit.id)


def _passed(here: Sequence[Unit], free: Free, picks: Sequence[Pick]) -> list[Passed]:
    """Who stands before the last of the picks in the order, and does not fit."""
    last = max(((p.unit.tier, *_waited(p.unit)) for p in picks), default=None)
    before = [u for u in in_order(here) if last is None or (u.tier, *_waited(u)) < last]
    found = ((unit, hindrance(unit, free)) for unit in before)
    return [Passed(unit, why) for unit, why in found if why is not None]
