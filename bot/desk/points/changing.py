"""Changing a place by a tap: it is checked, closed on a day, closed, open again."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.points.showing import reader, show_one
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _
from bot.places.changing import checked, close_on, keep
from bot.store.tables import ServicePoint

NOW = _("Saved. From now on people read:")


async def check(screen: Screen) -> Text:
    """Everything about it is right today."""
    point, member = await screen.row(0, ServicePoint), screen.member
    checked(member.session, point, member.id, member.office.now())
    return await _saved(screen, point)


async def closed_on(screen: Screen) -> Text:
    """Closed today, or tomorrow."""
    point, today = await screen.row(0, ServicePoint), reader(screen).today
    close_on(point, today + timedelta(days=screen.number(1, 0, 1)), today)
    return await _changed(screen, point, "day")


async def as_usual(screen: Screen) -> Text:
    """No day is otherwise any more."""
    point = await screen.row(0, ServicePoint)
    point.otherwise = ""
    return await _changed(screen, point, "day")


async def shut(screen: Screen) -> Text:
    """Closed until further notice."""
    point = await screen.row(0, ServicePoint)
    point.closed = True
    return await _changed(screen, point, "closed")


async def reopen(screen: Screen) -> Text:
    """Open again."""
    point = await screen.row(0, ServicePoint)
    point.closed = False
    return await _changed(screen, point, "open")


async def _changed(screen: Screen, point: ServicePoint, what: str) -> Text:
    member = screen.member
    keep(member.session, point, what, member.id, member.office.now())
    return await _saved(screen, point)


async def _saved(screen: Screen, point: ServicePoint) -> Text:
    await screen.member.session.flush()
    await show_one(screen, point, NOW)
    return NOTHING
