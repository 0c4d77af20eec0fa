"""Belgian public holidays, in any year (law of 4 January 1974, royal decree of 18 April 1974)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
"""Days from Easter Sunday to Easter Monday, Ascension and Whit Monday."""


def is_holiday(day: date) -> bool:
    """Whether it is one of the ten."""
    return day in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """The ten of a year."""
    fixed = {date(year, month, day) for month, day in FIXED}
    return frozenset(fixed | {easter(year) + timedelta(days=n) for n in AFTER_EASTER})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    century, in_century = divmod(year, 100)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
