"""What a phone shows of the bot before anybody writes: its commands, in each language."""

from __future__ import annotations

from bot.engine import _
from bot.speech.catalogues import Catalogues

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
    by_language = {code: _listed(catalogues, code) for code in catalogues.codes}
    return {"": by_language[catalogues.codes[0]], **by_language}


def about(catalogues: Catalogues) -> dict[str, str]:
    """The short description by language (at most 120 characters); "" for everybody else."""
    by_language = {code: catalogues.say(ABOUT, code) for code in catalogues.codes}
    return {"": by_language[catalogues.codes[0]], **by_language}


def _listed(catalogues: Catalogues, code: str) -> list[tuple[str, str]]:
    return [(name, catalogues.say(text, code)) for name, text in COMMANDS.items()]
