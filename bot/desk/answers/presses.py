"""Buttons about the library. What a button carries is believed only as far as it fits."""

from __future__ import annotations

from bot.desk.answers import for_ticket, one, overview, sending
from bot.desk.shelter.screen import NOTHING, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.engine import Text, _
from bot.post.events import Pressed

OLD = _("This button no longer works. /answers shows how it is now.")

ACTS: dict[str, Handler] = {
    "a.home": overview.show_overview,
    "a.one": one.show_one,
    "a.check": one.say_checked,
    "a.stale": one.say_stale,
    "a.ticket": for_ticket.from_ticket,
    "a.for": for_ticket.choose,
    "a.topic": for_ticket.topic,
    "a.fits": sending.from_ticket,
    "a.look": sending.look,
    "a.send": sending.send,
}
"""What every volunteer may press; each looks at the rest of what is allowed."""


def is_ours(act: str) -> bool:
    """Whether a button is one of the library's."""
    return act in ACTS


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    said = await _do(screen, act) if pressed.chat.private else OLD
    member.answer(pressed.press, said, alert=said != NOTHING)


async def _do(screen: Screen, act: str) -> Text:
    try:
        return await ACTS[act](screen)
    except OldButton:
        return OLD
