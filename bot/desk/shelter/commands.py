"""/list and its words, /assess, /offer, /card: whoever works for the centre looks and enters,
whoever coordinates it decides.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from bot.desk.shelter.assessing import assess_command
from bot.desk.shelter.doors import doors_command
from bot.desk.shelter.houses import house_command
from bot.desk.shelter.linking import card_command
from bot.desk.shelter.overview import show_overview
from bot.desk.shelter.report import report_command
from bot.desk.shelter.rules_in_words import rules
from bot.desk.shelter.screen import NOTHING, SERVICE, Screen
from bot.desk.shelter.standing_here import offer_command
from bot.desk.shelter.to_print import board_command, tonight_command
from bot.desk.staff import Member
from bot.engine import Text, _

NOT_YOURS = _("The list belongs to the day centre, and you work for another service.")
FOR_COORDINATORS = _("Only who coordinates the day centre can do that.")

Command = Callable[[Screen, str], Awaitable[Text]]


async def _overview(screen: Screen, argument: str) -> Text:
    """/list, or /list with a word."""
    word, *rest = argument.split(maxsplit=1) or [""]
    if word.lower() not in WORDS:
        return await show_overview(screen)
    command, coordinators = WORDS[word.lower()]
    if coordinators and not screen.coordinates:
        return FOR_COORDINATORS
    return await command(screen, rest[0] if rest else "")


async def _rules(screen: Screen, _argument: str) -> Text:
    return await rules(screen)


WORDS: dict[str, tuple[Command, bool]] = {
    "close": (partial(doors_command, closing=True), True),
    "open": (partial(doors_command, closing=False), True),
    "house": (house_command, True),
    "rules": (_rules, False),
    "board": (board_command, False),
    "tonight": (tonight_command, False),
    "report": (report_command, True),
}
"""What can follow /list, and whether it is for coordinators only."""

COMMANDS: dict[str, Command] = {
    "/list": _overview,
    "/assess": assess_command,
    "/offer": offer_command,
    "/card": card_command,
}
"""Commands about the list."""


async def obey(member: Member, command: str, argument: str, *, reply_to: str) -> None:
    """Do a command about the list; the answer goes to the private chat."""
    told = NOT_YOURS
    if SERVICE in member.roles:
        told = await COMMANDS[command](Screen(member), argument)
    if told != NOTHING:
        member.tell(told, reply_to=reply_to)
