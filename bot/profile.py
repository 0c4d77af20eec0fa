"""What a phone shows of the bot before anybody writes: its commands, in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.engine import _
from bot.speech.catalogues import Catalogues

Said = TypeVar("Said")

COMMANDS = {
    "emergency": _("Emergency: numbers, and a human"),
    "menu": _("What I can do for you"),
    "language": _("Choose your language"),
    "help": _("How to reach a person"),
    "delete": _("Erase everything about you"),
}
ABOUT = _("A free automatic helper for people who ask for asylum. Not the police, no government.")


def commands(catalogues: Catalogues) -> dict[str, list[tuple[str, str]]]:
    """The list of commands by language; "" for everybody else."""
    return _by_language(catalogues, lambda code: _listed(catalogues, code))


def about(catalogues: Catalogues) -> dict[str, str]:
    """The short description by language (at most 120 characters); "" for everybody else."""
    return _by_language(catalogues, lambda code: catalogues.say(ABOUT, code))


def _by_language(catalogues: Catalogues, said: Callable[[str], Said]) -> dict[str, Said]:
    """By the code that Telegram knows, of two letters: Dari is written for every `fa`
    (https://core.telegram.org/bots/api#setmycommands, `language_code`).
    """
    first, *_rest = codes = catalogues.codes
    return {"": said(first), **{code.partition("-")[0]: said(code) for code in codes}}


def _listed(catalogues: Catalogues, code: str) -> list[tuple[str, str]]:
    return [(name, catalogues.say(text, code)) for name, text in COMMANDS.items()]
