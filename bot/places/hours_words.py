"""Hours in words: "Open now, until 17:00", "Monday–Friday 09:00–17:00"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.engine import Text, _, verbatim
from bot.places.hours import Open, Shut, Span, Timetable, Unknown, Weekly
from bot.places.written import ALWAYS, in_a_row
from bot.speech.catalogues import Catalogues
from bot.speech.dates import day_in_words, weekday_names

# Translators: how a place stands now, on a line of its own; %(time)s is like 17:00.
OPEN_UNTIL = _("Open now, until %(time)s")
ALWAYS_OPEN = _("Open day and night")
CLOSED_NOW = _("Closed now")
CLOSED_TODAY = _("Closed today")
CLOSED_FOR_NOW = _("Closed for now, we do not know until when")
# Translators: these follow on "Closed now" or "Closed today" in the same line.
OPENS_TODAY = _("opens today at %(time)s")
OPENS_TOMORROW = _("opens tomorrow at %(time)s")
# Translators: %(day)s is like "Tuesday 3 March".
OPENS_ON = _("opens on %(day)s at %(time)s")
UNKNOWN = _("We do not know the hours")
HOLIDAY = _("Today is a public holiday, it may be closed")

# Translators: a day of the calendar with other hours than usual.
DAY_CLOSED = _("%(day)s: closed")
DAY_OTHERWISE = _("%(day)s: %(times)s")


@dataclass(frozen=True, slots=True)
class Reader:
    """In which language, and when, somebody reads."""

    catalogues: Catalogues
    language: str
    now: datetime

    @property
    def today(self) -> date:
        """The day, where the places are."""
        return self.now.astimezone(self.catalogues.zone).date()

    def day(self, day: date) -> Text:
        """A day in words."""
        return verbatim(day_in_words(day, self.language))

    def time(self, at: datetime) -> str:
        """An hour, like 17:00."""
        return at.astimezone(self.catalogues.zone).strftime("%H:%M")


def beside(*texts: Text) -> Text:
    """Short texts on one line."""
    return Text(" · ", parts=texts)


def standing_in_words(table: Timetable, reader: Reader) -> Text:
    """How it stands now: open until when, or closed and when it opens."""
    match table.standing(reader.now):
        case Open(until) if until:
            return OPEN_UNTIL.with_values(time=reader.time(until))
        case Open():
            return ALWAYS_OPEN
        case Unknown(holiday):
            return HOLIDAY if holiday else UNKNOWN
        case Shut(opens):
            return _shut(table, opens, reader)


def _shut(table: Timetable, opens: datetime | None, reader: Reader) -> Text:
    if table.closed:
        return CLOSED_FOR_NOW
    closed = CLOSED_NOW if table.spans_on(reader.today) else CLOSED_TODAY
    return beside(closed, _opens(opens, reader)) if opens else closed


def _opens(opens: datetime, reader: Reader) -> Text:
    day = opens.astimezone(reader.catalogues.zone).date()
    time = reader.time(opens)
    if day == reader.today:
        return OPENS_TODAY.with_values(time=time)
    if day == reader.today + timedelta(days=1):
        return OPENS_TOMORROW.with_values(time=time)
    return OPENS_ON.with_values(day=reader.day(day), time=time)


def weekly_in_words(weekly: Sequence[Weekly] | None, reader: Reader) -> Text:
    """The weekly hours, like "Monday–Friday 09:00–17:00"."""
    if weekly is None:
        return UNKNOWN
    if tuple(weekly) == (ALWAYS,):
        return ALWAYS_OPEN
    names = weekday_names(reader.language)
    return verbatim("; ".join(_weekly(days, spans, names) for days, spans in _by_days(weekly)))


def otherwise_in_words(table: Timetable, reader: Reader) -> Iterator[Text]:
    """The days to come on which it is not as usual, a line each, of the next two weeks."""
    for ahead in range(14):
        day = reader.today + timedelta(days=ahead)
        if day in table.otherwise and not table.closed:
            hours = ", ".join(map(_span, table.otherwise[day]))
            said = DAY_OTHERWISE.with_values(times=hours) if hours else DAY_CLOSED
            yield said.with_values(day=reader.day(day))


def _by_days(weekly: Sequence[Weekly]) -> Iterator[tuple[tuple[int, ...], list[Span]]]:
    """Hours of the same days together."""
    days: dict[tuple[int, ...], list[Span]] = {}
    for week in weekly:
        days.setdefault(week.days, []).append(week.span)
    yield from days.items()


def _weekly(days: Sequence[int], spans: Sequence[Span], names: Sequence[str]) -> str:
    said = [names[day] for day in days]
    written = f"{said[0]}–{said[-1]}" if in_a_row(days) else ", ".join(said)
    return f"{written} {', '.join(map(_span, spans))}"


def _span(span: Span) -> str:
    return f"{span.opens:%H:%M}–{span.closes:%H:%M}"
