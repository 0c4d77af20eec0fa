"""/list: how the lists stand, in numbers, and what a human has to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, lines, pgettext, verbatim
from bot.shelter.closing import closed_lists
from bot.shelter.names import LIST_NAMES, named
from bot.shelter.rules import LISTS
from bot.store.tables import Listing, Person, Ticket, Vacancy
from bot.tickets.life import UNCLOSED

TITLE = _("🛏 Our list. It is not Fedasil's list.")
# Translators: how one list stands; %(list)s is its name, like "Men".
LINE = _("%(list)s: %(how)s")
WAITING = _("%(n)s waiting, the oldest since %(oldest)s")
NOBODY = pgettext("on a list", "nobody waits")
OFFERED = pgettext("on a list", "%(n)s with an offer")
PLACED = pgettext("on a list", "%(n)s in a house")
ASIDE = pgettext("on a list", "%(n)s set aside")
DRAFT = pgettext("on a list", "%(n)s to settle")
UNSETTLED = _("No list yet: %(n)s to settle")
CLOSED = _("%(list)s: nobody new is taken now")
IMMEDIATE = _("🔴 Asked for help at once: %(references)s. /claim takes a number.")
TALKS = _("⏰ A talk is overdue with: %(references)s. /assess takes a number.")
NAMED = 12
"""So many numbers are written out; the rest is a sign that there are more."""

NEW_PERSON = pgettext("button", "➕ New person")
BUTTONS: list[tuple[Text, str, bool]] = [
    (pgettext("button", "🛏 Free places"), "l.free", True),
    (NEW_PERSON, "l.new", False),
    (pgettext("button", "🏠 Places given"), "l.given", False),
    (pgettext("button", "🗣 Talks and drafts"), "l.talks", False),
    (pgettext("button", "🏘 Houses"), "l.houses", False),
    (pgettext("button", "📖 Rules"), "l.rules", False),
    (pgettext("button", "🚪 Close or open"), "l.doors", True),
]
"""Under the overview: label, act, and whether it is for coordinators only."""

BACK = pgettext("button", "◀️ The list")
PROPOSAL = _("Decide: %(list)s, %(n)s places, from %(when)s")

Counts = dict[tuple[str | None, str], tuple[int, datetime]]


async def show_overview(screen: Screen) -> Text:
    """The overview, as a new message or in place of what was there."""
    counts = await _counts(screen)
    shown = [_line(screen, each, counts) for each in LISTS]
    unsettled = sum(n for (name, _state), (n, _) in counts.items() if name is None)
    shown += [UNSETTLED.with_values(n=unsettled)] if unsettled else []
    session = screen.member.session
    shown += [CLOSED.with_values(list=LIST_NAMES[each]) for each in await closed_lists(session)]
    warnings = [*await _immediate(screen), *await _talks(screen)]
    decide = [
        [screen.button(_proposal(screen, vacancy), "l.show", vacancy.id)]
        for vacancy in await proposals(screen)
    ]
    mine = [b for b in BUTTONS if screen.coordinates or not b[2]]
    keys = [screen.button(label, act) for label, act, _only in mine]
    rows = [*decide, *(keys[n : n + 2] for n in range(0, len(keys), 2))]
    screen.show(joined(TITLE, *warnings, lines(*shown)), rows)
    return NOTHING


async def proposals(screen: Screen) -> Sequence[Vacancy]:
    """The proposals that wait for a coordinator, newest last."""
    query = select(Vacancy).where(Vacancy.state == "proposed").order_by(Vacancy.made_at)
    return (await screen.member.session.scalars(query.limit(NAMED))).all()


async def _counts(screen: Screen) -> Counts:
    query = select(Listing.list, Listing.state, func.count(), func.min(Listing.since)).where(
        Listing.state != "withdrawn"
    )
    rows = await screen.member.session.execute(query.group_by(Listing.list, Listing.state))
    return {(name, state): (n, oldest) for name, state, n, oldest in rows}


def _line(screen: Screen, name: str, counts: Counts) -> Text:
    waiting = counts.get((name, "waiting"))
    how = NOBODY
    if waiting is not None:
        how = WAITING.with_values(n=waiting[0], oldest=screen.day(waiting[1]))
    parts = [how]
    for text, states in OTHERS:
        n = sum(counts[name, state][0] for state in states if (name, state) in counts)
        parts += [text.with_values(n=n)] if n else []
    return LINE.with_values(list=LIST_NAMES[name], how=Text(" · ", parts=tuple(parts)))


OTHERS = (
    (OFFERED, ("offered", "accepted")),
    (PLACED, ("placed",)),
    (ASIDE, ("set_aside",)),
    (DRAFT, ("draft",)),
)


async def _immediate(screen: Screen) -> list[Text]:
    query = (
        select(Ticket.reference)
        .where(Ticket.topic == "list_alert", Ticket.state.in_(UNCLOSED))
        .order_by(Ticket.opened_at)
    )
    found = (await screen.member.session.scalars(query.limit(NAMED + 1))).all()
    return [IMMEDIATE.with_values(references=_numbers(found))] if found else []


async def _talks(screen: Screen) -> list[Text]:
    query = (
        select(Person.reference)
        .join(Listing, Listing.person_id == Person.id)
        .where(Listing.talk_by < screen.member.office.now(), Listing.state != "withdrawn")
        .order_by(Listing.talk_by)
    )
    found = (await screen.member.session.scalars(query.limit(NAMED + 1))).all()
    return [TALKS.with_values(references=_numbers(found))] if found else []


def _numbers(references: Sequence[str]) -> Text:
    more = "…" if len(references) > NAMED else ""
    return verbatim(", ".join(references[:NAMED]) + more)


def _proposal(screen: Screen, vacancy: Vacancy) -> Text:
    return PROPOSAL.with_values(
        list=named(LIST_NAMES, vacancy.list), n=vacancy.places, when=screen.day(vacancy.starts_at)
    )
