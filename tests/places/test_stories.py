"""Looking for a place as people read it, one file for each story and language. `pytest --update`
writes them anew; the difference is what to review.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.channels.terminal import HEARD, shown
from bot.demo.stories.labels import key
from bot.engine import Text
from bot.office import Office
from bot.places.seeds import plant, read_seeds
from bot.reception import service_points
from bot.speech.keys import BACK, EMERGENCY, GLOBE, MENU
from bot.store.database import Database
from tests.databases import NOON, SQLITE
from tests.places.points import the_point
from tests.shelter.conftest import catalogues, office
from tests.shelter.phone import Phone

__all__ = ["catalogues", "office"]
pytestmark = SQLITE

FOLDER = Path(__file__).parents[1] / "transcripts" / "places"

Says = Callable[[str | Text], Awaitable[None]]


async def food_and_the_way_there(says: Says) -> None:
    """What is open first, a whole card, the point on the map."""
    await says(key("menu", "menu", "places"))
    await says(key("places", "need", "food"))
    await says("Humanitarian Hub")
    await says(service_points.MAP)


async def a_secret_place_for_women(says: Says) -> None:
    """Only for women; where one of them is, nobody reads."""
    await says(key("menu", "menu", "places"))
    await says(key("places", "need", "women"))
    await says("Sister's House")
    await says(service_points.OTHERS)


STORIES = {each.__name__: each for each in (food_and_the_way_there, a_secret_place_for_women)}


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("story", STORIES)
async def test_looking_for_a_place_reads_as_it_was_reviewed(
    story: str, code: str, database: Database, office: Office, request: pytest.FixtureRequest
) -> None:
    async with database.begin() as session:
        await plant(session, read_seeds())
    hub = await the_point(database, "hub")
    hub.hours, hub.times = "Mon-Sun 09:30-17:30", "clothes Tue 14:00-16:00"
    hub.checked_at, hub.pin = NOON, "50.86,4.35"
    async with database.begin() as session:
        await session.merge(hub)
    phone, lines = Phone(office, database, code=code), list[str]()
    ways = [phone.words(label) for label in (BACK, MENU, EMERGENCY)]

    async def says(words: str | Text) -> None:
        lines.append(f"\n{HEARD}{phone.words(words)}")
        before = len(phone.came)
        await phone.says(words)
        for each in phone.came[before:]:
            labels = [label for row in each.keyboard or () for label in row]
            own = [label for label in labels if label not in ways and label[:1] != GLOBE]
            lines.append(shown(each.text or f"[{each.media_kind}] {each.media}", own))

    await phone.begins()
    await STORIES[story](says)
    told, kept = "\n".join(lines).lstrip("\n") + "\n", FOLDER / f"{story}.{code}.txt"
    if request.config.getoption("--update"):
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
