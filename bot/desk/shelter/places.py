"""Free places, by taps: how many, what they are like, from when, how long, where. The buttons carry
all that was chosen: list, places, size, cots, accessible, day, hour, nights, house.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from bot.desk.shelter.choices import (
    COTS,
    DAYS_AHEAD,
    HOW_MANY,
    MOST,
    NIGHTS,
    SIZES,
    day_of,
    hours_of,
    read_places,
)
from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.proposal import show_proposal
from bot.desk.shelter.screen import NOTHING, Buttons, OldButton, Screen, in_rows
from bot.engine import Text, _, joined, ngettext, pgettext, verbatim
from bot.shelter.houses import houses
from bot.shelter.names import LIST_NAMES
from bot.shelter.proposing import Places, propose_for
from bot.shelter.rules import LISTS
from bot.store.tables import Vacancy

ACT = "l.free"
TWO_TAPS = timedelta(seconds=30)
TITLE = pgettext("screen", "🛏 Free places")
BACK = pgettext("button", "◀️ Back")
WHICH_LIST = _("🛏 Free places. For which list?")
HOW_MANY_PLACES = _("How many places are free? A place is a bed; for families and couples a room.")
WHAT_SIZE = _("How many people can live in one room?")
HOW_MANY_COTS = _("How many cots can stand in one room?")
HOW_MANY_ACCESSIBLE = _("How many of the places can be reached without steps?")
WHICH_DAY = _("From which day?")
WHICH_HOUR = _("From what time can they come in?")
HOW_MANY_NIGHTS = _("For how many nights?")
WHICH_HOUSE = _("In which house?")
NO_HOUSE = _("No house is known yet. /list house adds one.")
TODAY = pgettext("day", "Today")
TOMORROW = pgettext("day", "Tomorrow")

Ask = Callable[[Screen], Awaitable[None]]


async def free_places(screen: Screen) -> Text:
    """The next question, or the proposal once all is known."""
    done = len(screen.about)
    if done == len(ASKED):
        return await _propose(screen)
    if done > len(ASKED):
        raise OldButton
    await ASKED[done](screen)
    return NOTHING


async def _which_list(screen: Screen) -> None:
    keys = [screen.button(LIST_NAMES[each], ACT, each) for each in LISTS]
    screen.show(WHICH_LIST, [*in_rows(keys, 2), [screen.button(HOME, "l.home")]])


async def _how_many(screen: Screen) -> None:
    alone = screen.word(0, LISTS) not in SIZES
    more = ("1", "0") if alone else ()
    _ask(screen, HOW_MANY_PLACES, ((str(n), (n, *more)) for n in HOW_MANY), 5)


async def _size(screen: Screen) -> None:
    sizes = SIZES[screen.word(0, SIZES)]
    _ask(screen, WHAT_SIZE, ((str(n), (n,)) for n in sizes), 4)


async def _cots(screen: Screen) -> None:
    _ask(screen, HOW_MANY_COTS, ((str(n), (n,)) for n in COTS), 4)


async def _accessible(screen: Screen) -> None:
    places = screen.number(1, 1, MOST)
    some = [*range(min(places, 6) + 1), *([places] if places > 6 else [])]
    _ask(screen, HOW_MANY_ACCESSIBLE, ((str(n), (n,)) for n in some), 4)


async def _day(screen: Screen) -> None:
    now = screen.member.office.now()
    today = now.astimezone(screen.member.office.catalogues.zone).date()
    named = {0: TODAY, 1: TOMORROW} if hours_of(screen, today) else {1: TOMORROW}
    days = [*named.items()]
    days += [(n, screen.date(today + timedelta(n))) for n in range(2, DAYS_AHEAD + 1)]
    keys = [
        screen.button(label, ACT, *screen.about, (today + timedelta(n)).toordinal())
        for n, label in days
    ]
    _show(screen, WHICH_DAY, in_rows(keys, 2))


async def _hour(screen: Screen) -> None:
    hours = hours_of(screen, date.fromordinal(day_of(screen)))
    _ask(screen, WHICH_HOUR, ((f"{hour}:00", (hour,)) for hour in hours), 3)


async def _nights(screen: Screen) -> None:
    _ask(screen, HOW_MANY_NIGHTS, ((str(n), (n,)) for n in NIGHTS), 6)


async def _house(screen: Screen) -> None:
    member = screen.member
    known = await houses(member.session, member.office)
    keys = [
        [screen.button(verbatim(about.name), ACT, *screen.about, house.id)]
        for house, about in known
    ]
    _show(screen, WHICH_HOUSE if known else NO_HOUSE, keys)


ASKED: tuple[Ask, ...] = (
    _which_list, _how_many, _size, _cots, _accessible, _day, _hour, _nights, _house,
)  # fmt: skip
"""One question for each thing that the buttons carry, in their order."""


async def _propose(screen: Screen) -> Text:
    places = await read_places(screen)
    member = screen.member
    vacancy = await _just_made(screen, places)
    if vacancy is None:
        vacancy = await propose_for(member.session, member.office, places, member.id)
    await show_proposal(screen, vacancy)
    return NOTHING


async def _just_made(screen: Screen, places: Places) -> Vacancy | None:
    """The same places by the same hand a moment ago: the last button was tapped twice."""
    same = select(Vacancy).where(
        Vacancy.state == "proposed",
        Vacancy.made_by == screen.member.id,
        Vacancy.made_at > screen.member.office.now() - TWO_TAPS,
        Vacancy.house_id == places.house,
        Vacancy.list == places.list,
        Vacancy.places == places.places,
        Vacancy.starts_at == places.starts_at,
    )
    return (await screen.member.session.scalars(same.limit(1))).first()


def _ask(
    screen: Screen,
    question: Text,
    choices: Iterable[tuple[str, tuple[int | str, ...]]],
    wide: int,
) -> None:
    keys = [
        screen.button(verbatim(label), ACT, *screen.about, *chosen) for label, chosen in choices
    ]
    _show(screen, question, in_rows(keys, wide))


def _show(screen: Screen, question: Text, rows: Sequence[Buttons]) -> None:
    """A question under what was chosen so far, and the ways back."""
    skipped = (
        len(screen.about) == len(("list", "places", "size", "cots"))
        and screen.about[0] not in SIZES
    )
    before = screen.about[:1] if skipped else screen.about[:-1]
    back = (screen.button(BACK, ACT, *before), screen.button(HOME, "l.home"))
    screen.show(joined(_chosen(screen), question), [*rows, back])


def _chosen(screen: Screen) -> Text:
    """What is known by now, on one line."""
    parts = [TITLE, LIST_NAMES[screen.word(0, LISTS)]]
    known = len(screen.about)
    if known > 1:
        parts.append(ngettext("%(n)s place", "%(n)s places", screen.number(1, 1, MOST)))
    if known > 5:
        parts.append(screen.date(date.fromordinal(day_of(screen))))
    if known > 6:
        parts.append(verbatim(f"{screen.number(6, 0, 23)}:00"))
    if known > 7:
        parts.append(ngettext("%(n)s night", "%(n)s nights", screen.number(7, 1, max(NIGHTS))))
    return Text(" · ", parts=tuple(parts))
