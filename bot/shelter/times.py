"""How long somebody has to answer an offer, and when they are reminded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.shelter.rules import RULES, Rules


@dataclass(frozen=True, slots=True)
class Window:
    """The end of the time to answer, and the two reminders before it, in order; where both are at
    the same moment, one is enough.
    """

    half: datetime
    last: datetime
    until: datetime


def window(now: datetime, zone: ZoneInfo, *, tonight: bool, rules: Rules = RULES) -> Window:
    """The time for an offer made now: some hours of daytime, so that it never ends in the night; or
    a short while, for whoever asked to be told of places tonight.
    """
    if tonight:
        half = now + rules.short / 2
        until = now + rules.short
        return Window(half, max(half, until - rules.last_call), until)
    whole = timedelta(hours=rules.answer_hours)

    def said(span: timedelta) -> datetime:
        # What would fall on the last moment of a day is said the next morning.
        return next_daytime(after_daytime(now, span, zone, rules), zone, rules)

    last = said(max(whole / 2, whole - rules.last_call))
    return Window(said(whole / 2), last, after_daytime(now, whole, zone, rules))


def after_daytime(now: datetime, span: timedelta, zone: ZoneInfo, rules: Rules = RULES) -> datetime:
    """The moment at which so much daytime has passed; nights do not count."""
    at, left = next_daytime(now, zone, rules), span
    while True:
        evening = _at(at, rules.day_ends, zone)
        if at + left <= evening:
            return at + left
        left -= evening - at
        at = _at(at.astimezone(zone) + timedelta(days=1), rules.day_starts, zone)


def next_daytime(at: datetime, zone: ZoneInfo, rules: Rules = RULES) -> datetime:
    """The same moment by day, the next morning in the night: nobody is woken for a question."""
    morning, evening = _at(at, rules.day_starts, zone), _at(at, rules.day_ends, zone)
    if at < morning:
        return morning
    if at < evening:
        return at
    return _at(at.astimezone(zone) + timedelta(days=1), rules.day_starts, zone)


def _at(day: datetime, hour: time, zone: ZoneInfo) -> datetime:
    """An hour of a local day, as a moment in UTC: spans are real time on the days when clocks
    change.
    """
    return datetime.combine(day.astimezone(zone).date(), hour, zone).astimezone(UTC)
