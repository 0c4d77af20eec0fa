"""Places to test with: in a table, as a person with a phone and as staff meet them."""

from __future__ import annotations

from sqlalchemy import select

from bot.places.seeds import FIELDS
from bot.store.database import Database
from bot.store.tables import ServicePoint

SECRET_STREET = "Hidden Lane 7, 1000 Brussels"


def a_point(key: str, **facts: object) -> ServicePoint:
    """A place of which nothing is known but what is said here."""
    usual = {**FIELDS, "name": key.title(), "services": "food", "audience": "everybody",
             "languages": "", "times": "", "otherwise": "", "stale_after": 30, "position": 0,
             "closed": False}  # fmt: skip
    return ServicePoint(key=key, **{**usual, **facts})


async def plant_points(database: Database, *points: ServicePoint) -> None:
    """Put them into the table, in that order."""
    async with database.begin() as session:
        for position, point in enumerate(points):
            point.position = position
            session.add(point)


async def the_point(database: Database, key: str) -> ServicePoint:
    """One as it is kept now."""
    async with database.begin() as session:
        query = select(ServicePoint).where(ServicePoint.key == key)
        return (await session.scalars(query)).one()
