"""When a human reads: weekly hours, and days that are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOW_FAR = 60
"""Days ahead in which the next opening is looked for."""

WRITTEN = re.compile(
    r"(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))?\s+"
    r"(?P<opens>\d{2}:\d{2})-(?P<closes>\d{2}:\d{2})"
)
CLOSED = re.compile(r"not\s+(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Weekly:
    """The same hours on some days of the week (0 is Monday)."""

    days: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A service's hours, in local time. No weekly hours mean that it is never known to read."""

    weekly: tuple[Weekly, ...]
    closed: frozenset[date]
    zone: ZoneInfo

    def open_at(self, at: datetime) -> bool:
        """Whether somebody reads at that moment."""
        return any(opens <= at < closes for opens, closes in self._on(_local(at, self.zone)))

    def next_opening(self, at: datetime) -> datetime | None:
        """When somebody reads next, after `at`; None where that is not known."""
        today = _local(at, self.zone)
        days = (today + timedelta(days=ahead) for ahead in range(HOW_FAR))
        openings = (opens for day in days for opens, _ in self._on(day) if opens > at)
        return next(openings, None)

    def _on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """A day's hours as moments, so that the change of hour is taken into account."""
        if day in self.closed:
            return
        weekly = [week for week in self.weekly if day.weekday() in week.days]
        for week in sorted(weekly, key=lambda week: week.opens):
            yield self._at(day, week.opens), self._at(day, week.closes)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone)


def parse(written: str, zone: ZoneInfo) -> Hours:
    """Read "Mon-Fri 09:00-17:00, Sat 10:00-12:00, not 2026-12-25".

    Raises ValueError with a sentence that quotes the part that cannot be read.
    """
    weekly, closed = list[Weekly](), set[date]()
    for part in (part.strip() for part in written.split(",")):
        if without := CLOSED.fullmatch(part):
            closed.add(_date(without.group(1)))
        elif found := WRITTEN.fullmatch(part):
            weekly.append(_weekly(found, part))
        else:
            raise ValueError(f"'{part}' is not like 'Mon-Fri 09:00-17:00' or 'not 2026-12-25'")
    return Hours(tuple(weekly), frozenset(closed), zone)


def _weekly(found: re.Match[str], part: str) -> Weekly:
    first, last = found["first"], found["last"] or found["first"]
    if first not in DAYS or last not in DAYS:
        raise ValueError(f"'{part}' names a day that is none of {', '.join(DAYS)}")
    start, end = DAYS.index(first), DAYS.index(last)
    days = tuple(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    opens, closes = _time(found["opens"]), _time(found["closes"])
    if opens >= closes:
        raise ValueError(f"'{part}' ends before it begins")
    return Weekly(days, opens, closes)


def _time(written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise ValueError(f"'{written}' is not an hour of the day") from None


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"'{written}' is not a day of the calendar") from None


def _local(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
