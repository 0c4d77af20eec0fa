"""/places and its buttons. Whoever presses is looked at anew."""

from __future__ import annotations

from bot.desk.points import changing, showing, typing
from bot.desk.shelter.screen import NOTHING, Handler, OldButton, Screen
from bot.desk.staff import Member
from bot.engine import Text, _
from bot.post.events import Pressed

COMMAND = "/places"
OLD = _("This button no longer works. /places shows how it is now.")
FOR_COORDINATORS = _("Only coordinators can change a place. Tell one of them what is wrong.")

ANYBODY: dict[str, Handler] = {"p.home": showing.home, "p.one": showing.one}
COORDINATORS: dict[str, Handler] = {
    "p.check": changing.check,
    "p.day": changing.closed_on,
    "p.usual": changing.as_usual,
    "p.shut": changing.shut,
    "p.open": changing.reopen,
    "p.type": typing.ask,
    "p.save": typing.save,
    "p.drop": typing.drop,
}


def is_ours(act: str) -> bool:
    """Whether a button is about a place."""
    return act in ANYBODY or act in COORDINATORS


async def places_command(member: Member) -> None:
    """Show the list."""
    await showing.home(Screen(member))


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    said = await _do(screen, act) if pressed.chat.private else OLD
    member.answer(pressed.press, said, alert=said != NOTHING)


async def _do(screen: Screen, act: str) -> Text:
    if act in COORDINATORS and not showing.may_change(screen):
        return FOR_COORDINATORS
    try:
        return await (COORDINATORS.get(act) or ANYBODY[act])(screen)
    except OldButton:
        return OLD
