"""Dates and hours in words, in the time zone of the place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date

from bot.hours import parse
from bot.speech.dates import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    date_in_words,
    day_in_words,
    hours_in_words,
    moment_in_words,
    part_of_day,
)
from bot.speech.languages import read_languages
from tests.speech.builders import BRUSSELS, catalogues, po


def at(written: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-03 13:00", "Tuesday 3 March, 14:00, afternoon"),
        ("2026-07-01 12:00", "Wednesday 1 July, 14:00, afternoon"),
        ("2026-12-31 23:30", "Friday 1 January, 00:30, night"),
        ("2026-03-03 07:05", "Tuesday 3 March, 08:05, morning"),
        ("2026-03-03 19:59", "Tuesday 3 March, 20:59, evening"),
    ],
)
def test_a_moment_in_words(tmp_path: Path, moment: str, words: str) -> None:
    assert moment_in_words(at(moment), "en", catalogues(tmp_path)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-03-29 00:59", "Sunday 29 March, 01:59, night"),
        ("2026-03-29 01:00", "Sunday 29 March, 03:00, night"),
        ("2026-10-25 00:30", "Sunday 25 October, 02:30, night"),
        ("2026-10-25 01:30", "Sunday 25 October, 02:30, night"),
        ("2026-10-25 02:00", "Sunday 25 October, 03:00, night"),
    ],
)
def test_a_moment_beside_the_change_of_hour(tmp_path: Path, moment: str, words: str) -> None:
    assert moment_in_words(at(moment), "en", catalogues(tmp_path)) == words


def test_a_moment_is_the_same_whatever_zone_it_was_written_in(tmp_path: Path) -> None:
    here = datetime(2026, 3, 3, 14, tzinfo=BRUSSELS)
    said = catalogues(tmp_path)
    assert moment_in_words(here, "en", said) == moment_in_words(at("2026-03-03 13:00"), "en", said)


def test_a_moment_in_another_language(tmp_path: Path) -> None:
    french = po("%(date)s, %(time)s, afternoon", "%(date)s à %(time)s, après-midi")
    said = catalogues(tmp_path, "fr", fr=french)
    words = moment_in_words(at("2026-03-03 13:00"), "fr", said)
    assert words == "mardi 3 mars à 14:00, après-midi"


def test_the_parts_of_a_day() -> None:
    parts = {NIGHT: range(5), MORNING: range(5, 12), AFTERNOON: range(12, 18)}
    parts[EVENING] = range(18, 24)
    for part, hours in parts.items():
        assert all(part_of_day(hour) == part for hour in hours)


@pytest.mark.parametrize("language", read_languages())
def test_a_date_is_what_cldr_says_on_every_day_of_a_year(language: str) -> None:
    locale = Locale.parse(language, sep="-")
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(0, 365, 5)):
        said = day_in_words(day, language)
        expected = format_date(day, "EEEE d MMMM", locale=locale)
        assert said.replace(" de ", " ") == expected  # Spanish says "3 de marzo"
        dated = date_in_words(day, language).replace(" de ", " ")
        assert dated == format_date(day, "d MMMM y", locale=locale)


def test_a_language_without_names_of_days_has_the_sources() -> None:
    assert day_in_words(date(2026, 3, 3), "xx") == "Tuesday 3 March"


@pytest.mark.parametrize("language", read_languages())
def test_digits_stay_latin_in_every_language(language: str) -> None:
    words = day_in_words(date(2026, 11, 23), language)
    assert re.findall(r"\d+", words) == ["23"]
    assert "23" in words


def test_the_hours_of_a_week_in_words() -> None:
    hours = parse("Mon-Fri 09:00-17:00, Sat 10:00-12:30, not 2026-12-25", BRUSSELS)
    assert hours_in_words(hours, "en") == "Monday–Friday 09:00–17:00, Saturday 10:00–12:30"
    assert hours_in_words(hours, "fr") == "lundi–vendredi 09:00–17:00, samedi 10:00–12:30"


def test_hours_over_the_end_of_a_week_in_words() -> None:
    assert hours_in_words(parse("Sat-Mon 22:00-23:00", BRUSSELS), "en") == (
        "Saturday–Monday 22:00–23:00"
    )
