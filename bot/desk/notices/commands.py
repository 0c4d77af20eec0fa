"""/notice and its buttons: whoever works for a service looks, whoever coordinates one decides."""

from __future__ import annotations

from bot.desk.notices import making, screens
from bot.desk.notices.words import FOR_COORDINATORS, NO_SUCH, OLD
from bot.desk.shelter.screen import NOTHING, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.engine import Text
from bot.notices.templates import TEMPLATES
from bot.post.events import Pressed

COMMAND = "/notice"
HANDLERS: dict[str, Handler] = {
    "n.new": making.choose,
    "n.pick": making.pick,
    "n.day": making.set_day,
    "n.lang": making.set_language,
    "n.days": making.set_days,
    "n.up": making.up,
    "n.drop": making.discard,
    "n.tell": screens.tell_them,
    "n.down": screens.down,
}
"""What a coordinator does by a tap."""

LOOKS: dict[str, Handler] = {"n.home": screens.overview}
"""What every volunteer may do."""


async def obey(member: Member, argument: str, *, reply_to: str) -> None:
    """`/notice`: what stands; with a template's id and lines under it: a new one."""
    told = await _told(Screen(member), argument)
    if told != NOTHING:
        member.tell(told, reply_to=reply_to)


async def _told(screen: Screen, argument: str) -> Text:
    name, _, rest = argument.strip().partition("\n")
    if not name:
        return await screens.overview(screen)
    if not screens.decides(screen):
        return FOR_COORDINATORS
    if name.strip().lower() not in TEMPLATES:
        return NO_SUCH
    return await making.written(screen, name.strip().lower(), rest.strip())


def is_ours(act: str) -> bool:
    """Whether a button is one of the notices'."""
    return act in HANDLERS or act in LOOKS


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    said = await _do(screen, act) if pressed.chat.private else OLD
    member.answer(pressed.press, said, alert=said in (OLD, FOR_COORDINATORS))


async def _do(screen: Screen, act: str) -> Text:
    if act in HANDLERS and not screens.decides(screen):
        return FOR_COORDINATORS
    try:
        return await (HANDLERS.get(act) or LOOKS[act])(screen)
    except OldButton:
        return OLD
