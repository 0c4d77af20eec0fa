"""/list house: houses with places. What is said of one is sealed, and its address is told only to
whoever has said yes; of a secret house it is not even kept.
"""

from __future__ import annotations

from sqlalchemy import select

from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.screen import NOTHING, OldButton, Screen
from bot.desk.tokens import read_id
from bot.engine import Entry, Text, _, joined, lines, pgettext, verbatim
from bot.people.words import hold, open_held
from bot.shelter.houses import About, close_house, make_house, read_house
from bot.shelter.houses import houses as all_houses
from bot.store.tables import Held, House, Vacancy

WAITS_AS = "house"
HOW = _(
    "To add a house, write each on its own line:\n/list house\nits name\nwhere it is\n"
    "what to bring (if anything)"
)
LONGEST_NAME, LONGEST = 40, 400
"""Letters of a house's name, which stands on buttons; and of all the rest."""

SHORTER = _(
    "Please write less: at most %(name)s letters for the name, and %(rest)s for all the rest."
)
HOUSES = _("🏘 Houses with places:")
NONE = _("No house is known yet.")
WHAT_IS_IT = _("Is this where the house is, or a place to meet?")
NAME_LINE = _("Name: %(name)s")
WHERE_LINE = _("Where: %(where)s")
BRING_LINE = _("To bring: %(bring)s")
ADDRESS = pgettext("button", "This is the address")
MEETING = pgettext("button", "This is a meeting point: the address stays secret")
ADDED = _("%(name)s is added.")
ONE = _("%(name)s\n%(where)s")
ADDRESS_KIND = pgettext("kind of house", "📍 The address is told after a yes.")
SECRET_KIND = pgettext("kind of house", "🔒 Secret: people are told a meeting point.")
CLOSE = pgettext("button", "Close this house")
CLOSED = _("%(name)s is closed. Who is there stays, and nothing more is offered.")
WAITING = _("Decide the proposal for it first.")


async def houses(screen: Screen) -> Text:
    """The houses that are not closed; a button each."""
    member = screen.member
    known = await all_houses(member.session, member.office)
    keys = [[screen.button(verbatim(about.name), "l.house", house.id)] for house, about in known]
    text = joined(HOUSES if known else NONE, HOW) if screen.coordinates else HOUSES
    screen.show(text, [*keys, [screen.button(HOME, "l.home")]])
    return NOTHING


async def house_command(screen: Screen, argument: str) -> Text:
    """`/list house` with lines: ask what the second of them is; without: the houses."""
    written = [line.strip() for line in argument.splitlines() if line.strip()]
    if not written:
        return await houses(screen)
    if len(written) < 2:
        return HOW
    if len(written[0]) > LONGEST_NAME or sum(map(len, written[1:])) > LONGEST:
        return SHORTER.with_values(name=LONGEST_NAME, rest=LONGEST)
    member = screen.member
    entry = Entry(kind="text", text="\n".join(written), source="")
    held = hold(member.session, member.known, entry, WAITS_AS, member.office.now())
    about = _about(written, secret=False)
    rows = [
        [screen.button(ADDRESS, "l.add", held, "open")],
        [screen.button(MEETING, "l.add", held, "secret")],
    ]
    screen.show(joined(_lines(about), WHAT_IS_IT), rows)
    return NOTHING


async def add(screen: Screen) -> Text:
    """The house of the lines above."""
    member, secret = screen.member, screen.word(1, ("open", "secret")) == "secret"
    held_id = read_id(screen.about[0])
    row = await member.session.get(Held, held_id) if held_id else None
    if row is None or row.contact_id != member.known.contact.id or row.waiting_for != WAITS_AS:
        raise OldButton
    about = _about(open_held(member.known, row).text.splitlines(), secret=secret)
    make_house(member.session, member.office, about, member.id)
    await member.session.delete(row)
    await member.session.flush()
    home = [screen.button(HOME, "l.home")]
    screen.show(joined(ADDED.with_values(name=about.name), _lines(about), _kind(about)), [home])
    return NOTHING


async def house(screen: Screen) -> Text:
    """One house; its whereabouts are for coordinators."""
    row = await screen.row(0, House)
    about = await read_house(screen.member.session, screen.member.office, row)
    shown = _lines(about) if screen.coordinates else NAME_LINE.with_values(name=about.name)
    close = screen.button(CLOSE, "l.shut", row.id)
    rows = [[close]] if screen.coordinates and row.closed_at is None else []
    back = screen.button(HOME, "l.home")
    screen.show(joined(shown, _kind(about)), [*rows, [back]])
    return NOTHING


async def shut(screen: Screen) -> Text:
    """Nothing more is offered there."""
    row, member = await screen.row(0, House), screen.member
    undecided = select(Vacancy.id).where(Vacancy.house_id == row.id, Vacancy.state == "proposed")
    if await member.session.scalar(undecided.limit(1)) is not None:
        return WAITING
    about = await read_house(member.session, member.office, row)
    close_house(member.session, row, member.office.now(), member.id)
    await member.session.flush()
    screen.show(CLOSED.with_values(name=about.name), [[screen.button(HOME, "l.home")]])
    return NOTHING


def _about(written: list[str], *, secret: bool) -> About:
    return About(written[0], written[1], " ".join(written[2:]), secret)


def _lines(about: About) -> Text:
    bring = [BRING_LINE.with_values(bring=about.bring)] if about.bring else []
    where = WHERE_LINE.with_values(where=about.whereabouts)
    return lines(NAME_LINE.with_values(name=about.name), where, *bring)


def _kind(about: About) -> Text:
    return SECRET_KIND if about.secret else ADDRESS_KIND
