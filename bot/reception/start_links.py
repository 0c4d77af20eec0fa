"""The links of places, printed as QR codes: they open the question that is the first one there."""

from __future__ import annotations

from bot.engine import GoTo
from bot.people.came_from import place_in
from bot.reception.moving import MENU, enter
from bot.reception.visit import Visit

FIRST: dict[str, GoTo] = {
    "hub": MENU,
    "helpdesk": GoTo("status"),
    "shelter": GoTo("shelter"),
    "round": GoTo("other_help"),
}
"""Where each place's link leads, once a language is chosen and the consent is given or not."""


async def start(visit: Visit, typed: str) -> None:
    """/start, with the word of a place or without one."""
    contact, person = visit.known.contact, visit.known.person
    place = place_in(typed)
    to = FIRST.get(place, MENU)
    if place:
        contact.came_from = place
        visit.office.tally.started(visit.session, place)
    if to != MENU and (person.language is None or person.allows_keeping is None):
        contact.after_consent = to.flow
        to = MENU
    await enter(visit, to)
