"""What can be chosen of free places, and how the buttons' choices are read again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from bot.desk.shelter.screen import OldButton, Screen
from bot.shelter.proposing import Places
from bot.shelter.rules import LISTS
from bot.store.tables import House

MOST = 30
"""Places in one proposal: more do not fit one message. Another can follow at once."""

HOW_MANY = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, MOST)
SIZES = {"families": (2, 3, 4, 5, 6, 7, 8, 10), "couples": (2, 3, 4)}
COTS = (0, 1, 2, 3)
HOURS = (18, 20, 21)
"""Of arrival; the first is the usual one."""

LATE = (22, 23)
"""Hours of today, when the usual ones are past."""

NIGHTS = (1, 2, 3, 7, 14, 30, 4, 5, 6, 10, 21, 28, 60, 90)
DAYS_AHEAD = 6


async def read_places(screen: Screen) -> Places:
    """What the last button carries. Raises OldButton where it does not fit, or begins too late."""
    count = screen.number(1, 1, MOST)
    house = await screen.row(8, House)
    zone = screen.member.office.catalogues.zone
    day, hour = date.fromordinal(day_of(screen)), screen.number(6, 0, 23)
    starts = datetime.combine(day, time(hour), zone).astimezone(UTC)
    if house.closed_at is not None or starts <= screen.member.office.now():
        raise OldButton
    return Places(
        house=house.id,
        list=screen.word(0, LISTS),
        places=count,
        starts_at=starts,
        nights=screen.number(7, 1, max(NIGHTS)),
        size=screen.number(2, 1, 20),
        cots=screen.number(3, 0, max(COTS)),
        accessible=screen.number(4, 0, count),
    )


def day_of(screen: Screen) -> int:
    """The day, as Python counts days; within some days from now."""
    now = screen.member.office.now()
    today = now.astimezone(screen.member.office.catalogues.zone).date().toordinal()
    return screen.number(5, today, today + DAYS_AHEAD)


def hours_of(screen: Screen, day: date) -> tuple[int, ...]:
    """Hours of a day that are not past."""
    now = screen.member.office.now().astimezone(screen.member.office.catalogues.zone)
    if day > now.date():
        return HOURS
    usual = tuple(hour for hour in HOURS if hour > now.hour)
    return usual or tuple(hour for hour in LATE if hour > now.hour)
