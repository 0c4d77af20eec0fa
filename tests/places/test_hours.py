"""When a place is open: exceptions, holidays, over midnight, the change of hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places.holidays import easter, holidays
from bot.places.hours import Open, Shut, Span, Timetable, Unknown, Weekly
from bot.places.written import ALWAYS, read_weekly

ZONE = ZoneInfo("Europe/Brussels")


def at(written: str) -> datetime:
    """A moment in Brussels, "2026-03-03 12:00"."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


def utc(moment: datetime) -> datetime:
    """The same as the timetable says it."""
    return moment.astimezone(UTC)


def weekdays(**more: object) -> Timetable:
    """Monday to Friday 09:00 to 17:00; holidays are known to be closed."""
    return Timetable(read_weekly("Mon-Fri 09:00-17:00"), ZONE, **{"holidays": False, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1961, "04-02"), (2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"),
     (2027, "03-28"), (2038, "04-25"), (2285, "03-22")],
)  # fmt: skip
def test_easter_is_where_the_church_has_it(year: int, sunday: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{sunday}")


def test_belgium_has_ten_holidays_of_which_three_move() -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays(2026)) == [
        "01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip


def test_it_is_open_until_it_closes_and_opens_next_when_it_opens() -> None:
    friday = weekdays()
    assert friday.standing(at("2026-03-06 09:00")) == Open(utc(at("2026-03-06 17:00")))
    assert friday.standing(at("2026-03-06 08:59")) == Shut(utc(at("2026-03-06 09:00")))
    assert friday.standing(at("2026-03-06 17:00")) == Shut(utc(at("2026-03-09 09:00")))


def test_a_day_that_is_otherwise_goes_before_the_week_and_before_a_holiday() -> None:
    christmas = date(2026, 12, 25)
    hours = weekdays(otherwise={christmas: (Span(time(10), time(12)),), date(2026, 12, 24): ()})
    assert hours.standing(at("2026-12-24 12:00")) == Shut(utc(at("2026-12-25 10:00")))
    assert hours.standing(at("2026-12-25 11:00")) == Open(utc(at("2026-12-25 12:00")))


def test_on_a_holiday_it_is_closed_or_open_or_nobody_knows() -> None:
    labour_day = at("2026-05-01 12:00")  # a Friday
    assert weekdays().standing(labour_day) == Shut(utc(at("2026-05-04 09:00")))
    assert weekdays(holidays=True).standing(labour_day) == Open(utc(at("2026-05-01 17:00")))
    assert weekdays(holidays=None).standing(labour_day) == Unknown(holiday=True)
    # A holiday on which it would be closed anyway leaves no doubt.
    assert weekdays(holidays=None).standing(at("2026-08-15 12:00")) == Shut(
        utc(at("2026-08-17 09:00"))
    )


def test_a_night_goes_on_over_midnight_and_belongs_to_the_day_on_which_it_began() -> None:
    nights = Timetable(read_weekly("Fri 22:00-06:00"), ZONE, holidays=True)
    assert nights.standing(at("2026-03-07 03:00")) == Open(utc(at("2026-03-07 06:00")))
    assert nights.standing(at("2026-03-06 03:00")) == Shut(utc(at("2026-03-06 22:00")))
    closed = Timetable(nights.weekly, ZONE, {date(2026, 3, 6): ()})
    assert closed.standing(at("2026-03-07 03:00")) == Shut(utc(at("2026-03-13 22:00")))


def test_the_change_of_hour_moves_no_opening() -> None:
    nights = Timetable(read_weekly("Mon-Sun 22:00-06:00"), ZONE, holidays=True)
    spring = nights.standing(at("2026-03-29 01:30"))
    autumn = nights.standing(at("2026-10-25 01:30"))
    assert spring == Open(datetime(2026, 3, 29, 4, tzinfo=UTC))
    assert autumn == Open(datetime(2026, 10, 25, 5, tzinfo=UTC))
    # 3.5 hours and 5.5 hours pass, by the same clocks on the wall.
    assert datetime(2026, 3, 29, 4, tzinfo=UTC) - utc(at("2026-03-29 01:30")) == timedelta(
        hours=3.5
    )
    assert datetime(2026, 10, 25, 5, tzinfo=UTC) - utc(at("2026-10-25 01:30")) == timedelta(
        hours=5.5
    )


def test_an_opening_in_the_hour_that_spring_takes_away_is_none() -> None:
    hours = Timetable(read_weekly("Sun 02:30-03:15"), ZONE, holidays=True)
    assert hours.standing(at("2026-03-29 00:00")) == Shut(utc(at("2026-04-05 02:30")))


def test_day_and_night_never_closes_and_until_further_notice_never_opens() -> None:
    assert Timetable((ALWAYS,), ZONE, holidays=True).standing(at("2026-12-25 03:00")) == Open(None)
    assert weekdays(closed=True).standing(at("2026-03-06 12:00")) == Shut(None)


def test_where_nobody_knows_the_hours_only_the_days_that_were_told_are_known() -> None:
    today = date(2026, 3, 6)
    unknown = Timetable(None, ZONE)
    assert unknown.standing(at("2026-03-06 12:00")) == Unknown()
    told = Timetable(None, ZONE, {today: ()})
    assert told.standing(at("2026-03-06 12:00")) == Shut(None)
    # What is known of a later day says nothing of the days before it.
    later = Timetable(None, ZONE, {today: (), date(2026, 3, 9): (Span(time(9), time(10)),)})
    assert later.standing(at("2026-03-06 12:00")) == Shut(None)


SPANS = st.builds(Span, st.times().map(lambda t: t.replace(second=0, microsecond=0)),
                  st.times().map(lambda t: t.replace(second=0, microsecond=0)))  # fmt: skip
WEEKS = st.lists(
    st.builds(Weekly, st.lists(st.integers(0, 6), min_size=1, unique=True).map(tuple), SPANS),
    min_size=1,
    max_size=4,
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(WEEKS, MOMENTS)
def test_what_is_said_of_the_next_moment_is_so_when_it_comes(
    weekly: list[Weekly], now: datetime
) -> None:
    hours = Timetable(weekly, ZONE, holidays=True)
    minute = timedelta(minutes=1)
    match hours.standing(now):
        case Open(until) if until:
            assert now < until
            assert isinstance(hours.standing(until - minute), Open) or until - minute < now
            assert not isinstance(hours.standing(until), Open)
        case Shut(opens):
            assert opens is not None
            assert now < opens
            assert isinstance(hours.standing(opens), Open)
            assert isinstance(hours.standing(max(now, opens - minute)), Shut)
