"""Several service points under each other: what is open stands first."""

from __future__ import annotations

from collections.abc import Collection

from bot.engine import Text, _, lines
from bot.places.hours import Open, Shut, Standing, Unknown
from bot.places.hours_words import Reader, beside, standing_in_words
from bot.places.store import is_sure, timetable
from bot.places.words import audience_in_words
from bot.store.tables import ServicePoint

OPEN, PERHAPS_OPEN = Text("🟢 %(name)s"), Text("🟡 %(name)s")
SHUT, NOT_KNOWN = Text("🔴 %(name)s"), Text("⚪ %(name)s")

# Translators: behind the hours of a place, where nobody has checked them for some time.
NOT_CERTAIN = _("not certain")


def in_a_list(point: ServicePoint, reader: Reader) -> Text:
    """One place among others: name, how it stands now, for whom where it is not for everybody."""
    table, sure = timetable(point, reader.catalogues.zone), is_sure(point, reader.now)
    standing, said = table.standing(reader.now), [standing_in_words(table, reader)]
    if not sure and not isinstance(standing, Unknown):
        said.append(NOT_CERTAIN)
    if "everybody" not in point.audience.split():
        said.append(audience_in_words(point))
    return lines(_marked(standing, sure=sure).with_values(name=point.name), beside(*said))


def open_first(points: Collection[ServicePoint], reader: Reader) -> list[ServicePoint]:
    """What helps most now first: open, opening soonest, not known, closed; the certain first."""

    def order(point: ServicePoint) -> tuple[int, float, bool, int]:
        unsure = not is_sure(point, reader.now)
        match timetable(point, reader.catalogues.zone).standing(reader.now):
            case Open():
                return 0, 0, unsure, point.position
            case Shut(opens) if opens:
                return 1, opens.timestamp(), unsure, point.position
            case Unknown():
                return 2, 0, unsure, point.position
            case _:
                return 3, 0, unsure, point.position

    return sorted(points, key=order)


def _marked(standing: Standing, *, sure: bool) -> Text:
    match standing:
        case Open():
            return OPEN if sure else PERHAPS_OPEN
        case Shut():
            return SHUT
        case _:
            return NOT_KNOWN
