"""Making a notice: the template, its facts, how long it stands. A draft keeps what is known, and
what is asked next follows from it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.desk.notices import words as say
from bot.desk.notices.screens import show_standing
from bot.desk.points.showing import SECRET
from bot.desk.shelter.screen import NOTHING, Buttons, OldButton, Screen, in_rows
from bot.engine import Text, joined, lines, ngettext, verbatim
from bot.notices.standing import make, put_up, until
from bot.notices.templates import OWN_WORDS, TEMPLATES
from bot.notices.wording import DAY, as_written, day_of, told, values_of
from bot.places.store import all_points
from bot.speech.reading import normal
from bot.store.tables import Notice

STANDS = (1, 3, 7)
"""Days for which a notice can stand."""

DAYS_AHEAD = 14
LONGEST, LONGEST_WORDS = 120, 700
"""Letters of a place's name or address, and of a coordinator's own words."""

HOW_TO_WRITE = {
    "closed": say.WRITE_CLOSED,
    "moved": say.WRITE_MOVED,
    "open": say.WRITE_OPEN,
    OWN_WORDS: say.WRITE_WORDS,
}


async def choose(screen: Screen) -> Text:
    """A button for each template."""
    keys = [screen.button(each.name, "n.pick", name) for name, each in TEMPLATES.items()]
    home = [screen.button(say.HOME, "n.home")]
    screen.show(say.WHICH, [*in_rows(keys, 2), home], public=True)
    return NOTHING


async def pick(screen: Screen) -> Text:
    """One template: what to write for it, or a draft at once where there is nothing to write."""
    name = screen.word(0, TEMPLATES)
    if name in HOW_TO_WRITE:
        screen.show(HOW_TO_WRITE[name], [[screen.button(say.BACK, "n.new")]], public=True)
        return NOTHING
    return await _begin(screen, name, {})


async def written(screen: Screen, name: str, rest: str) -> Text:
    """`/notice`, a template's id, and what stands under it: a line for each place, or one's own
    words as they are.
    """
    template = TEMPLATES[name]
    given = [line.strip() for line in rest.splitlines() if line.strip()]
    if name == OWN_WORDS and rest:
        given = [rest]
    if len(given) != len(template.typed):
        return HOW_TO_WRITE.get(name, say.NO_SUCH)
    most = LONGEST_WORDS if name == OWN_WORDS else LONGEST
    if any(len(each) > most for each in given):
        return say.SHORTER.with_values(name=LONGEST, words=LONGEST_WORDS)
    if name == "moved" and await _is_secret(screen, given[0]):
        return SECRET
    return await _begin(screen, name, dict(zip(template.typed, given, strict=True)))


async def _is_secret(screen: Screen, place: str) -> bool:
    """Whether nobody may read where a place is; everybody would read a notice."""
    secret = [each.name for each in await all_points(screen.member.session) if each.secret]
    return any(_letters(name) in _letters(place) for name in secret)


def _letters(name: str) -> str:
    """A name as it is compared: "Sister's House" and "sisters house" are one."""
    return normal(name).replace(" ", "")


async def set_day(screen: Screen) -> Text:
    """The day that the notice is about."""
    notice = await _draft(screen)
    today = _today(screen)
    day = screen.number(1, today, today + DAYS_AHEAD - 1) if DAY not in values_of(notice) else 0
    if day:
        chosen = {DAY: datetime.fromordinal(day).date().isoformat()}
        notice.written = as_written(values_of(notice) | chosen)
    return _next(screen, notice)


async def set_language(screen: Screen) -> Text:
    """The language that a coordinator's own words are in."""
    notice = await _draft(screen)
    notice.language = screen.word(1, screen.member.office.catalogues.codes)
    return _next(screen, notice)


async def set_days(screen: Screen) -> Text:
    """How long it stands."""
    notice = await _draft(screen)
    office, day = screen.member.office, day_of(notice)
    last = None  # what is about a day means nothing after it
    if day is not None:
        last = datetime.combine(day + timedelta(days=1), time(), office.catalogues.zone)
    days = int(screen.word(1, [str(each) for each in STANDS]))
    notice.until = until(office.now(), days, last)
    return _next(screen, notice)


async def up(screen: Screen) -> Text:
    """Above the menu, from now on."""
    notice, member = await _draft(screen), screen.member
    if not await put_up(member.session, notice, member.id, member.office.now()):
        raise OldButton
    await show_standing(screen, notice)
    return NOTHING


async def discard(screen: Screen) -> Text:
    """No notice after all."""
    notice = await _draft(screen)
    await screen.member.session.delete(notice)
    screen.show(say.DISCARDED, [[screen.button(say.HOME, "n.home")]], public=True)
    return NOTHING


async def _begin(screen: Screen, name: str, values: dict[str, str]) -> Text:
    member = screen.member
    notice = make(member.session, name, values, member.id, member.office.now())
    await member.session.flush()
    return _next(screen, notice)


async def _draft(screen: Screen) -> Notice:
    """The draft of a button. Raises OldButton for a notice that stands, or stood."""
    notice = await screen.row(0, Notice)
    if notice.put_up_at is not None:
        raise OldButton
    return notice


def _next(screen: Screen, notice: Notice) -> Text:
    """Ask what is not known yet; then show it."""
    ask: Callable[[Screen, Notice], None]
    if TEMPLATES[notice.template].day and DAY not in values_of(notice):
        ask = _ask_day
    elif notice.template == OWN_WORDS and notice.language is None:
        ask = _ask_language
    elif notice.until is None:
        ask = _ask_how_long
    else:
        ask = _preview
    ask(screen, notice)
    return NOTHING


def _ask_day(screen: Screen, notice: Notice) -> None:
    today = _today(screen)
    days = range(today, today + DAYS_AHEAD)
    keys = [
        screen.button(screen.date(datetime.fromordinal(day).date()), "n.day", notice.id, day)
        for day in days
    ]
    _ask(screen, notice, say.WHICH_DAY, in_rows(keys, 2))


def _ask_language(screen: Screen, notice: Notice) -> None:
    languages = screen.member.office.catalogues.languages
    keys = [
        screen.button(verbatim(each.endonym), "n.lang", notice.id, each.code) for each in languages
    ]
    _ask(screen, notice, say.WHICH_LANGUAGE, in_rows(keys, 2))


def _ask_how_long(screen: Screen, notice: Notice) -> None:
    keys = [
        screen.button(ngettext("%(n)s day", "%(n)s days", each), "n.days", notice.id, each)
        for each in STANDS
    ]
    _ask(screen, notice, say.HOW_LONG, [keys])


def _ask(screen: Screen, notice: Notice, question: Text, rows: list[Buttons]) -> None:
    discarding = [screen.button(say.DISCARD, "n.drop", notice.id)]
    screen.show(question, [*rows, discarding], public=True)


def _preview(screen: Screen, notice: Notice) -> None:
    """The notice in the volunteer's language and in two or three others, as people read it."""
    catalogues = screen.member.office.catalogues
    own = screen.member.volunteer.language
    codes = list(dict.fromkeys([own, "en", *catalogues.codes]))[:3]
    if notice.until is None:
        raise OldButton
    shown = [
        lines(
            verbatim(f"🌐 {catalogues[code].endonym}"),
            verbatim(catalogues.say(told(catalogues, notice, code), code)),
        )
        for code in codes
    ]
    rows = [
        [screen.button(say.PUT_UP, "n.up", notice.id)],
        [screen.button(say.DISCARD, "n.drop", notice.id)],
    ]
    head = say.READ_IT.with_values(when=screen.when(notice.until))
    screen.show(joined(head, *shown), rows, public=True)


def _today(screen: Screen) -> int:
    office = screen.member.office
    return office.now().astimezone(office.catalogues.zone).date().toordinal()
