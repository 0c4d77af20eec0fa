"""Dates and hours in words, as people say them: "Tuesday 3 March, 14:00, afternoon"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache

from bot.engine import Text, _
from bot.hours import Hours, Weekly
from bot.speech.catalogues import Catalogues
from bot.speech.languages import LOCALES, SOURCE

Names = Mapping[str, Sequence[str]]

# Translators: a moment; %(date)s is like "Tuesday 3 March", %(time)s like "14:00".
MORNING = _("%(date)s, %(time)s, morning")
AFTERNOON = _("%(date)s, %(time)s, afternoon")
EVENING = _("%(date)s, %(time)s, evening")
NIGHT = _("%(date)s, %(time)s, night")


def moment_in_words(at: datetime, language: str, catalogues: Catalogues) -> str:
    """A moment in the time zone of the place, with the part of the day spelled out."""
    local = at.astimezone(catalogues.zone)
    said = part_of_day(local.hour).with_values(
        date=Text("", values={"words": day_in_words(local.date(), language)}),
        time=local.strftime("%H:%M"),
    )
    return catalogues.say(said, language)


def part_of_day(hour: int) -> Text:
    """The pattern for an hour of the day, 0 to 23."""
    if hour < 5:
        return NIGHT
    if hour < 12:
        return MORNING
    return AFTERNOON if hour < 18 else EVENING


def day_in_words(day: date, language: str) -> str:
    """Like "Tuesday 3 March"; digits stay Latin."""
    return f"{weekday_names(language)[day.weekday()]} {_day_and_month(day, language)}"


def date_in_words(day: date, language: str) -> str:
    """Like "3 March 2026", for a day that may be long ago; digits stay Latin."""
    return f"{_day_and_month(day, language)} {day.year}"


def weekday_names(language: str) -> Sequence[str]:
    """The days of the week, Monday first."""
    return _names(language)["days"]


def hours_in_words(hours: Hours, language: str) -> str:
    """The weekly hours, like "Monday–Friday 09:00–17:00"."""
    return ", ".join(_weekly(week, language) for week in hours.weekly)


def _weekly(week: Weekly, language: str) -> str:
    days = "–".join(weekday_names(language)[day] for day in _ends(week.days))
    return f"{days} {week.opens:%H:%M}–{week.closes:%H:%M}"


def _day_and_month(day: date, language: str) -> str:
    return f"{day.day} {_names(language)['months'][day.month - 1]}"


def _ends(days: Sequence[int]) -> Sequence[int]:
    return days if len(days) == 1 else (days[0], days[-1])


def _names(language: str) -> Names:
    """A language's days and months; the source's where there are none."""
    known = _all_names()
    return known.get(language) or known[SOURCE]


@cache
def _all_names() -> Mapping[str, Names]:
    """By language; read once."""
    return tomllib.loads((LOCALES / "dates.toml").read_text(encoding="utf-8"))
