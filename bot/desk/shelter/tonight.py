"""Who came tonight and who did not: a tap each, which can be corrected."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.shelter.overview import BACK
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, lines, pgettext, verbatim
from bot.post.actions import Button
from bot.shelter.expected import Expected, Guest, expected_tonight
from bot.shelter.names import LIST_NAMES, named
from bot.shelter.offering import arrived
from bot.shelter.sheets import NOBODY, OF, TITLE, household
from bot.store.tables import Offer

# Translators: a guest of tonight; %(sign)s is a mark, %(night)s is like "1 of 7".
LINE = _("%(sign)s %(reference)s · %(list)s · people: %(people)s · night %(night)s")
HOW = _("✅ means came, ❌ means did not come. Tap again to correct it.")
EARLIER = pgettext("button", "◀️ Earlier")
FURTHER = pgettext("button", "▶️ Further")
SIGNS = {"accepted": "▫️", "came": "✅", "missed": "❌"}
SHOWN = 20
"""Guests of one message: each has a row of buttons."""


async def show(screen: Screen) -> Text:
    """Tonight's guests, from where a button says."""
    start = screen.number(0) if screen.about else 0
    expected = await expected_tonight(screen.member.session, screen.member.office)
    show_guests(screen, expected, start)
    return NOTHING


async def mark(screen: Screen) -> Text:
    """Somebody came, or did not."""
    offer, came = await screen.row(0, Offer), screen.number(1, 0, 1)
    member, start = screen.member, screen.number(2)
    await arrived(member.session, member.office, offer, came == 1, member.id)
    await member.session.flush()
    expected = await expected_tonight(member.session, member.office)
    show_guests(screen, expected, start)
    return NOTHING


def show_guests(screen: Screen, expected: Expected, start: int = 0) -> None:
    """The guests of the night by house, and buttons for whoever arrives today."""
    guests = [(house, guest) for house, those in expected.houses for guest in those]
    start = start if start < len(guests) else 0
    page = guests[start : start + SHOWN]
    title = TITLE.with_values(day=screen.date(expected.night))
    shown = [lines(verbatim(house), *those) for house, those in _by_house(page)]
    keys = [_keys(screen, guest, start) for _house, guest in page if guest.may_be_marked]
    turns = _turns(screen, start, len(guests))
    how = [HOW] if any(keys) else []
    text = joined(title, *(shown or [NOBODY]), *how)
    screen.show(text, [*keys, turns, [screen.button(BACK, "l.home")]])


def _by_house(page: list[tuple[str, Guest]]) -> Iterator[tuple[str, list[Text]]]:
    for house in dict.fromkeys(house for house, _guest in page):
        yield f"🏠 {house}", [_line(guest) for name, guest in page if name == house]


def _line(guest: Guest) -> Text:
    return LINE.with_values(
        sign=verbatim(SIGNS[guest.offer.state]),
        reference=guest.reference,
        list=named(LIST_NAMES, guest.list),
        people=household(guest),
        night=OF.with_values(night=guest.night, nights=guest.nights),
    )


def _keys(screen: Screen, guest: Guest, start: int) -> list[Button]:
    """What is so already needs no button."""
    return [
        screen.button(
            verbatim(f"{SIGNS[state]} {guest.reference}"), "l.came", guest.offer.id, way, start
        )
        for state, way in (("came", 1), ("missed", 0))
        if guest.offer.state != state
    ]


def _turns(screen: Screen, start: int, count: int) -> list[Button]:
    turns = []
    if start:
        turns.append(screen.button(EARLIER, "l.tonight", max(0, start - SHOWN)))
    if start + SHOWN < count:
        turns.append(screen.button(FURTHER, "l.tonight", start + SHOWN))
    return turns
