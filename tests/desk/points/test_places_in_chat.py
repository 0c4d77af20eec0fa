"""A coordinator corrects a place in chat: what is typed is shown first, and people read it next."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import MovableClock
from bot.desk.points import changing, showing, typing
from bot.desk.points.presses import FOR_COORDINATORS
from bot.desk.private import NO_TICKETS
from bot.desk.tokens import button
from bot.engine import Entry
from bot.office import Office
from bot.places import hours_words, words
from bot.post.events import Chat, Said
from bot.store.database import Database
from bot.store.tables import Audit
from tests.databases import NOON, SQLITE, rows
from tests.desk.shelter.conftest import OTHERS, Colleague, Comes
from tests.places.points import SECRET_STREET, a_point, plant_points, the_point
from tests.shelter.phone import Phone

pytestmark = SQLITE

WEEK = "Mon-Fri 09:00-16:30"


async def opens(who: Colleague, name: str) -> str:
    """/places, and one of them."""
    await who.says("/places")
    found = [key for key in who.keys if key.label.endswith(f" {name}")]
    await who.presses(found[0].token)
    return who.screen


async def audited(database: Database) -> list[str]:
    """What the log says of places, with whether it names who did it."""
    return [row.action for row in await rows(database, Audit) if row.actor and row.subject]


async def test_hours_are_typed_shown_and_saved_and_a_person_reads_them_next(
    comes: Comes, database: Database, phone: Phone
) -> None:
    await plant_points(database, a_point("hub"))
    carla = await comes("Carla", "coordinator")
    assert carla.reads(hours_words.UNKNOWN) in await opens(carla, "Hub")
    asked = await carla.taps(showing.HOURS)
    assert "Mon-Fri 09:00-17:00; Sat 10:00-14:00" in asked
    shown = await carla.says("lun-ven 9h-16h30")
    assert shown.startswith(carla.reads(typing.WOULD_READ))
    assert "Hours: Monday–Friday 09:00–16:30" in shown
    assert (await the_point(database, "hub")).hours == ""
    saved = await carla.taps(typing.SAVE)
    assert saved.startswith(carla.reads(changing.NOW))
    point = await the_point(database, "hub")
    assert (point.hours, point.changed_by, point.changed_at) == (WEEK, carla.id, NOON)
    assert carla.reads(words.ASK_FIRST) in saved
    assert "We checked this on Tuesday 3 March." in await carla.taps(showing.CHECK)
    assert "Checked last by Carla." in carla.screen
    assert await audited(database) == ["place hours", "place checked"]
    await phone.begins("menu")
    await phone.chooses("menu", menu="places")
    assert "🟢 Hub\nOpen now, until 16:30" in await phone.chooses("places", need="food")


async def test_what_cannot_be_read_is_quoted_with_an_example_and_may_be_typed_again(
    comes: Comes, database: Database
) -> None:
    await plant_points(database, a_point("hub", hours=WEEK))
    carla = await comes("Carla", "coordinator")
    await opens(carla, "Hub")
    await carla.taps(showing.HOURS)
    refused = await carla.says("Mon-Fry 9-17")
    assert "«Mon-Fry 9-17»" in refused
    assert "Mon-Fri 09:00-17:00; Sat 10:00-14:00" in refused
    await carla.says("Mon 9-17")
    await carla.says("Tue 9-17")
    await carla.taps(typing.SAVE)
    assert (await the_point(database, "hub")).hours == "Tue 09:00-17:00"
    assert await carla.says("Wed 9-17") == carla.reads(NO_TICKETS)


async def test_a_day_is_closed_by_a_tap_or_typed_and_taken_back(
    comes: Comes, database: Database
) -> None:
    await plant_points(database, a_point("hub", hours=WEEK))
    carla = await comes("Carla", "coordinator")
    await opens(carla, "Hub")
    today = await carla.taps(showing.TODAY)
    assert "Closed today · opens tomorrow at 09:00\nHours" in today
    assert "Tuesday 3 March: closed" in today
    await carla.taps(showing.DAY)
    await carla.says("6/3 10-12")
    assert "Friday 6 March: 10:00–12:00" in await carla.taps(typing.SAVE)
    assert "Open now" in await carla.taps(showing.USUAL)
    closed = await carla.taps(showing.SHUT)
    assert carla.reads(hours_words.CLOSED_FOR_NOW) in closed
    assert "Open now" in await carla.taps(showing.OPEN)
    assert await audited(database) == [
        "place day", "place day", "place day", "place closed", "place open",
    ]  # fmt: skip


async def test_telephone_times_and_address_and_a_place_sent_becomes_the_point_on_the_map(
    comes: Comes, database: Database, office: Office
) -> None:
    await plant_points(database, a_point("hub", pin="50.1,4.1"))
    carla = await comes("Carla", "coordinator")
    for label, typed in (
        (showing.PHONE, "02 319 58 27"),
        (showing.TIMES, "Clothes mar 14h-16h\nsupplies Thu 10-11"),
        (showing.ADDRESS, "Rue Haute 1, 1000 Brussels"),
    ):
        await opens(carla, "Hub")
        await carla.taps(label)
        await carla.says(typed)
        await carla.taps(typing.SAVE)
    point = await the_point(database, "hub")
    assert (point.phone, point.address, point.pin) == (
        "02 319 58 27", "Rue Haute 1, 1000 Brussels", "",
    )  # fmt: skip
    assert point.times == "clothes Tue 14:00-16:00\nsupplies Thu 10:00-11:00"
    assert point.services == "food clothes supplies"
    await carla.taps(showing.ADDRESS)
    entry = Entry("location", media="50.84,4.35", source="9")
    await carla._does(Said(Chat("Carla"), carla._who, "9", entry, office.now()))
    await carla.taps(typing.SAVE)
    point = await the_point(database, "hub")
    assert (point.address, point.pin) == ("Rue Haute 1, 1000 Brussels", "50.84,4.35")


async def test_volunteers_look_and_change_nothing(comes: Comes, database: Database) -> None:
    await plant_points(database, a_point("hub", hours=WEEK))
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    legal = await comes("Lena", "coordinator", OTHERS)
    assert "Hub" in await opens(vera, "Hub")
    assert vera.labels == [vera.reads(showing.ALL)]
    await opens(carla, "Hub")
    await carla.taps(showing.HOURS)
    await carla.says("Mon 9-10")
    for token in carla.tokens.values():
        if not token.startswith(("p.home", "p.one")):
            assert await vera.presses(token) == vera.reads(FOR_COORDINATORS)
    # Nor does another coordinator save what was typed by somebody else.
    assert "no longer works" in await legal.presses(carla.token(typing.SAVE))
    assert (await the_point(database, "hub")).hours == WEEK
    assert await audited(database) == []


async def test_after_half_an_hour_or_a_cancel_words_are_words_again(
    comes: Comes, database: Database, clock: MovableClock
) -> None:
    await plant_points(database, a_point("hub"))
    carla = await comes("Carla", "coordinator")
    await opens(carla, "Hub")
    await carla.taps(showing.PHONE, typing.DROP)
    assert await carla.says("02 319 58 27") == carla.reads(NO_TICKETS)
    await opens(carla, "Hub")
    await carla.taps(showing.PHONE)
    clock.move(timedelta(minutes=31))
    carla = await comes("Carla", "coordinator")
    assert await carla.says("02 319 58 27") == carla.reads(NO_TICKETS)
    assert (await the_point(database, "hub")).phone == ""


async def test_a_secret_address_is_shown_to_nobody_at_the_desk_and_none_is_taken(
    comes: Comes, database: Database
) -> None:
    await plant_points(database, a_point("hidden", secret=True, address=SECRET_STREET))
    carla = await comes("Carla", "coordinator")
    assert carla.reads(words.ASK_US) in await opens(carla, "Hidden")
    assert carla.reads(showing.SECRET) in carla.screen
    assert carla.reads(showing.ADDRESS) not in carla.labels
    point = await the_point(database, "hidden")
    forged = button("", "p.type", point.id, "address").token
    assert "no longer works" in await carla.presses(forged)
    await carla.taps(showing.CHECK)
    assert not any("Hidden Lane" in read for read in carla.read)
