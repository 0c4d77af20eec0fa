"""What people see of the bot before they write: its commands and its short description."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence

import structlog
from telegram import Bot

from bot.channels.telegram.faults import sorting
from bot.post.errors import NotDone

Commands = Mapping[str, Sequence[tuple[str, str]]]

log = structlog.get_logger()


async def publish(bot: Bot, commands: Commands, about: Mapping[str, str]) -> int:
    """Set the list of commands and the short description (at most 120 characters) by language;
    "" is for everybody whose language has none of its own. Telegram knows codes of two letters
    only (Bot API page, setMyCommands): others are left out. Setting the same again changes nothing,
    and asking first would cost the same call. Best effort: the number of lists and texts that
    could not be set.
    """
    failed = 0
    for code, wanted in commands.items():
        if _usable(code):
            failed += not await _done(bot.set_my_commands(wanted, language_code=code or None))
    for code, text in about.items():
        if _usable(code):
            failed += not await _done(
                bot.set_my_short_description(text, language_code=code or None)
            )
    return failed


def _usable(code: str) -> bool:
    return not code or (len(code) == 2 and code.isascii() and code.isalpha())


async def _done(step: Awaitable[bool]) -> bool:
    try:
        await sorting(step)
    except NotDone as fault:
        log.warning("the profile could not be set", error=type(fault).__name__)
        return False
    return True
