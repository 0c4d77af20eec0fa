"""When a service point is open: weekly hours, days that are otherwise, Belgian holidays. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.places.holidays import is_holiday

HOW_FAR = 14
"""Days ahead in which the next opening is looked for: a later one is of no use today."""


@dataclass(frozen=True, slots=True)
class Span:
    """From an hour to another; one that is not later is of the next day (22:00 to 06:00)."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Weekly:
    """The same hours on some days of the week (0 is Monday)."""

    days: tuple[int, ...]
    span: Span


Otherwise = Mapping[date, tuple[Span, ...]]
"""Days with hours of their own; closed where there are none."""


@dataclass(frozen=True, slots=True)
class Open:
    """It is open, `until` a moment; None: it never closes."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Shut:
    """It is closed, until it `opens`; None: not within two weeks, or nobody knows."""

    opens: datetime | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows. `holiday`: it is a public holiday, and nobody knows what that means here."""

    holiday: bool = False


Standing = Open | Shut | Unknown


@dataclass(frozen=True, slots=True)
class Timetable:
    """When one service point is open, in local time.

    `weekly` is None where nobody knows. `holidays`: whether it is open on public holidays, None
    where nobody knows. `closed`: until further notice.
    """

    weekly: Sequence[Weekly] | None
    zone: ZoneInfo
    otherwise: Otherwise = field(default_factory=lambda: MappingProxyType({}))
    holidays: bool | None = None
    closed: bool = False

    def standing(self, at: datetime) -> Standing:
        """How it stands at a moment."""
        if self.closed:
            return Shut(None)
        at = at.astimezone(UTC)
        today = at.astimezone(self.zone).date()
        spans = self._spans(today - timedelta(days=1), today + timedelta(days=HOW_FAR))
        for opens, closes in spans:
            if opens <= at < closes:
                return Open(self._until(closes, today))
            if opens > at:
                known = self.weekly is not None or opens.astimezone(self.zone).date() == today
                return self.doubtful(today) or Shut(opens if known else None)
        return self.doubtful(today) or Shut(None)

    def doubtful(self, day: date) -> Unknown | None:
        """Whether nobody knows about a day."""
        if self.closed or day in self.otherwise:
            return None
        if self.weekly is None:
            return Unknown()
        asked = self.holidays is None and is_holiday(day) and bool(self._usual(day))
        return Unknown(holiday=True) if asked else None

    def spans_on(self, day: date) -> Sequence[Span]:
        """The hours that begin on a day, as far as they are known."""
        if self.closed:
            return ()
        if day in self.otherwise:
            return self.otherwise[day]
        return () if is_holiday(day) and not self.holidays else self._usual(day)

    def _usual(self, day: date) -> Sequence[Span]:
        on = (week.span for week in self.weekly or () if day.weekday() in week.days)
        return sorted(on, key=lambda span: span.opens)

    def _until(self, closes: datetime, today: date) -> datetime | None:
        """When it closes in the end: hours that follow on each other are one opening."""
        last = today + timedelta(days=8)
        for opens, later in self._spans(today - timedelta(days=1), last):
            if opens <= closes < later:
                closes = later
        return None if closes.astimezone(self.zone).date() >= last else closes

    def _spans(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """Openings as moments in UTC, so that the change of hour is taken into account."""
        day = first
        while day <= last:
            for span in self.spans_on(day):
                night = span.closes <= span.opens
                opens = self._at(day, span.opens)
                closes = self._at(day + timedelta(days=night), span.closes)
                if opens < closes:  # else it lies in the hour that spring takes away
                    yield opens, closes
            day += timedelta(days=1)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)
