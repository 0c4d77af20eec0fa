"""The seeds of service points (flows/places.toml), and how they come into the table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.places.names import AUDIENCES, SERVICES
from bot.places.written import CannotRead, read_weekly, write_weekly
from bot.store.tables import ServicePoint

FILE = Path(__file__).parents[2] / "flows" / "places.toml"
LONGEST_KEY = 24
"""Characters: it is part of what a phone is asked (`@point KEY`, 32 at most)."""

FIELDS: Mapping[str, Any] = {
    "name": "",
    "services": (),
    "audience": (),
    "address": "",
    "pin": "",
    "hours": "",
    "holidays": None,
    "times": {},
    "price": None,
    "languages": (),
    "phone": "",
    "secret": False,
    "source": "",
    "stale_after": 0,
    "checked_at": None,
}
"""What a seed can say, and what it says where it is silent."""

Seed = Mapping[str, Any]


class BadSeed(ValueError):
    """One line: which seed cannot be used, and why."""


def read_seeds(file: Path = FILE) -> dict[str, Seed]:
    """The columns of each seed by its key, in order. Raises BadSeed."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        key: _columns(key, {**FIELDS, **table}) | {"position": position}
        for position, (key, table) in enumerate(written.items())
    }


async def plant(session: AsyncSession, seeds: Mapping[str, Seed]) -> None:
    """Put in what is missing, and let follow what staff have not touched. What staff changed stays
    as it is; only secret it becomes all the same.
    """
    rows = {point.key: point for point in await session.scalars(select(ServicePoint))}
    for key, seed in seeds.items():
        point = rows.pop(key, None)
        if point is None:
            session.add(ServicePoint(key=key, closed=False, otherwise="", **seed))
        elif point.changed_at is None:
            _follow(point, seed)
        else:
            point.position = seed["position"]
            point.secret = point.secret or seed["secret"]
    for point in rows.values():
        if point.changed_at is None:
            await session.delete(point)


def _follow(point: ServicePoint, seed: Seed) -> None:
    for name, value in seed.items():
        setattr(point, name, value)


def _columns(key: str, table: dict[str, Any]) -> dict[str, Any]:
    _check(key, table)
    try:
        hours = write_weekly(read_weekly(table["hours"]))
        times = {each: write_weekly(read_weekly(at)) for each, at in table["times"].items()}
    except CannotRead as part:
        raise BadSeed(f"place '{key}': its hours cannot be read: '{part}'") from None
    return table | {
        "hours": hours,
        "times": "\n".join(f"{each} {at}" for each, at in times.items()),
        "services": " ".join(table["services"]),
        "audience": " ".join(table["audience"]),
        "languages": " ".join(table["languages"]),
    }


def _check(key: str, table: Mapping[str, Any]) -> None:
    """Raises BadSeed for what people could not be shown, or must not be."""
    if strange := table.keys() - FIELDS.keys():
        raise BadSeed(f"place '{key}': '{min(strange)}' is nothing that a place has")
    if len(key) > LONGEST_KEY or not key.isidentifier():
        raise BadSeed(f"place '{key}': its id has to be a word of at most {LONGEST_KEY} letters")
    for name, known in (("services", SERVICES), ("audience", AUDIENCES), ("times", SERVICES)):
        if unknown := _first_unknown(table[name], known):
            raise BadSeed(f"place '{key}': '{unknown}' is none of the {name}: {', '.join(known)}")
    if not (table["name"] and table["services"] and table["audience"] and table["stale_after"]):
        raise BadSeed(f"place '{key}': it needs a name, services, audience and stale_after")
    if table["secret"] and (table["address"] or table["pin"]):
        raise BadSeed(f"place '{key}': it is secret, so its address must not be written here")
    checked = table["checked_at"]
    if not (checked is None or (isinstance(checked, datetime) and checked.tzinfo)):
        raise BadSeed(f"place '{key}': checked_at is a moment, like 2026-11-22T10:00:00Z")


def _first_unknown(words: Iterable[str], known: Mapping[str, Any]) -> str:
    return next((word for word in words if word not in known), "")
