"""Places and hours: which there are for a need, one of them, where things are given out.

What is asked is kept as "@points NEED PAGE" or "@point KEY": which places there are is not the
person's, so nothing of it is a conversation.
"""

from __future__ import annotations

from urllib.parse import quote_plus

from bot.engine import Ask, Choice, GoTo, Text, _, joined, verbatim
from bot.places.hours_words import Reader
from bot.places.listing import in_a_list, open_first
from bot.places.names import offers
from bot.places.store import address_of, all_points, pin_of, point_called
from bot.places.words import card, distribution_lines
from bot.post.actions import Send
from bot.post.outbox import About
from bot.reception.visit import Visit
from bot.speech.reading import read_label
from bot.store.tables import ServicePoint

LIST, ONE = "@points", "@point"
AT_ONCE = 5
"""Places in one message: more are not read on a phone."""

WHICH = _("Tap a place to see more.")
NOTHING_KNOWN = _("We know of no such place. Write here what you need: a helper reads it.")
GONE = _("We no longer have this place.")
WHAT_NOW = _("Would you like to see the way, or other places?")
ANYTHING_ELSE = _("Would you like to see other places?")
# Translators: in place of a point on a map; the link opens a map with the address.
NO_PIN = _("We have no exact point. This map shows the address: %(link)s")

MAP = _("🗺 Show it on a map")
OTHERS = _("📍 Other places")
MORE = _("➡️ More places")

SEARCH = "https://www.openstreetmap.org/search?query="


def way_to(need: str, page: int = 0) -> GoTo:
    """Where the places for a need are shown."""
    return GoTo(f"{LIST} {need} {page}")


def way_to_one(key: str) -> GoTo:
    """Where one place is shown."""
    return GoTo(f"{ONE} {key}")


def is_points(asked: str) -> bool:
    """Whether it is one of the questions of this file."""
    return asked.partition(" ")[0] in (LIST, ONE)


async def ask_about(visit: Visit, asked: str) -> None:
    """Show the places for a need, or one of them, and ask what to see next."""
    kind, _space, about = asked.partition(" ")
    if kind == LIST:
        return await _ask_list(visit, asked)
    point = await point_called(visit.session, about)
    if point is None:
        visit.say(GONE)
        return await _ask_list(visit, way_to("all").flow)
    then = WHAT_NOW if len(ways(point)) > 1 else ANYTHING_ELSE
    visit.ask = (asked, Ask(about, joined(card(point, _reader(visit)), then), ways(point)))
    return None


async def _ask_list(visit: Visit, asked: str) -> None:
    need, page = read_list(asked)
    points = await points_for(visit, need)
    shown = points[page * AT_ONCE :][:AT_ONCE]
    said = [in_a_list(point, _reader(visit)) for point in shown]
    text = joined(*said, WHICH if shown else NOTHING_KNOWN)
    visit.ask = (asked, Ask(need, text, choices(points, page)))


async def points_for(visit: Visit, need: str) -> list[ServicePoint]:
    """The places for a need, open ones first."""
    found = [p for p in await all_points(visit.session) if offers(need, p.services, p.audience)]
    return open_first(found, _reader(visit))


def choices(points: list[ServicePoint], page: int) -> tuple[Choice, ...]:
    """What can be tapped under a page of places."""
    shown = points[page * AT_ONCE :][:AT_ONCE]
    named = [Choice(point.key, verbatim(point.name)) for point in shown]
    more = [Choice("more", MORE)] if len(points) > (page + 1) * AT_ONCE else []
    return (*named, *more, Choice("others", OTHERS))


def ways(point: ServicePoint) -> tuple[Choice, ...]:
    """What can be tapped under one place."""
    there = [Choice("map", MAP)] if pin_of(point) or address_of(point) else []
    return (*there, Choice("others", OTHERS))


def show_map(visit: Visit, point: ServicePoint) -> None:
    """A point on the map; where we have none, the address, in a map that can be opened."""
    pin = pin_of(point)
    if not pin:
        link = SEARCH + quote_plus(address_of(point))
        visit.say(NO_PIN.with_values(link=link))
        return
    sent = Send(media=pin, media_kind="location")
    about = About(visit.known.person.id)
    visit.office.outbox.put(visit.session, visit.known.recipient, sent, about)


def ask_for_others(visit: Visit, asked: str, point: ServicePoint) -> None:
    """What follows a map: the card stands above already."""
    visit.ask = (asked, Ask(point.key, ANYTHING_ELSE, ways(point)))


async def given_out(visit: Visit) -> list[Text]:
    """Where and when clothes and supplies are given out; nothing where no place is known."""
    office, session = visit.office, visit.session
    said = [
        await distribution_lines(session, office, service, visit.language, visit.now)
        for service in ("clothes", "supplies")
    ]
    return [each for each in said if each is not None]


async def names_point(visit: Visit, typed: str) -> bool:
    """Whether it is a tap on something that this file showed: a place, or a way to go on."""
    if not is_points(visit.known.contact.asked_flow or ""):
        return False
    labels: list[Text] = [verbatim(point.name) for point in await all_points(visit.session)]
    return read_label(typed, [visit.words(x) for x in (*labels, MAP, OTHERS, MORE)]) is not None


def read_list(asked: str) -> tuple[str, int]:
    """The need and the page of a list that is asked about."""
    _kind, need, page = asked.split(" ")
    return need, int(page)


def _reader(visit: Visit) -> Reader:
    return Reader(visit.office.catalogues, visit.language, visit.now)
