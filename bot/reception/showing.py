"""Outcomes that only show something: requests, data, places."""

from __future__ import annotations

from bot.engine import (
    Effect,
    GoTo,
    ShowData,
    ShowPlaces,
    ShowRequests,
)
from bot.reception.overview import show_data, show_requests
from bot.reception.service_points import way_to
from bot.reception.visit import Visit


async def show(visit: Visit, effect: Effect) -> GoTo | None:
    """Say it; where it leads, if anywhere but to the menu."""
    match effect:
        case ShowRequests():
            show_requests(visit)
        case ShowData():
            await show_data(visit)
        case ShowPlaces(need):
            return way_to(need)
    return None
