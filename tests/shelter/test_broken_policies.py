"""Each promise is broken on purpose at least once, and is seen to be broken."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shelter import policy
from bot.shelter.policy import Free, Passed, Pick, Proposal, Unit
from bot.shelter.rules import Rules
from tests.shelter import promises
from tests.shelter.cases import cases, day, streams
from tests.shelter.promises import PROMISES, Policy, Promise, nobody_starves

Seen = tuple[Sequence[Unit], Free, Rules]
Before = Callable[[Sequence[Unit], Free, Rules], Seen]
After = Callable[[Proposal], Proposal]


def sees(before: Before) -> Policy:
    """The policy as it would be if it saw something else than there is."""

    def propose(
        units: Sequence[Unit], free: Free, rules: Rules, without: Collection[UUID] = ()
    ) -> Proposal:
        true = {unit.id: unit for unit in units}
        proposal = policy.propose(*before(units, free, rules), without)
        picks = [
            replace(pick, unit=true[pick.unit.id], accessible=true[pick.unit.id].accessible)
            for pick in proposal.picks
        ]
        passed = [replace(who, unit=true[who.unit.id]) for who in proposal.passed]
        return Proposal(tuple(picks), tuple(passed))

    return propose


def tells(after: After) -> Policy:
    """The policy as it would be if it told something else than it found."""

    def propose(
        units: Sequence[Unit], free: Free, rules: Rules, without: Collection[UUID] = ()
    ) -> Proposal:
        return after(policy.propose(units, free, rules, without))

    return propose


def units_with(change: Callable[[Unit], Unit]) -> Policy:
    return sees(lambda us, free, rules: ([change(unit) for unit in us], free, rules))


def free_with(change: Callable[[Free], Free]) -> Policy:
    return sees(lambda us, free, rules: (us, change(free), rules))


def rules_with(change: Callable[[Rules], Rules]) -> Policy:
    return sees(lambda us, free, rules: (us, free, change(rules)))


def any_list(us: Sequence[Unit], free: Free, rules: Rules) -> Seen:
    return [replace(unit, list=free.list) for unit in us], free, rules


def ties_by_input(us: Sequence[Unit], free: Free, rules: Rules) -> Seen:
    """Ties go to whoever comes first in the input: the same ids, dealt out again."""
    return [replace(unit, lot=number) for number, unit in enumerate(us)], free, rules


COUNTER = itertools.count()


def ties_at_random(us: Sequence[Unit], free: Free, rules: Rules) -> Seen:
    """A lot that is drawn at each proposal."""
    turn = next(COUNTER)
    return [replace(unit, lot=hash((unit.id, turn))) for unit in us], free, rules


def twice(proposal: Proposal) -> Proposal:
    return replace(proposal, picks=proposal.picks[:-1] + proposal.picks[:1])


def reasons(why: policy.Why) -> Policy:
    return tells(
        lambda proposal: replace(
            proposal, picks=tuple(replace(pick, why=why) for pick in proposal.picks)
        )
    )


def by_date(proposal: Proposal) -> Proposal:
    return replace(proposal, picks=tuple(sorted(proposal.picks, key=lambda p: p.unit.since)))


def forgetting_who_was_passed(proposal: Proposal) -> Proposal:
    return replace(proposal, passed=())


def passing_everybody_after(proposal: Proposal) -> Proposal:
    """Names for a hindrance somebody who has a turn."""
    named = tuple(Passed(pick.unit, "size") for pick in proposal.picks)
    return replace(proposal, passed=proposal.passed + named)


def wrong_hindrance(proposal: Proposal) -> Proposal:
    return replace(proposal, passed=tuple(replace(who, why="size") for who in proposal.passed))


def turn_by_turn(
    units: Sequence[Unit], free: Free, rules: Rules, without: Collection[UUID] = ()
) -> Proposal:
    """One place after the other, each next one in so many to whoever waits longest then: whoever is
    left out moves the turns of all others.
    """
    here = [u for u in units if u.id not in set(without)]
    fit = policy.in_order(u for u in here if u.list == free.list and not policy.hindrance(u, free))
    picks: list[Pick] = []
    while fit and len(picks) < policy.capacity(free.places, rules):
        longest = (free.before + len(picks) + 1) % rules.reserved_every == 0
        unit = min(fit, key=lambda u: (u.since, u.lot, u.id)) if longest else fit[0]
        fit.remove(unit)
        picks.append(Pick(unit, "longest" if longest else "next", unit.accessible))
    return Proposal(tuple(picks))


def skipping_the_first(
    units: Sequence[Unit], free: Free, rules: Rules, without: Collection[UUID] = ()
) -> Proposal:
    """Somebody left out takes the next one with them."""
    proposal = policy.propose(units, free, rules, without)
    return replace(proposal, picks=proposal.picks[bool(without) :])


def no_share(rules: Rules) -> Rules:
    return replace(rules, reserved_every=10**9)


BROKEN: dict[str, tuple[Promise, Policy]] = {
    "one list": (promises.nobody_is_proposed_from_another_list, sees(any_list)),
    "one more": (
        promises.no_more_are_proposed_than_places_and_the_margin,
        free_with(lambda free: replace(free, places=free.places + 1)),
    ),
    "a margin nobody agreed to": (
        promises.no_more_are_proposed_than_places_and_the_margin,
        rules_with(lambda rules: replace(rules, margin=rules.margin + 0.3)),
    ),
    "one accessible place too many": (
        promises.no_more_are_proposed_than_places_and_the_margin,
        free_with(lambda free: replace(free, accessible=free.accessible + 1)),
    ),
    "one place kept back": (
        promises.no_place_stays_empty_while_it_suits_somebody,
        free_with(lambda free: replace(free, places=max(0, free.places - 1))),
    ),
    "the first one twice": (promises.nobody_is_proposed_twice, tells(twice)),
    "a household too large": (
        promises.every_place_suits,
        units_with(lambda unit: replace(unit, size=1)),
    ),
    "no cot": (promises.every_place_suits, units_with(lambda unit: replace(unit, cots=0))),
    "steps": (promises.every_place_suits, units_with(lambda unit: replace(unit, accessible=False))),
    "short notice for all": (
        promises.every_place_suits,
        units_with(lambda unit: replace(unit, tonight=True)),
    ),
    "accessible places for anybody": (
        promises.accessible_places_are_kept_for_those_who_need_them,
        turn_by_turn,
    ),
    "ties by the order of the input": (
        promises.the_order_of_the_input_is_of_no_consequence,
        sees(ties_by_input),
    ),
    "a new lot each time": (promises.the_same_input_gives_the_same_proposal, sees(ties_at_random)),
    "not in order": (promises.the_proposal_is_in_order, tells(by_date)),
    "no reason": (promises.nobody_is_overtaken_without_a_reason, reasons("next")),
    "always a tier": (promises.nobody_is_overtaken_without_a_reason, reasons("tier")),
    "always the date": (promises.nobody_is_overtaken_without_a_reason, reasons("longest")),
    "always the need": (promises.nobody_is_overtaken_without_a_reason, reasons("access")),
    "no date": (
        promises.nobody_is_overtaken_without_a_reason,
        units_with(lambda unit: replace(unit, since=day(0))),
    ),
    "tier is of no consequence": (
        promises.the_reserved_share_goes_to_those_who_wait_longest,
        units_with(lambda unit: replace(unit, tier=3)),
    ),
    "a smaller share": (
        promises.the_reserved_share_goes_to_those_who_wait_longest,
        rules_with(lambda rules: replace(rules, reserved_every=rules.reserved_every + 1)),
    ),
    "a larger share": (
        promises.the_reserved_share_goes_to_those_who_wait_longest,
        rules_with(lambda rules: replace(rules, reserved_every=rules.reserved_every - 1)),
    ),
    "a share that is not counted on": (
        promises.the_reserved_share_goes_to_those_who_wait_longest,
        free_with(lambda free: replace(free, before=0)),
    ),
    "a share of accessible places that is not counted on": (
        promises.the_reserved_share_goes_to_those_who_wait_longest,
        free_with(lambda free: replace(free, accessible_before=0)),
    ),
    "nobody is named": (
        promises.whoever_is_passed_over_is_named_with_the_reason,
        tells(forgetting_who_was_passed),
    ),
    "everybody is named": (
        promises.whoever_is_passed_over_is_named_with_the_reason,
        tells(passing_everybody_after),
    ),
    "another hindrance is named": (
        promises.whoever_is_passed_over_is_named_with_the_reason,
        tells(wrong_hindrance),
    ),
    "turns move": (promises.leaving_one_out_changes_nobody_elses_turn, turn_by_turn),
    "the next one is gone too": (
        promises.leaving_one_out_changes_nobody_elses_turn,
        skipping_the_first,
    ),
}

STARVING: dict[str, Policy] = {
    "no share at all": rules_with(no_share),
    "not counted on": free_with(lambda free: replace(free, before=0)),
    "accessible places not counted on": free_with(lambda free: replace(free, accessible_before=0)),
    "accessible places take the turns of all": free_with(
        lambda free: replace(free, before=free.before + free.accessible_before)
    ),
    "a share that is too small": rules_with(
        lambda rules: replace(rules, reserved_every=rules.reserved_every + 1)
    ),
}


@cache
def drawn(strategy: Callable[[], st.SearchStrategy[Any]]) -> list[Any]:
    """The same hundreds of cases in each run, drawn once for all that is broken."""
    found: list[Any] = []

    @given(strategy())
    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    def collect(case: object) -> None:
        found.append(case)

    collect()
    return found


def refuted(promise: Callable[[Policy, Any], None], broken: Policy, case: object) -> bool:
    """Whether this case shows that the promise is not kept."""
    try:
        promise(broken, case)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_policy_is_found_out(name: str) -> None:
    promise, broken = BROKEN[name]
    assert any(refuted(promise, broken, case) for case in drawn(cases))


def test_the_policy_itself_is_not() -> None:
    for promise, case in itertools.product(PROMISES, drawn(cases)):
        promise(policy.propose, case)


@pytest.mark.parametrize("name", STARVING)
def test_a_policy_under_which_somebody_starves_is_found_out(name: str) -> None:
    assert any(refuted(nobody_starves, STARVING[name], stream) for stream in drawn(streams))


def test_each_promise_is_broken_once() -> None:
    assert {promise for promise, _ in BROKEN.values()} == set(PROMISES)
