"""When a reminder comes: at 10:00, by day, once a week. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

TEN = time(10)
EVENING = time(20)
ALMOST_A_WEEK = timedelta(days=6, hours=12)
"""From a reminder to the next; half a day less, because 10:00 follows."""


def next_ten(at: datetime, zone: ZoneInfo) -> datetime:
    """The first 10:00 from a moment on, in the time of the place."""
    day = at.astimezone(zone).date()
    ten = datetime.combine(day, TEN, zone)
    if ten < at:
        ten = datetime.combine(day + timedelta(days=1), TEN, zone)
    return ten.astimezone(UTC)


def next_week(at: datetime, zone: ZoneInfo) -> datetime:
    """10:00 in a week. Counted from what was really sent, so that weeks in which the bot was not
    there are not made up for.
    """
    return next_ten(at + ALMOST_A_WEEK, zone)


def may_remind(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is between 10:00 and the evening: nobody is woken."""
    return TEN <= at.astimezone(zone).time() < EVENING
