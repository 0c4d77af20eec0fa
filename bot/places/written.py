"""Hours as staff and seeds write them: "Mon-Fri 09:00-17:00; Sat 10:00-14:00"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise

from bot.hours import DAYS
from bot.places.hours import Span, Weekly

NAMES = {
    "en": DAYS,
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
}
LONG = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
NUMBERS = {name.lower(): n for names in NAMES.values() for n, name in enumerate(names)}
NUMBERS |= {name: n for names in LONG for n, name in enumerate(names.split())}

ALWAYS = Weekly(tuple(range(7)), Span(time(), time()))
"""Day and night, every day; written 24/7."""

PART = re.compile(r"(?P<days>[^\d]+?)\s*(?P<spans>\d.*)")
SPAN = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*[-–]\s*(\d{1,2})(?:[:.h](\d{2})?)?h?")


class CannotRead(ValueError):
    """What cannot be read; its argument is the part."""


def read_weekly(written: str) -> tuple[Weekly, ...] | None:
    """Weekly hours; None for "?", which says that nobody knows. Parts end with ; or a new line,
    and a day may have several: "Mon, Wed 09:00-12:00 13:30-17:00". Days are in English, French or
    Dutch. Raises CannotRead with the first part that is none.
    """
    if written.strip() in ("", "?"):
        return None
    if written.strip().lower() in ("24/7", "7/7 24/24"):
        return (ALWAYS,)
    parts = [part.strip() for part in re.split(r"[;\n]", written) if part.strip()]
    if not parts:
        raise CannotRead(written)
    return tuple(week for part in parts for week in _read_part(part))


def _read_part(part: str) -> list[Weekly]:
    found = PART.fullmatch(part)
    if found is None:
        raise CannotRead(part)
    days = _days(found["days"], part)
    return [Weekly(days, span) for span in read_spans(found["spans"])]


def read_spans(written: str) -> tuple[Span, ...]:
    """The hours of one day: "09:00-12:00 13:30-17:00". Raises CannotRead."""
    left = SPAN.sub("", written).replace(",", "").replace("+", "").strip()
    spans = tuple(_span(found, written) for found in SPAN.finditer(written))
    if left or not spans:
        raise CannotRead(written)
    return spans


def read_day(written: str, today: date) -> date:
    """A day of the calendar, like 2026-12-24, 24/12/2026 or 24/12: the next one that is not past.
    Raises CannotRead.
    """
    numbers = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?", written.strip())
    try:
        if numbers is None:
            return date.fromisoformat(written.strip())
        day, month = int(numbers[1]), int(numbers[2])
        if numbers[3]:
            return date(int(numbers[3]), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        raise CannotRead(written) from None


def write_weekly(weekly: Sequence[Weekly] | None) -> str:
    """The same in English, as it is kept; "" where nobody knows."""
    if weekly == (ALWAYS,):
        return "24/7"
    return "; ".join(f"{_write_days(week.days)} {write_span(week.span)}" for week in weekly or ())


def write_span(span: Span) -> str:
    """Like 09:00-17:00."""
    return f"{span.opens:%H:%M}-{span.closes:%H:%M}"


def in_a_row(days: Sequence[int]) -> bool:
    """Whether days follow on each other, so that the first and the last say all."""
    return len(days) > 2 and all((b - a) % 7 == 1 for a, b in pairwise(days))


def _write_days(days: Sequence[int]) -> str:
    names = [DAYS[day] for day in days]
    return f"{names[0]}-{names[-1]}" if in_a_row(days) else ", ".join(names)


def _days(written: str, part: str) -> tuple[int, ...]:
    days: list[int] = []
    for each in re.split(r"[,/+&\s]+", re.sub(r"\s*[-–]\s*", "-", written.strip(" :."))):
        first, _, last = each.lower().partition("-")
        start, end = NUMBERS.get(first.rstrip(".")), NUMBERS.get((last or first).rstrip("."))
        if start is None or end is None:
            raise CannotRead(part)
        days += [day % 7 for day in range(start, (end if end >= start else end + 7) + 1)]
    return tuple(dict.fromkeys(days))


def _span(found: re.Match[str], written: str) -> Span:
    opens, closes = _time(found[1], found[2], written), _time(found[3], found[4], written)
    if opens == closes and opens != time():
        raise CannotRead(written)
    return Span(opens, closes)


def _time(hour: str, minute: str | None, written: str) -> time:
    if (int(hour), int(minute or 0)) == (24, 0):
        return time()
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise CannotRead(written) from None
