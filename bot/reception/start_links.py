"""The links of places, printed as QR codes: they open the question that is the first one there."""

from __future__ import annotations

from dataclasses import replace

from bot.engine import Entry, GoTo
from bot.people.came_from import place_in
from bot.reception.moving import MENU, enter
from bot.reception.visit import Visit
from bot.reception.words import keep_undecided, take

FIRST: dict[str, GoTo] = {
    "hub": MENU,
    "helpdesk": GoTo("status"),
    "shelter": GoTo("shelter"),
    "round": GoTo("other_help"),
}
"""Where each place's link leads, once a language is chosen and the consent is given or not."""


async def start(visit: Visit, entry: Entry) -> None:
    """/start, with the word of a place or without one. A link has one word: several are somebody's
    own, and are not lost.
    """
    contact, person = visit.known.contact, visit.known.person
    words = entry.text.strip().partition(" ")[2].strip()
    is_new = person.language is None or person.allows_keeping is None
    if len(words.split()) > 1 and is_new:
        keep_undecided(visit, replace(entry, text=words))
    elif len(words.split()) > 1:
        return await take(visit, replace(entry, text=words))
    place = place_in(entry.text)
    to = FIRST.get(place, MENU)
    if place:
        contact.came_from = place
        visit.office.tally.started(visit.session, place)
    if to != MENU and is_new:
        contact.after_consent = to.flow
        to = MENU
    return await enter(visit, to)
