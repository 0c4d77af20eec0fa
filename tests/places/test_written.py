"""Hours as staff write them, in three languages, and what is answered to what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from bot.places.changing import TYPED
from bot.places.hours import Weekly
from bot.places.written import CannotRead, read_day, read_weekly, write_weekly
from tests.places.test_hours import WEEKS

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mon-Fri 09:00-17:00; Sat 10:00-14:00", "Mon-Fri 09:00-17:00; Sat 10:00-14:00"),
        ("lun, mer, ven 13h30-17h", "Mon, Wed, Fri 13:30-17:00"),
        ("ma-vr 9-12 13.30-17", "Mon-Fri 09:00-12:00; Mon-Fri 13:30-17:00"),
        ("Dimanche: 10h – 12h", "Sun 10:00-12:00"),
        ("Fri-Mon 22:00-06:00", "Fri-Mon 22:00-06:00"),
        ("Mon 9-12\nTue 14:00-24:00", "Mon 09:00-12:00; Tue 14:00-00:00"),
        ("24/7", "24/7"),
        ("?", ""),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, kept: str) -> None:
    assert write_weekly(read_weekly(written)) == kept


@pytest.mark.parametrize(
    "written",
    ["monday", "Mon 25:00-26:00", "every day 9-5", "Mon 9-9", "Mon 9-17 maybe", ";", "9-17"],
)
def test_what_cannot_be_read_is_quoted(written: str) -> None:
    with pytest.raises(CannotRead) as part:
        read_weekly(written)
    assert str(part.value) in written


@given(WEEKS)
def test_what_is_kept_reads_as_the_same(weekly: list[Weekly]) -> None:
    kept = [week for week in weekly if week.span.opens != week.span.closes]
    read = read_weekly(write_weekly(kept))
    assert sorted(read or [], key=str) == sorted(kept, key=str)


@pytest.mark.parametrize(
    ("written", "day"),
    [("24/12", date(2026, 12, 24)), ("1/2", date(2027, 2, 1)), ("2027-01-02", date(2027, 1, 2)),
     ("24.12.2026", date(2026, 12, 24)), ("22/11", TODAY)],
)  # fmt: skip
def test_a_day_is_the_next_one_of_that_date(written: str, day: date) -> None:
    assert read_day(written, TODAY) == day


@pytest.mark.parametrize(
    ("what", "written"),
    [("day", "31/2"), ("day", "2026-11-21"), ("day", "soon"), ("day", "24/12 maybe"),
     ("times", "coffee Tue 9-10"), ("times", "clothes"), ("phone", "call Carla"),
     ("address", "x"), ("address", "x" * 201)],
)  # fmt: skip
def test_nothing_is_kept_of_what_is_not_understood(what: str, written: str) -> None:
    with pytest.raises(CannotRead):
        TYPED[what].read(written, TODAY)
