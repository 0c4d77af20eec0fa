"""Buttons about the list. Whoever presses is looked at anew, and what a button carries is believed
only as far as it fits.
"""

from __future__ import annotations

from bot.desk.shelter import (
    assessing,
    deciding,
    doors,
    entering,
    houses,
    instead,
    offered,
    overview,
    places,
    proposal,
    rules_in_words,
    standing_here,
    staying,
    tonight,
)
from bot.desk.shelter.commands import FOR_COORDINATORS, NOT_YOURS
from bot.desk.shelter.screen import NOTHING, SERVICE, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.engine import Text, _
from bot.post.events import Pressed

OLD = _("This button no longer works. /list shows how it is now.")

ANYBODY: dict[str, Handler] = {
    "l.home": overview.show_overview,
    "l.show": proposal.show,
    "l.given": offered.given,
    "l.places": offered.places,
    "l.offer": standing_here.offer_screen,
    "l.answer": standing_here.answer_for,
    "l.talks": assessing.talks,
    "l.look": assessing.look,
    "l.ticket": assessing.from_ticket,
    "l.tier": assessing.decide,
    "l.settle": assessing.settle_draft,
    "l.stay": staying.stay,
    "l.new": entering.new_person,
    "l.rules": rules_in_words.rules,
    "l.houses": houses.houses,
    "l.house": houses.house,
    "l.tonight": tonight.show,
    "l.came": tonight.mark,
}
"""What every volunteer of the service may do."""

COORDINATORS: dict[str, Handler] = {
    "l.free": places.free_places,
    "l.approve": deciding.approve,
    "l.except": deciding.leave_some,
    "l.discard": deciding.discard,
    "l.skip": instead.skip,
    "l.swap": instead.change_places,
    "l.again": offered.offer_again,
    "l.back": standing_here.take_back,
    "l.doors": doors.doors,
    "l.close": doors.close,
    "l.open": doors.reopen,
    "l.add": houses.add,
    "l.shut": houses.shut,
}
"""What is decided by whoever coordinates the service."""


def is_ours(act: str) -> bool:
    """Whether a button is one of the list's."""
    return act in ANYBODY or act in COORDINATORS


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    said = await _do(screen, act) if pressed.chat.private else OLD
    member.answer(pressed.press, said, alert=said != NOTHING)


async def _do(screen: Screen, act: str) -> Text:
    if SERVICE not in screen.member.roles:
        return NOT_YOURS
    if act in COORDINATORS and not screen.coordinates:
        return FOR_COORDINATORS
    handler = COORDINATORS.get(act) or ANYBODY[act]
    try:
        return await handler(screen)
    except OldButton:
        return OLD
