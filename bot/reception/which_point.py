"""The answer to a list of places, or to one of them."""

from __future__ import annotations

from bot.engine import Choice, Entry, GoTo
from bot.places.store import point_called
from bot.reception.moving import enter
from bot.reception.service_points import (
    LIST,
    MAP,
    OTHERS,
    ask_about,
    ask_for_others,
    choices,
    points_for,
    read_list,
    show_map,
    way_to,
    way_to_one,
    ways,
)
from bot.reception.visit import Visit
from bot.reception.words import take
from bot.speech.reading import read_choice, read_label

WAYS = (Choice("map", MAP), Choice("others", OTHERS))
AFRESH = GoTo("places", afresh=True)


async def read_point(visit: Visit, entry: Entry) -> None:
    """The choice; other words go where all words go."""
    asked = visit.known.contact.asked_flow or ""
    kind, _space, about = asked.partition(" ")
    if kind == LIST:
        return await _read_list(visit, entry, asked)
    point = await point_called(visit.session, about)
    if point is None and _chosen(visit, entry, WAYS):
        return await ask_about(visit, asked)
    if point is None:
        return await take(visit, entry)
    chosen = _chosen(visit, entry, ways(point))
    if chosen == "map":
        show_map(visit, point)
        return ask_for_others(visit, asked, point)
    return await enter(visit, AFRESH) if chosen else await take(visit, entry)


async def _read_list(visit: Visit, entry: Entry, asked: str) -> None:
    """A place by its name, also one of another page; a number is of this page."""
    need, page = read_list(asked)
    points = await points_for(visit, need)
    chosen = _chosen(visit, entry, choices(points, page))
    named = None if entry.media else read_label(entry.text, [point.name for point in points])
    if chosen == "more":
        return await enter(visit, way_to(need, page + 1))
    if chosen == "others":
        return await enter(visit, AFRESH)
    key = points[named].key if named is not None else chosen
    return await (enter(visit, way_to_one(key)) if key else take(visit, entry))


def _chosen(visit: Visit, entry: Entry, offered: tuple[Choice, ...]) -> str | None:
    """The value of the choice, in the language in which it was asked or in today's."""
    values = [choice.value for choice in offered]
    for language in {visit.known.contact.asked_language or visit.language, visit.language}:
        labels = [visit.office.catalogues.say(choice.label, language) for choice in offered]
        place = None if entry.media else read_choice(entry.text, labels, values)
        if place is not None:
            return values[place]
    return None
