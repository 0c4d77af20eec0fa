"""What staff change of a service point: each change has a line in the audit log."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.places.names import SERVICES
from bot.places.store import otherwise_of, write_otherwise
from bot.places.written import (
    CannotRead,
    read_day,
    read_spans,
    read_weekly,
    write_span,
    write_weekly,
)
from bot.privacy.audit import note
from bot.store.tables import ServicePoint

NUMBER = re.compile(r"\+?\d[\d /().-]{1,38}")
PIN = re.compile(r"-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?")
LONGEST_ADDRESS = 200
NOT_KNOWN = ("?", "-")


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that staff type: how it is read (to what is kept), and how it is put in place."""

    read: Callable[[str, date], str]
    put: Callable[[ServicePoint, str, date], None]


def keep(session: AsyncSession, point: ServicePoint, what: str, by: UUID, now: datetime) -> None:
    """A change is kept as staff's: from now on the row no longer follows its seed."""
    point.changed_at, point.changed_by = now, by
    note(session, f"place {what}", now, actor=by, subject=point.id)


def checked(session: AsyncSession, point: ServicePoint, by: UUID, now: datetime) -> None:
    """Somebody has looked: everything about it is right today."""
    point.checked_at, point.checked_by = now, by
    keep(session, point, "checked", by, now)


def close_on(point: ServicePoint, day: date, today: date) -> None:
    """Closed on one day."""
    point.otherwise = write_otherwise({**otherwise_of(point), day: ()}, today)


def copy_of(point: ServicePoint) -> ServicePoint:
    """One that is in no table, to show what a change would make of it."""
    columns = ServicePoint.__table__.columns.keys()
    return ServicePoint(**{name: getattr(point, name) for name in columns})


def _read_hours(written: str, _today: date) -> str:
    return write_weekly(read_weekly(written))


def _put_hours(point: ServicePoint, kept: str, _today: date) -> None:
    point.hours = kept


def _read_otherwise(written: str, today: date) -> str:
    """A day, closed or with hours: "24/12" or "24/12 09:00-12:00"."""
    first, _, hours = written.strip().partition(" ")
    days = {"today": today, "tomorrow": today + timedelta(days=1)}
    day = days.get(first.lower()) or read_day(first, today)
    if day < today:
        raise CannotRead(first)
    spans = read_spans(hours) if hours.strip() else ()
    return " ".join([str(day), *map(write_span, spans)])


def _put_otherwise(point: ServicePoint, kept: str, today: date) -> None:
    day, _, hours = kept.partition(" ")
    changed = {date.fromisoformat(day): read_spans(hours) if hours else ()}
    point.otherwise = write_otherwise({**otherwise_of(point), **changed}, today)


def _read_times(written: str, _today: date) -> str:
    """Lines like "clothes Tue 14:00-16:00"."""
    if written.strip() in NOT_KNOWN:
        return ""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return "\n".join(map(_read_time, lines))


def _read_time(line: str) -> str:
    service, _, hours = line.partition(" ")
    weekly = read_weekly(hours)
    if service.lower() not in SERVICES or weekly is None:
        raise CannotRead(line)
    return f"{service.lower()} {write_weekly(weekly)}"


def _put_times(point: ServicePoint, kept: str, _today: date) -> None:
    point.times = kept
    given = [line.partition(" ")[0] for line in kept.splitlines()]
    point.services = " ".join(dict.fromkeys([*point.services.split(), *given]))


def _read_phone(written: str, _today: date) -> str:
    if written.strip() in NOT_KNOWN:
        return ""
    if not NUMBER.fullmatch(written.strip()):
        raise CannotRead(written)
    return written.strip()


def _put_phone(point: ServicePoint, kept: str, _today: date) -> None:
    point.phone = kept


def _read_address(written: str, _today: date) -> str:
    """A street and number, or "latitude,longitude" from a place sent in the chat."""
    address = " ".join(written.split())
    if not 3 <= len(address) <= LONGEST_ADDRESS:
        raise CannotRead(address[:LONGEST_ADDRESS])
    return address


def _put_address(point: ServicePoint, kept: str, _today: date) -> None:
    """The point on the map was the old address's."""
    if PIN.fullmatch(kept):
        point.pin = kept
    else:
        point.address, point.pin = kept, ""


TYPED = {
    "hours": Typed(_read_hours, _put_hours),
    "day": Typed(_read_otherwise, _put_otherwise),
    "times": Typed(_read_times, _put_times),
    "phone": Typed(_read_phone, _put_phone),
    "address": Typed(_read_address, _put_address),
}
"""What staff can type about a place."""
