"""Places and hours over HTTP: a coordinator corrects hours in chat, and somebody reads them in
Arabic with the next tap; a secret address is nowhere.
"""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.demo.bot_api import Message
from bot.desk.points import changing, showing, typing
from bot.places import words
from bot.reception import service_points
from bot.speech.direction import FSI, PDI
from bot.store.database import Database
from bot.store.tables import ServicePoint
from tests.e2e.conftest import Brussels
from tests.e2e.staff import reads, say, texts
from tests.e2e.talk import Talk
from tests.e2e.test_list_staff import taps
from tests.places.points import SECRET_STREET

pytestmark = pytest.mark.asyncio(loop_scope="module")

HUB = "Humanitarian Hub"


async def hours_are_corrected(town: Brussels, typed: str) -> Message:
    """A coordinator opens a place, types its hours, saves them and says that it is right."""
    carla = town.coordinator
    carla.send_text("/places")
    screen = await reads(carla, say(showing.TITLE))
    await taps(town, carla, screen, f"❔ {HUB}")
    await carla.press(screen, say(showing.HOURS)).answered()
    await reads(carla, say(typing.ASKS["hours"], name=HUB, example=typing.EXAMPLES["hours"]))
    town.loket.let_pass(2)
    carla.send_text(typed)
    shown = await reads(carla, say(typing.WOULD_READ))
    await taps(town, carla, shown, typing.SAVE)
    assert say(changing.NOW) in shown.text
    return await taps(town, carla, shown, showing.CHECK)


async def test_hours_that_a_coordinator_corrects_are_read_in_arabic_with_the_next_tap(
    town: Brussels,
) -> None:
    saved = await hours_are_corrected(town, "Mon-Sun 07:30-19:45")
    assert "Monday–Sunday 07:30–19:45" in saved.text
    assert "Checked last by Carla." in saved.text
    amal = Talk(town, town.person("Amal", "ar"), "ar")
    await amal.begins()
    await amal.chooses("menu", "menu", "places")
    await amal.chooses("places", "need", "food")
    card = await amal.taps(HUB)
    assert f"{FSI}الاثنين–الأحد 07:30–19:45{PDI}" in card.text
    assert f"{FSI}{HUB}{PDI}" in card.text
    assert amal.words(words.ASK_FIRST) not in card.text


async def test_a_secret_address_is_in_no_message_and_no_log(town: Brussels) -> None:
    database = Database(town.loket.url)
    async with database.begin() as session:
        hidden = update(ServicePoint).where(ServicePoint.key == "sisters_house")
        await session.execute(hidden.values(address=SECRET_STREET, pin="50.111,4.222"))
    await database.close()
    somebody = Talk(town, town.person("Beza", "en"))
    await somebody.begins()
    await somebody.chooses("menu", "menu", "places")
    shown = await somebody.chooses("places", "need", "women")
    assert "Sister's House" in shown.text
    card = await somebody.taps("Sister's House")
    assert say(words.ASK_US) in card.text
    assert say(service_points.MAP) not in somebody.labels
    town.coordinator.send_text("/places")
    screen = await reads(town.coordinator, say(showing.TITLE), since=card.message_id)
    await taps(town, town.coordinator, screen, "❔ Sister's House")
    said = texts([*somebody.user.chat.shown, *town.coordinator.chat.shown, *town.group.shown])
    logged = town.loket.log.read_text()
    assert not [each for each in ("Hidden Lane", "50.111") if each in said or each in logged]
