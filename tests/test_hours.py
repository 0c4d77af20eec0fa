"""Weekly hours: reading them, and when somebody reads next."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hours import Hours, Weekly, parse

BRUSSELS = ZoneInfo("Europe/Brussels")
DESK = parse("Mon-Fri 09:00-17:00, Sat 10:00-12:00, not 2026-12-25", BRUSSELS)


def here(written: str) -> datetime:
    """A moment by the clock on the wall in Brussels, as the bot's clock tells it."""
    return datetime.fromisoformat(written).replace(tzinfo=BRUSSELS).astimezone(UTC)


def test_hours_are_read_as_they_are_written() -> None:
    assert (
        Hours(
            (
                Weekly((0, 1, 2, 3, 4), time(9), time(17)),
                Weekly((5,), time(10), time(12)),
            ),
            frozenset({date(2026, 12, 25)}),
            BRUSSELS,
        )
        == DESK
    )


def test_a_span_of_days_can_go_over_the_end_of_the_week() -> None:
    (week,) = parse("Fri-Mon 09:00-10:00", BRUSSELS).weekly
    assert week.days == (4, 5, 6, 0)
    assert parse("Mon-Sun 09:00-10:00", BRUSSELS).weekly[0].days == tuple(range(7))
    assert parse("Wed-Wed 09:00-10:00", BRUSSELS).weekly[0].days == (2,)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "'' is not like 'Mon-Fri 09:00-17:00' or 'not 2026-12-25'"),
        ("always", "'always' is not like"),
        ("Mon-Fri 9-17", "'Mon-Fri 9-17' is not like"),
        ("Mon-Fri 09:00-17:00,", "'' is not like"),
        ("Mon-Fri 09:00-17:00 Sat 10:00-12:00", "'Mon-Fri 09:00-17:00 Sat 10:00-12:00' is not"),
        ("mon-fri 09:00-17:00", "'mon-fri 09:00-17:00' is not like"),
        ("Mon-Fry 09:00-17:00", "'Mon-Fry 09:00-17:00' names a day that is none of Mon, Tue"),
        ("Mun 09:00-17:00", "'Mun 09:00-17:00' names a day that is none of Mon, Tue"),
        ("Mon 17:00-09:00", "'Mon 17:00-09:00' ends before it begins"),
        ("Mon 09:00-09:00", "'Mon 09:00-09:00' ends before it begins"),
        ("Mon 09:00-25:00", "'25:00' is not an hour of the day"),
        ("Mon 09:60-10:00", "'09:60' is not an hour of the day"),
        ("not 2026-02-30", "'2026-02-30' is not a day of the calendar"),
        ("not 25-12-2026", "'not 25-12-2026' is not like"),
    ],
)
def test_what_cannot_be_read_is_quoted(written: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}"):
        parse(written, BRUSSELS)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-02 08:59:59", False),
        ("2026-03-02 09:00", True),
        ("2026-03-02 16:59:59", True),
        ("2026-03-02 17:00", False),
        ("2026-03-07 09:59", False),
        ("2026-03-07 10:00", True),
        ("2026-03-07 12:00", False),
        ("2026-03-08 11:00", False),
        ("2026-12-24 11:00", True),
        ("2026-12-25 11:00", False),
    ],
)
def test_when_somebody_reads(moment: str, is_open: bool) -> None:
    assert DESK.open_at(here(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-03-02 08:59:59", "2026-03-02 09:00"),
        ("2026-03-02 09:00", "2026-03-03 09:00"),
        ("2026-03-02 12:00", "2026-03-03 09:00"),
        ("2026-03-06 17:00", "2026-03-07 10:00"),
        ("2026-03-07 12:00", "2026-03-09 09:00"),
        ("2026-03-08 23:59", "2026-03-09 09:00"),
        ("2026-12-24 17:00", "2026-12-26 10:00"),
        ("2026-12-25 08:00", "2026-12-26 10:00"),
    ],
)
def test_when_somebody_reads_next(moment: str, opening: str) -> None:
    assert DESK.next_opening(here(moment)) == here(opening)


def test_a_morning_and_an_afternoon_written_in_any_order() -> None:
    hours = parse("Mon 14:00-17:00, Mon 09:00-12:00", BRUSSELS)
    assert hours.next_opening(here("2026-03-02 08:00")) == here("2026-03-02 09:00")
    assert hours.next_opening(here("2026-03-02 12:30")) == here("2026-03-02 14:00")
    assert not hours.open_at(here("2026-03-02 13:00"))


def test_an_hour_on_the_wall_is_another_moment_after_the_change_of_hour() -> None:
    friday, monday = here("2026-03-27 18:00"), here("2026-03-30 09:00")
    hours = parse("Mon-Fri 09:00-17:00", BRUSSELS)
    assert hours.next_opening(friday) == monday == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert hours.next_opening(here("2026-10-23 18:00")) == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_hours_on_the_days_on_which_the_hour_changes() -> None:
    sunday = parse("Sun 01:00-04:00", BRUSSELS)
    in_spring = [datetime(2026, 3, 29, hour, tzinfo=UTC) for hour in range(4)]
    assert [sunday.open_at(at) for at in in_spring] == [True, True, False, False]
    in_autumn = [datetime(2026, 10, 24, 23, tzinfo=UTC) + timedelta(hours=n) for n in range(5)]
    assert [sunday.open_at(at) for at in in_autumn] == [True, True, True, True, False]


def test_the_day_is_the_one_of_the_place_and_not_of_greenwich() -> None:
    night = parse("Mon 00:15-00:45", BRUSSELS)
    assert night.open_at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert not night.open_at(datetime(2026, 3, 2, 0, 30, tzinfo=UTC))


def test_no_opening_is_known_where_there_are_no_weekly_hours() -> None:
    only_closed = parse("not 2026-12-25", BRUSSELS)
    assert only_closed.next_opening(here("2026-03-02 09:00")) is None
    assert not only_closed.open_at(here("2026-03-02 09:00"))


def test_no_opening_is_known_beyond_two_months() -> None:
    start = date(2026, 3, 1)
    closed = frozenset(start + timedelta(days=n) for n in range(100))
    always = Hours((Weekly(tuple(range(7)), time(9), time(17)),), closed, BRUSSELS)
    assert always.next_opening(here("2026-03-02 09:00")) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
@settings(max_examples=100, deadline=None, database=None)
def test_the_next_opening_is_ahead_and_open_and_nothing_opens_before_it(at: datetime) -> None:
    opening = DESK.next_opening(at)
    assert opening is not None
    assert opening > at
    assert DESK.open_at(opening)
    assert not DESK.open_at(opening - timedelta(seconds=1))
    if not DESK.open_at(at):
        between = at + (opening - at) * 0.5
        assert not DESK.open_at(between)
