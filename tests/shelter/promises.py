"""What the order of the list promises, each as a plain function that a policy has to keep: of a
proposal for a case, and of many rounds of them. None of them knows how the policy finds it out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from math import floor
from typing import Protocol
from uuid import UUID

from bot.shelter.policy import Free, Pick, Proposal, Unit
from bot.shelter.rules import Rules
from tests.shelter.cases import Case, Stream, day


class Policy(Protocol):
    """`policy.propose`, or one that is broken on purpose."""

    def __call__(
        self, units: Sequence[Unit], free: Free, rules: Rules, without: Collection[UUID] = ()
    ) -> Proposal: ...


Promise = Callable[[Policy, Case], None]


def _proposed(policy: Policy, case: Case) -> Proposal:
    return policy(case.units, case.free, case.rules)


def _ids(proposal: Proposal) -> list[UUID]:
    return [pick.unit.id for pick in proposal.picks]


def _place(unit: Unit) -> tuple[int, datetime, int, UUID]:
    return (unit.tier, *_wait(unit))


def _wait(unit: Unit) -> tuple[datetime, int, UUID]:
    return (unit.since, unit.lot, unit.id)


def _suits(unit: Unit, free: Free) -> bool:
    return (
        unit.list == free.list
        and unit.size <= free.size
        and unit.cots <= free.cots
        and (unit.tonight or not free.tonight)
        and (free.accessible > 0 or not unit.accessible)
    )


def nobody_is_proposed_from_another_list(policy: Policy, case: Case) -> None:
    there = {unit.id for unit in case.units if unit.list == case.free.list}
    assert set(_ids(_proposed(policy, case))) <= there


def no_more_are_proposed_than_places_and_the_margin(policy: Policy, case: Case) -> None:
    picks = _proposed(policy, case).picks
    # In hundredths, as 0.29 has no exact value.
    assert len(picks) <= case.free.places + floor(
        case.free.places * round(case.rules.margin * 100) / 100
    )
    accessible = [pick for pick in picks if pick.accessible]
    assert len(accessible) <= min(case.free.accessible, case.free.places)


def no_place_stays_empty_while_it_suits_somebody(policy: Policy, case: Case) -> None:
    picks = _proposed(policy, case).picks
    offers = case.free.places + floor(case.free.places * round(case.rules.margin * 100) / 100)
    suits = [unit for unit in case.units if _suits(unit, case.free)]
    need = sum(unit.accessible for unit in suits)
    could = len(suits) - need + min(need, case.free.accessible, case.free.places)
    assert len(picks) == min(offers, could)


def nobody_is_proposed_twice(policy: Policy, case: Case) -> None:
    found = _ids(_proposed(policy, case))
    assert len(found) == len(set(found))


def every_place_suits(policy: Policy, case: Case) -> None:
    for pick in _proposed(policy, case).picks:
        assert _suits(pick.unit, case.free)
        assert pick.accessible == pick.unit.accessible


def accessible_places_are_kept_for_those_who_need_them(policy: Policy, case: Case) -> None:
    need = sum(unit.accessible and _suits(unit, case.free) for unit in case.units)
    accessible = sum(pick.accessible for pick in _proposed(policy, case).picks)
    assert accessible == min(need, case.free.accessible, case.free.places)


def the_order_of_the_input_is_of_no_consequence(policy: Policy, case: Case) -> None:
    assert policy(case.shuffled, case.free, case.rules) == _proposed(policy, case)


def the_same_input_gives_the_same_proposal(policy: Policy, case: Case) -> None:
    assert _proposed(policy, case) == _proposed(policy, case)


def the_proposal_is_in_order(policy: Policy, case: Case) -> None:
    proposal = _proposed(policy, case)
    assert [pick.unit for pick in proposal.picks] == sorted(
        (pick.unit for pick in proposal.picks), key=_place
    )
    assert [who.unit for who in proposal.passed] == sorted(
        (who.unit for who in proposal.passed), key=_place
    )


def nobody_is_overtaken_without_a_reason(policy: Policy, case: Case) -> None:
    """Of each two of whom one is proposed and the other could have been."""
    proposal = _proposed(policy, case)
    taken = set(_ids(proposal))
    staying = [u for u in case.units if _suits(u, case.free) and u.id not in taken]
    for pick in proposal.picks:
        reasons = {_reason(pick, other) for other in staying} - {None}
        if pick.why == "next":
            assert not reasons
        else:
            assert pick.why in reasons
            assert reasons <= _EXPLAINED[pick.why]


_EXPLAINED: dict[str, set[str]] = {
    "longest": {"longest", "access", "tier"},
    "access": {"access", "tier"},
    "tier": {"tier"},
}
"""What else may be so where the reason is this one: the rarest reason is the one that is told."""


def _reason(pick: Pick, other: Unit) -> str | None:
    """Why somebody may be proposed before somebody who stays; fails where nothing allows it."""
    mine = pick.unit
    if other.accessible and not mine.accessible:
        return None  # they need a place that others got: whoever stays so is in `passed`
    if _place(other) < _place(mine):
        if mine.accessible and not other.accessible:
            return "access"
        assert _wait(mine) < _wait(other), "neither the order nor the date"
        return "longest"
    return "tier" if _wait(other) < _wait(mine) else None


def the_reserved_share_goes_to_those_who_wait_longest(policy: Policy, case: Case) -> None:
    """Of those who are not proposed for their place in the order nobody waits less than somebody
    who stays, and no more are proposed for their date than the share gives.
    """
    proposal = _proposed(policy, case)
    for accessible, before in ((False, case.free.before), (True, case.free.accessible_before)):
        picks = [pick for pick in proposal.picks if pick.accessible is accessible]
        turns = range(before + 1, before + len(picks) + 1)
        share = sum(turn % case.rules.reserved_every == 0 for turn in turns)
        assert sum(pick.why == "longest" for pick in picks) <= share
        line = [u for u in case.units if _suits(u, case.free) and u.accessible is accessible]
        first = {u.id for u in sorted(line, key=_place)[: len(picks) - share]}
        rest = sorted((u for u in line if u.id not in first), key=_wait)
        assert {p.unit.id for p in picks} == first | {u.id for u in rest[:share]}


def whoever_is_passed_over_is_named_with_the_reason(policy: Policy, case: Case) -> None:
    """They are those who would be proposed if they alone were no hindrance to themselves."""
    proposal = _proposed(policy, case)
    taken, named = set(_ids(proposal)), {who.unit.id: who.why for who in proposal.passed}
    assert not taken & named.keys()
    for unit in case.units:
        if unit.list != case.free.list or unit.id in taken:
            continue
        easy = replace(unit, size=1, cots=0, tonight=True)
        if not case.free.accessible or _suits(unit, case.free):
            easy = replace(easy, accessible=False)
        others = [easy if other.id == unit.id else other for other in case.units]
        turn = unit.id in _ids(policy(others, case.free, case.rules))
        hindered = not _suits(unit, case.free) or unit.accessible
        assert (unit.id in named) == (turn and hindered)
        if unit.id in named:
            assert named[unit.id] == _hindrance(unit, case.free)


def _hindrance(unit: Unit, free: Free) -> str:
    if unit.size > free.size:
        return "size"
    if unit.cots > free.cots:
        return "cots"
    if unit.accessible and not free.accessible:
        return "access"
    return "tonight" if free.tonight and not unit.tonight else "access"


def leaving_one_out_changes_nobody_elses_turn(policy: Policy, case: Case) -> None:
    """All others are still proposed, in the same order; one more comes at most."""
    whole = _ids(_proposed(policy, case))
    for unit in case.units:
        fewer = _ids(policy(case.units, case.free, case.rules, without=[unit.id]))
        others = [one for one in whole if one != unit.id]
        assert unit.id not in fewer
        assert [one for one in fewer if one in others] == others
        assert len(fewer) <= len(whole)


PROMISES: tuple[Promise, ...] = (
    nobody_is_proposed_from_another_list,
    no_more_are_proposed_than_places_and_the_margin,
    no_place_stays_empty_while_it_suits_somebody,
    nobody_is_proposed_twice,
    every_place_suits,
    accessible_places_are_kept_for_those_who_need_them,
    the_order_of_the_input_is_of_no_consequence,
    the_same_input_gives_the_same_proposal,
    the_proposal_is_in_order,
    nobody_is_overtaken_without_a_reason,
    the_reserved_share_goes_to_those_who_wait_longest,
    whoever_is_passed_over_is_named_with_the_reason,
    leaving_one_out_changes_nobody_elses_turn,
)


def nobody_starves(policy: Policy, stream: Stream) -> None:
    """Whoever is at rank r by date is proposed within reserved_every × r of the places that they
    can have, however many of first tier keep coming.
    """
    waiting = {unit.id: unit for unit in stream.units}
    limits = _limits(stream)
    given = {False: 0, True: 0}
    for number, (places, accessible) in enumerate(stream.rounds):
        for come in range(stream.arrivals):
            unit = _urgent(1000 * (number + 1) + come, accessible=come % 2 == 1)
            waiting[unit.id] = unit
        free = Free(
            "men",
            places,
            accessible=accessible,
            before=given[False],
            accessible_before=given[True],
        )
        for pick in policy(tuple(waiting.values()), free, stream.rules).picks:
            given[pick.accessible] += 1
            del waiting[pick.unit.id]
        for one, limit in limits.items():
            if one in waiting:
                assert given[waiting[one].accessible] < limit


def _limits(stream: Stream) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for accessible in (False, True):
        line = sorted((u for u in stream.units if u.accessible is accessible), key=_wait)
        for rank, unit in enumerate(line, start=1):
            found[unit.id] = stream.rules.reserved_every * rank
    return found


def _urgent(number: int, *, accessible: bool) -> Unit:
    return Unit(UUID(int=10**6 + number), "men", 1, day(30), number, accessible=accessible)
