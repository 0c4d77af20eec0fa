"""Who is next. Pure: the same input gives the same proposal, and a human approves it.

The order is the assessed tier, then the date of registration, then a lot drawn once. One place in
some goes to whoever waits longest, so that nobody starves. Whoever needs an accessible place stands
in a line of their own for these: they get them as long as one of them waits, and take no turn from
anybody else. A household is one unit and gets one place (a room) that it fits into. Nights outside
order nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from typing import Literal
from uuid import UUID

from bot.shelter.rules import RULES, Rules

Why = Literal["tier", "longest", "access", "next"]
"""Why it is somebody's turn before somebody else who could have had a place: they wait longest of
those whom their tier puts behind (longest), they need an accessible place (access), a human put
them before those who wait longer (tier). Nobody who is as urgent or waits longer stays: next.
"""

Hindrance = Literal["size", "cots", "access", "tonight"]
"""Why a place does not suit somebody whose turn it was: too small, too few cots, no accessible
place (left), or they did not ask to be called at short notice.
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
    how many of the places are. `before`: places of this list given out earlier to whoever needs no
    accessible one, `accessible_before` to whoever does, so that the share of those who wait longest
    is counted on in both lines. `tonight`: too short a notice for who has not asked.
    """

    list: str
    places: int
    size: int = 1
    cots: int = 0
    accessible: int = 0
    before: int = 0
    tonight: bool = False
    accessible_before: int = 0


@dataclass(frozen=True, slots=True)
class Pick:
    """Somebody whose turn it is, and why; `accessible`: an accessible place."""

    unit: Unit
    why: Why
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody who would have been among the picks, and why these places do not suit them."""

    unit: Unit
    why: Hindrance


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whose turn it is and who was passed over for a reason, both by tier, date and lot."""

    picks: tuple[Pick, ...]
    passed: tuple[Passed, ...] = ()


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """By assessed tier, then date, then lot."""
    return sorted(units, key=_order)


def capacity(places: int, rules: Rules = RULES) -> int:
    """How many offers may be open for so many places: no more than the agreed margin beyond."""
    return places + int(places * rules.margin + 1e-9)


def propose(
    units: Sequence[Unit],
    free: Free,
    rules: Rules = RULES,
    without: Collection[UUID] = (),
) -> Proposal:
    """The next people for free places. `without`: whom a human has left out this time; everybody
    else who was proposed still is. There is no margin for accessible places.
    """
    left_out = frozenset(without)
    here = [unit for unit in units if unit.list == free.list and unit.id not in left_out]
    fit = [unit for unit in here if hindrance(unit, free) is None]
    need = _Line(
        [unit for unit in fit if unit.accessible],
        min(free.accessible, free.places),
        free.accessible_before,
        rules,
    )
    others = _Line(
        [unit for unit in fit if not unit.accessible],
        capacity(free.places, rules) - len(need.taken),
        free.before,
        rules,
    )
    picks = [Pick(unit, _why(unit, others)) for unit in others.taken]
    picks += [Pick(unit, _why(unit, need, others), True) for unit in need.taken]
    picks.sort(key=lambda pick: _order(pick.unit))
    return Proposal(tuple(picks), tuple(_passed(here, free, need, others)))


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


class _Line:
    """Those whom the same places suit, and who of them has a turn: the first of the order, and as
    many as the reserved share gives of those who wait longest besides.
    """

    def __init__(self, units: list[Unit], offers: int, before: int, rules: Rules) -> None:
        # One more than there are offers: the first of those who stay.
        by_order = nsmallest(offers + 1, units, key=_order)
        by_date = nsmallest(offers + 1, units, key=_waited)
        every = rules.reserved_every
        reserved = (before + offers) // every - before // every
        self._first = by_order[: offers - reserved]
        chosen = {unit.id for unit in self._first}
        self._longest = [unit for unit in by_date if unit.id not in chosen][:reserved]
        self.taken = self._first + self._longest
        chosen.update(unit.id for unit in self._longest)
        self._full = len(chosen) == offers
        self._next = next((unit for unit in by_order if unit.id not in chosen), None)
        self._eldest = next((unit for unit in by_date if unit.id not in chosen), None)

    def overtaken_by(self, unit: Unit) -> bool:
        """Whether somebody stays here who is before them in the order."""
        return self._next is not None and _order(self._next) < _order(unit)

    def outwaits(self, unit: Unit) -> bool:
        """Whether somebody stays here who waits longer."""
        return self._eldest is not None and _waited(self._eldest) < _waited(unit)

    def reaches(self, unit: Unit) -> bool:
        """Whether it would be the turn of somebody else too, if they stood here."""
        if not self._full:
            return True
        by_order = self._first and _order(unit) < _order(self._first[-1])
        by_date = self._longest and _waited(unit) < _waited(self._longest[-1])
        return bool(by_order or by_date)


def _why(unit: Unit, own: _Line, *others: _Line) -> Why:
    """Others: of whom some could have had the place too."""
    if own.overtaken_by(unit):
        return "longest"
    if any(line.overtaken_by(unit) for line in others):
        return "access"
    return "tier" if any(line.outwaits(unit) for line in (own, *others)) else "next"


def _passed(here: Sequence[Unit], free: Free, need: _Line, others: _Line) -> list[Passed]:
    taken = {unit.id for line in (need, others) for unit in line.taken}
    found: list[Passed] = []
    for unit in here:
        why, line = hindrance(unit, free), others
        if why is not None and unit.accessible and free.accessible:
            line = need
        elif why is None and unit.accessible and unit.id not in taken:
            why = "access"
        if why is not None and line.reaches(unit):
            found.append(Passed(unit, why))
    return sorted(found, key=lambda passed: _order(passed.unit))


def _order(unit: Unit) -> tuple[int, datetime, int, UUID]:
    return (unit.tier, unit.since, unit.lot, unit.id)


def _waited(unit: Unit) -> tuple[datetime, int, UUID]:
    return (unit.since, unit.lot, unit.id)
