"""Seeds: what is missing is put in, what staff have not touched follows, their changes stay."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from bot.places.changing import keep
from bot.places.seeds import BadSeed, Seed, plant, read_seeds
from bot.store.database import Database
from bot.store.tables import ServicePoint
from flows.answers import LIBRARY
from tests.databases import NOON, rows
from tests.places.points import SECRET_STREET, the_point

HUB = """
[hub]
name = "Hub"
services = ["food"]
audience = ["everybody"]
stale_after = 14
"""


def seeds_of(folder: Path, written: str) -> dict[str, Seed]:
    """Seeds that a file holds."""
    (folder / "places.toml").write_text(written, encoding="utf-8")
    return read_seeds(folder / "places.toml")


def test_every_place_that_an_answer_names_is_there() -> None:
    named = {key for article in LIBRARY.values() for key in article.places}
    assert named <= read_seeds().keys()


def test_nothing_that_is_seeded_claims_to_be_checked_and_no_secret_has_an_address() -> None:
    seeds = read_seeds().values()
    assert not [seed["name"] for seed in seeds if seed["checked_at"]]
    assert [seed["name"] for seed in seeds if seed["secret"]] == ["Sister's House"]


async def plants(database: Database, seeds: dict[str, Seed]) -> None:
    async with database.begin() as session:
        await plant(session, seeds)


async def test_what_nobody_touched_follows_its_seed_and_goes_with_it(
    database: Database, tmp_path: Path
) -> None:
    await plants(database, seeds_of(tmp_path, HUB))
    first = await the_point(database, "hub")
    await plants(database, seeds_of(tmp_path, HUB + 'hours = "Mon-Fri 9-17"\nprice = 0'))
    then = await the_point(database, "hub")
    assert (then.id, then.hours, then.price) == (first.id, "Mon-Fri 09:00-17:00", 0)
    await plants(database, seeds_of(tmp_path, HUB.replace("[hub]", "[other]")))
    assert [point.key for point in await rows(database, ServicePoint)] == ["other"]


async def test_what_staff_changed_is_never_written_over(database: Database, tmp_path: Path) -> None:
    await plants(database, seeds_of(tmp_path, HUB))
    seeded = await the_point(database, "hub")
    async with database.begin() as session:
        point = await session.get_one(ServicePoint, seeded.id)
        point.phone = "02 000 00 00"
        keep(session, point, "phone", UUID(int=1), NOON)
    changed = HUB + 'hours = "Mon-Fri 9-17"\nphone = "1"\nsecret = true'
    await plants(database, seeds_of(tmp_path, changed))
    kept = await the_point(database, "hub")
    assert (kept.phone, kept.hours) == ("02 000 00 00", "")
    assert kept.secret  # the one thing that it becomes all the same
    await plants(database, {})
    assert (await the_point(database, "hub")).phone == "02 000 00 00"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('hours = "always"', "its hours cannot be read: 'always'"),
        ('times = { coffee = "Tue 9-10" }', "'coffee' is none of the times"),
        (f'secret = true\naddress = "{SECRET_STREET}"', "must not be written here"),
        ('colour = "red"', "'colour' is nothing that a place has"),
        ("checked_at = 2026-11-22", "checked_at is a moment"),
    ],
)
def test_a_seed_that_cannot_be_shown_stops_the_start_with_one_line(
    tmp_path: Path, line: str, why: str
) -> None:
    with pytest.raises(BadSeed) as bad:
        seeds_of(tmp_path, HUB + line)
    assert str(bad.value).startswith("place 'hub': ")
    assert why in str(bad.value)
    assert "\n" not in str(bad.value)
    assert SECRET_STREET not in str(bad.value)
