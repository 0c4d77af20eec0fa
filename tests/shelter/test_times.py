"""Until when an offer can be answered: by day, in the time of the place, with two reminders."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shelter.rules import Rules
from bot.shelter.times import Window, after_daytime, next_daytime, window

BRUSSELS = ZoneInfo("Europe/Brussels")
MINUTE = timedelta(minutes=1)

moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
) | st.builds(
    # Around the two changes of hour.
    lambda day, hours: day + timedelta(hours=hours),
    st.sampled_from((datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC))),
    st.floats(0, 48),
)
always = settings(max_examples=150, deadline=None, database=None)


def here(written: str) -> datetime:
    """A moment by the clock on the wall in Brussels."""
    return datetime.fromisoformat(written).replace(tzinfo=BRUSSELS).astimezone(UTC)


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(BRUSSELS):%d %H:%M}"


def told(offered: str, *, tonight: bool = False) -> list[str]:
    """Half-time, last call and end of an offer, by the clock on the wall."""
    found = window(here(offered), BRUSSELS, tonight=tonight)
    return [wall(at) for at in (found.half, found.last, found.until)]


def by_day(moment: datetime) -> bool:
    return time(9) <= moment.astimezone(BRUSSELS).time() < time(20)


@pytest.mark.parametrize(
    ("offered", "reminders_and_end"),
    [
        ("2026-01-14 09:00", ["14 11:00", "14 12:30", "14 13:00"]),
        ("2026-01-14 10:15", ["14 12:15", "14 13:45", "14 14:15"]),
        ("2026-01-14 16:00", ["14 18:00", "14 19:30", "14 20:00"]),
        ("2026-01-14 16:10", ["14 18:10", "14 19:40", "15 09:10"]),
        ("2026-01-14 16:30", ["14 18:30", "15 09:00", "15 09:30"]),
        ("2026-01-14 18:00", ["15 09:00", "15 10:30", "15 11:00"]),
        ("2026-01-14 19:59", ["15 10:59", "15 12:29", "15 12:59"]),
        ("2026-01-31 19:00", ["01 10:00", "01 11:30", "01 12:00"]),
    ],
)
def test_an_offer_has_four_hours_of_daytime(offered: str, reminders_and_end: list[str]) -> None:
    assert told(offered) == reminders_and_end


@pytest.mark.parametrize(
    ("offered", "morning"),
    [
        ("2026-01-14 20:00", "15"),
        ("2026-01-14 23:59", "15"),
        ("2026-01-15 00:00", "15"),
        ("2026-01-15 08:59:59", "15"),
    ],
)
def test_the_time_for_an_offer_made_at_night_begins_in_the_morning(
    offered: str, morning: str
) -> None:
    assert told(offered) == [f"{morning} 11:00", f"{morning} 12:30", f"{morning} 13:00"]


@pytest.mark.parametrize(
    ("offered", "until"),
    [
        ("2026-03-28 18:00", datetime(2026, 3, 29, 9, tzinfo=UTC)),
        ("2026-10-24 18:00", datetime(2026, 10, 25, 10, tzinfo=UTC)),
        ("2026-03-28 23:30", datetime(2026, 3, 29, 11, tzinfo=UTC)),
        ("2026-03-29 00:30", datetime(2026, 3, 29, 11, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 12, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_counts_when_the_hour_changes(offered: str, until: datetime) -> None:
    assert window(here(offered), BRUSSELS, tonight=False).until == until


def test_spans_are_real_time_where_an_hour_is_there_twice_or_not_at_all() -> None:
    """With days that begin at one in the morning."""
    early = Rules(day_starts=time(1))
    spring, autumn = here("2026-03-29 01:30"), here("2026-10-25 01:30")
    assert wall(after_daytime(spring, 3 * 60 * MINUTE, BRUSSELS, early)) == "29 05:30"
    saturday = here("2026-03-28 19:00")
    assert wall(after_daytime(saturday, 3 * 60 * MINUTE, BRUSSELS, early)) == "29 04:00"
    assert wall(after_daytime(autumn, 3 * 60 * MINUTE, BRUSSELS, early)) == "25 03:30"


@pytest.mark.parametrize("offered", ["2026-01-14 10:00", "2026-01-14 19:45", "2026-01-14 23:50"])
def test_an_offer_of_tonight_has_an_hour_whenever_it_is_made(offered: str) -> None:
    at = here(offered)
    half_hour, hour = at + 30 * MINUTE, at + 60 * MINUTE
    assert window(at, BRUSSELS, tonight=True) == Window(half_hour, half_hour, hour)


def test_the_second_reminder_of_a_very_short_time_is_not_before_the_first() -> None:
    at = here("2026-01-14 18:00")
    short = window(at, BRUSSELS, tonight=True, rules=Rules(short=20 * MINUTE))
    assert short == Window(at + 10 * MINUTE, at + 10 * MINUTE, at + 20 * MINUTE)
    shortest = window(at, BRUSSELS, tonight=False, rules=Rules(last_call=300 * MINUTE))
    assert shortest.half == shortest.last < shortest.until


@given(moments)
@always
def test_nothing_is_said_or_ends_in_the_night_and_all_is_in_order(at: datetime) -> None:
    found = window(at, BRUSSELS, tonight=False)
    assert at < found.half < found.last < found.until
    assert by_day(found.half)
    assert by_day(found.last)
    assert by_day(found.until - timedelta(microseconds=1))


@given(moments, st.integers(1, 40))
@always
def test_so_much_daytime_passes_and_no_less(at: datetime, quarters: int) -> None:
    at = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    until = after_daytime(at, quarters * 15 * MINUTE, BRUSSELS)
    steps = round((until - at) / (15 * MINUTE))
    assert at + steps * 15 * MINUTE == until
    passed = sum(by_day(at + step * 15 * MINUTE) for step in range(steps))
    assert passed == quarters


@given(moments)
@always
def test_the_next_moment_of_a_day_is_now_or_the_first_of_a_morning(at: datetime) -> None:
    found = next_daytime(at, BRUSSELS)
    if by_day(at):
        assert found == at
    else:
        assert at < found < at + timedelta(hours=14)
        assert found.astimezone(BRUSSELS).time() == time(9)
