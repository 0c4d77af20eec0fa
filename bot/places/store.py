"""Service points as they are kept: finding them, and reading their hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.places.hours import Otherwise, Span, Timetable, Weekly
from bot.places.written import CannotRead, read_spans, read_weekly, write_span
from bot.store.tables import ServicePoint


async def all_points(session: AsyncSession) -> Sequence[ServicePoint]:
    """Every service point, in the order of the seeds."""
    return (await session.scalars(select(ServicePoint).order_by(ServicePoint.position))).all()


async def points_called(session: AsyncSession, keys: Collection[str]) -> Sequence[ServicePoint]:
    """The service points of some keys, in that order; those that are gone are left out."""
    query = select(ServicePoint).where(ServicePoint.key.in_(keys))
    found = {point.key: point for point in await session.scalars(query)}
    return [found[key] for key in keys if key in found]


async def point_called(session: AsyncSession, key: str) -> ServicePoint | None:
    """The service point of a key."""
    return next(iter(await points_called(session, [key])), None)


def timetable(point: ServicePoint, zone: ZoneInfo) -> Timetable:
    """When it is open. What cannot be read is not known."""
    return Timetable(
        weekly_of(point.hours), zone, otherwise_of(point), point.holidays, point.closed
    )


def weekly_of(written: str) -> Sequence[Weekly] | None:
    """Weekly hours as they are kept; None where they are not known."""
    try:
        return read_weekly(written)
    except CannotRead:
        return None


def otherwise_of(point: ServicePoint) -> Otherwise:
    """Days with other hours, or none."""
    days = (line.partition(" ") for line in point.otherwise.splitlines())
    return {date.fromisoformat(day): _spans(hours) for day, _, hours in days}


def write_otherwise(days: Otherwise, today: date) -> str:
    """The same as it is kept; what is past is left out."""
    kept = sorted(day for day in days if day >= today)
    return "\n".join(" ".join([str(day), *map(write_span, days[day])]) for day in kept)


def times_of(point: ServicePoint) -> Mapping[str, Sequence[Weekly]]:
    """When something is given out, by service."""
    return dict(_times(point.times))


def is_sure(point: ServicePoint, now: datetime) -> bool:
    """Whether somebody checked it, and not too long ago."""
    checked = point.checked_at
    return checked is not None and now - checked <= timedelta(days=point.stale_after)


def address_of(point: ServicePoint) -> str:
    """Where it is, for anybody's eyes; "" where that is not known, or secret. Nothing else reads
    the address of a service point, so that a secret one never leaves the table.
    """
    return "" if point.secret else point.address


def pin_of(point: ServicePoint) -> str:
    """ "latitude,longitude"; "" where they are not known, or secret."""
    return "" if point.secret else point.pin


def _spans(hours: str) -> tuple[Span, ...]:
    return read_spans(hours) if hours else ()


def _times(written: str) -> Iterator[tuple[str, Sequence[Weekly]]]:
    for line in written.splitlines():
        service, _, hours = line.partition(" ")
        weekly = weekly_of(hours)
        if weekly:
            yield service, weekly
