"""A service point as people read it: facts in their places, sentences in their language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, _, joined, lines, verbatim
from bot.office import Office
from bot.places.hours_words import (
    Reader,
    otherwise_in_words,
    standing_in_words,
    weekly_in_words,
)
from bot.places.names import AUDIENCES, SERVICES
from bot.places.store import (
    address_of,
    all_points,
    is_sure,
    points_called,
    times_of,
    timetable,
    weekly_of,
)
from bot.store.tables import ServicePoint

NAME = Text("📍 %(name)s")

# Translators: lines of a card about a place: what it offers, for whom, where, what it costs.
OFFERS = _("You find there: %(services)s")
FOR_WHOM = _("For: %(audience)s")
ADDRESS = _("Address: %(address)s")
ASK_US = _("The address is secret, so that people are safe. Ask us: we tell you how to get there.")
HOURS = _("Hours: %(times)s")
FREE = _("It is free.")
PRICE = _("Price: from %(euro)s euro")
LANGUAGES = _("They speak: %(languages)s")
PHONE = _("Telephone: %(phone)s")
CHECKED = _("We checked this on %(day)s.")
CALL_FIRST = _("We are not sure that this is still right. Call first.")
ASK_FIRST = _("We are not sure that this is still right. Ask us first.")
# Translators: when something is given out: what, on which days and at what time.
GIVEN_OUT = _("Given out: %(service)s, %(times)s")


async def place_lines(
    session: AsyncSession, office: Office, keys: Collection[str], language: str, now: datetime
) -> Text | None:
    """Short cards of some places, to stand under an answer: name, address, today, checked on;
    None where there is none.
    """
    if not keys:
        return None
    reader = Reader(office.catalogues, language, now)
    points = await points_called(session, keys)
    return joined(*(short_card(point, reader) for point in points)) if points else None


async def distribution_lines(
    session: AsyncSession, office: Office, service: str, language: str, now: datetime
) -> Text | None:
    """Where and when something (clothes, supplies) is given out; None where there is no place."""
    reader = Reader(office.catalogues, language, now)
    points = [each for each in await all_points(session) if service in each.services.split()]
    shown = [_giving(point, service, reader) for point in points if not point.closed]
    return joined(*shown) if shown else None


def card(point: ServicePoint, reader: Reader) -> Text:
    """Everything that people may know about a place."""
    return lines(
        NAME.with_values(name=point.name), *_facts(point, reader), certainty(point, reader)
    )


def short_card(point: ServicePoint, reader: Reader) -> Text:
    """What somebody needs who wants to go there now."""
    return lines(
        NAME.with_values(name=point.name),
        *_where(point),
        *_call(point),
        standing_in_words(timetable(point, reader.catalogues.zone), reader),
        certainty(point, reader),
    )


def certainty(point: ServicePoint, reader: Reader) -> Text:
    """When it was checked; that nobody is sure, where that is too long ago."""
    if point.checked_at is not None and is_sure(point, reader.now):
        day = point.checked_at.astimezone(reader.catalogues.zone).date()
        return CHECKED.with_values(day=reader.day(day))
    return CALL_FIRST if point.phone else ASK_FIRST


def _facts(point: ServicePoint, reader: Reader) -> Iterator[Text]:
    table = timetable(point, reader.catalogues.zone)
    yield standing_in_words(table, reader)
    if table.weekly is not None and not point.closed:
        yield HOURS.with_values(times=weekly_in_words(table.weekly, reader))
    yield from otherwise_in_words(table, reader)
    yield OFFERS.with_values(services=_listed([SERVICES[each] for each in _services(point)]))
    yield FOR_WHOM.with_values(audience=audience_in_words(point))
    yield from _where(point)
    yield from _times(point, reader)
    if point.price is not None:
        yield PRICE.with_values(euro=f"{point.price / 100:.2f}") if point.price else FREE
    if point.languages:
        yield LANGUAGES.with_values(languages=_spoken(point, reader))
    yield from _call(point)


def _where(point: ServicePoint) -> Sequence[Text]:
    if point.secret:
        return [ASK_US]
    address = address_of(point)
    return [ADDRESS.with_values(address=address)] if address else []


def _call(point: ServicePoint) -> Sequence[Text]:
    return [PHONE.with_values(phone=point.phone)] if point.phone else []


def _times(point: ServicePoint, reader: Reader) -> Iterator[Text]:
    for service, weekly in times_of(point).items():
        if service in SERVICES:
            hours = weekly_in_words(weekly, reader)
            yield GIVEN_OUT.with_values(service=SERVICES[service], times=hours)


def _giving(point: ServicePoint, service: str, reader: Reader) -> Text:
    """When one place gives it out: at its own times, else whenever it is open."""
    weekly = times_of(point).get(service) or weekly_of(point.hours)
    hours = weekly_in_words(weekly, reader)
    said = [NAME.with_values(name=point.name)]
    said.append(GIVEN_OUT.with_values(service=SERVICES[service], times=hours))
    return lines(*said, *_where(point), *_call(point), certainty(point, reader))


def _services(point: ServicePoint) -> list[str]:
    return [each for each in point.services.split() if each in SERVICES]


def audience_in_words(point: ServicePoint) -> Text:
    """For whom it is."""
    return _listed([AUDIENCES[each] for each in point.audience.split() if each in AUDIENCES])


def _listed(texts: Sequence[Text]) -> Text:
    return Text(", ", parts=tuple(texts))


def _spoken(point: ServicePoint, reader: Reader) -> Text:
    """Languages by their own names, as everywhere."""
    return verbatim(", ".join(_endonym(code, reader) for code in point.languages.split()))


def _endonym(code: str, reader: Reader) -> str:
    try:
        return reader.catalogues[code].endonym
    except KeyError:
        return code
