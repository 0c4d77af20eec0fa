"""Whose turn it is: what always holds, and some lists that one can follow by eye."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from bot.shelter.policy import Free, Unit, capacity, hindrance, in_order, propose
from bot.shelter.rules import Rules
from tests.shelter.cases import Case, Stream, cases, day, streams
from tests.shelter.promises import PROMISES, Promise, nobody_starves

FEW = settings(
    max_examples=100, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@given(case=cases())
@FEW
def test_the_policy_keeps_what_it_promises(promise: Promise, case: Case) -> None:
    promise(propose, case)


@given(stream=streams())
@FEW
def test_nobody_starves_however_many_of_first_tier_come(stream: Stream) -> None:
    nobody_starves(propose, stream)


def man(
    number: int,
    since: int,
    tier: int = 3,
    *,
    lot: int = 0,
    accessible: bool = False,
    tonight: bool = False,
) -> Unit:
    """Somebody on the men's list since a day."""
    return Unit(
        UUID(int=number), "men", tier, day(since), lot, accessible=accessible, tonight=tonight
    )


def told(units: list[Unit], free: Free, rules: Rules | None = None) -> list[tuple[int, str]]:
    """Numbers and reasons of whoever is proposed."""
    proposal = propose(units, free, rules or Rules())
    return [(pick.unit.id.int, pick.why) for pick in proposal.picks]


def passed(units: list[Unit], free: Free) -> list[tuple[int, str]]:
    return [(who.unit.id.int, who.why) for who in propose(units, free).passed]


def test_the_date_decides_and_then_the_lot() -> None:
    waiting = [man(1, 5), man(2, 3, lot=9), man(3, 3, lot=4), man(4, 8)]
    assert [unit.id.int for unit in in_order(waiting)] == [3, 2, 1, 4]
    assert told(waiting, Free("men", 3)) == [(3, "next"), (2, "next"), (1, "next")]


def test_a_tier_goes_before_the_date_and_says_so() -> None:
    waiting = [man(1, 1), man(2, 2), man(3, 9, tier=1), man(4, 0, tier=2)]
    assert told(waiting, Free("men", 2)) == [(3, "tier"), (4, "next")]


def test_one_place_in_four_goes_to_whoever_waits_longest() -> None:
    waiting = [man(1, 0), man(2, 1), *(man(number, 9, tier=1) for number in range(10, 20))]
    assert told(waiting, Free("men", 4)) == [
        (10, "tier"),
        (11, "tier"),
        (12, "tier"),
        (1, "longest"),
    ]
    assert told(waiting, Free("men", 1, before=2)) == [(10, "tier")]
    assert told(waiting, Free("men", 1, before=3)) == [(1, "longest")]


def test_the_share_comes_besides_those_whose_turn_it_is_anyway() -> None:
    waiting = [man(1, 0, tier=1), man(2, 1), man(3, 2), *(man(n, 9, tier=1) for n in range(10, 15))]
    assert told(waiting, Free("men", 4)) == [
        (1, "next"), (10, "tier"), (11, "tier"), (2, "longest"),
    ]  # fmt: skip


def test_an_accessible_place_waits_for_nobody_but_whoever_needs_it() -> None:
    waiting = [man(1, 0), man(2, 1), man(3, 8, accessible=True), man(4, 9, accessible=True)]
    assert told(waiting, Free("men", 2, accessible=1)) == [(1, "next"), (3, "access")]
    assert passed(waiting, Free("men", 2, accessible=1)) == []
    assert told(waiting[:2], Free("men", 2, accessible=1)) == [(1, "next"), (2, "next")]
    urgent = [man(1, 0), man(2, 1, tier=1, accessible=True)]
    assert told(urgent, Free("men", 1, accessible=1)) == [(2, "tier")]


def test_whoever_needs_an_accessible_place_is_passed_over_where_there_is_none() -> None:
    waiting = [man(1, 0, accessible=True), man(2, 1), man(3, 2, accessible=True), man(4, 3)]
    assert told(waiting, Free("men", 1)) == [(2, "next")]
    assert passed(waiting, Free("men", 1)) == [(1, "access")]
    assert told(waiting, Free("men", 3, accessible=1)) == [(1, "next"), (2, "next"), (4, "next")]
    assert passed(waiting, Free("men", 3, accessible=1)) == [(3, "access")]


def test_accessible_places_use_up_nobodys_share() -> None:
    waiting = [man(1, 0), *(man(n, 9, tier=1) for n in range(10, 20))]
    waiting += [man(n, 9, tier=1, accessible=True) for n in range(20, 30)]
    one_accessible = Free("men", 1, accessible=1, before=3, accessible_before=40)
    assert told(waiting, one_accessible) == [(20, "access")]
    assert told(waiting, Free("men", 1, before=3, accessible_before=41)) == [(1, "longest")]


def test_a_household_has_one_room_into_which_it_fits_with_its_cots() -> None:
    family = [
        Unit(UUID(int=1), "families", 3, day(0), 0, size=5),
        Unit(UUID(int=2), "families", 3, day(1), 0, size=3, cots=2),
        Unit(UUID(int=3), "families", 3, day(2), 0, size=4, cots=1),
        Unit(UUID(int=4), "families", 3, day(3), 0, size=2),
        Unit(UUID(int=5), "families", 3, day(4), 0, size=2),
    ]
    rooms = Free("families", 2, size=4, cots=1)
    assert told(family, rooms) == [(3, "next"), (4, "next")]
    assert passed(family, rooms) == [(1, "size"), (2, "cots")]


def test_a_place_of_tonight_is_for_those_who_asked_for_short_notice() -> None:
    waiting = [man(1, 0), man(2, 1, tonight=True), man(3, 2), man(4, 3)]
    assert told(waiting, Free("men", 1, tonight=True)) == [(2, "next")]
    assert passed(waiting, Free("men", 1, tonight=True)) == [(1, "tonight")]
    assert passed(waiting, Free("men", 2, tonight=True)) == [
        (1, "tonight"), (3, "tonight"), (4, "tonight"),
    ]  # fmt: skip


def test_whoever_waits_longer_than_the_reserved_share_reaches_is_passed_over_by_name() -> None:
    urgent = [man(n, 9, tier=1) for n in range(10, 20)]
    waiting = [man(1, 0, accessible=True), man(2, 1), man(3, 2, accessible=True), *urgent]
    assert told(waiting, Free("men", 4))[-1] == (2, "longest")
    assert passed(waiting, Free("men", 4)) == [(1, "access")]


def test_the_first_hindrance_is_the_one_that_is_told() -> None:
    unit = Unit(UUID(int=1), "families", 3, day(0), 0, size=5, cots=1, accessible=True)
    assert hindrance(unit, Free("families", 1, size=4, tonight=True)) == "size"
    assert hindrance(unit, Free("families", 1, size=5, tonight=True)) == "cots"
    assert hindrance(unit, Free("families", 1, size=5, cots=1, tonight=True)) == "access"
    assert (
        hindrance(unit, Free("families", 1, size=5, cots=1, accessible=1, tonight=True))
        == "tonight"
    )
    assert hindrance(unit, Free("families", 1, size=5, cots=1, accessible=1)) is None


@pytest.mark.parametrize(
    ("places", "margin", "offers"),
    [(0, 0.5, 0), (10, 0.0, 10), (9, 0.1, 9), (10, 0.1, 11), (10, 0.3, 13), (100, 0.29, 129)],
)
def test_the_margin_is_rounded_down(places: int, margin: float, offers: int) -> None:
    assert capacity(places, Rules(margin=margin)) == offers


def test_whoever_was_left_out_is_neither_proposed_nor_passed_over() -> None:
    waiting = [man(1, 0), man(2, 1, accessible=True), man(3, 2)]
    proposal = propose(waiting, Free("men", 1), without=[UUID(int=1), UUID(int=2)])
    assert [pick.unit.id.int for pick in proposal.picks] == [3]
    assert proposal.passed == ()


def test_nothing_free_and_nobody_waiting_make_an_empty_proposal() -> None:
    assert propose([], Free("men", 3)).picks == ()
    assert propose([man(1, 0)], Free("men", 0)).picks == ()
    assert propose([man(1, 0)], Free("women", 3)).picks == ()
