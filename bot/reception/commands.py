"""What works in every state: commands, and the words for them in each language."""

from __future__ import annotations

from functools import cache
from typing import Literal

from bot.engine import Text, pgettext
from bot.shelter.card_words import CARD_LINK
from bot.speech.catalogues import Catalogues
from bot.speech.keys import BACK, CONTINUE, EMERGENCY, GLOBE, LISTEN, MENU
from bot.speech.reading import normal, one_of

Command = Literal[
    "start",
    "menu",
    "language",
    "help",
    "emergency",
    "delete",
    "back",
    "continue",
    "card",
    "places",
    "listen",
]

# Translators: words that people may type instead of a command, separated by |. Give all that are
# usual in your language, with and without accents; none of them may be a usual answer.
TYPED: dict[Command, Text] = {
    "menu": pgettext("words for a command", "menu|main menu"),
    "language": pgettext("words for a command", "language|languages"),
    "help": pgettext("words for a command", "help|human|person"),
    "emergency": pgettext("words for a command", "emergency|sos|112"),
    "delete": pgettext("words for a command", "delete|delete my data|erase|stop"),
}
# Translators: greetings that ask for nothing, separated by |.
GREETINGS = pgettext("words", "hello|hi|hey|good morning|good evening")
# Translators: thanks that ask for nothing, separated by |.
THANKS = pgettext("words", "thanks|thank you|thank you very much|ok|okay|ok thanks")

LABELS: dict[Command, Text] = {
    "back": BACK,
    "menu": MENU,
    "emergency": EMERGENCY,
    "continue": CONTINUE,
    "listen": LISTEN,
}
SLASHED: dict[str, Command] = {
    "/start": "start",
    "/menu": "menu",
    "/language": "language",
    "/help": "help",
    "/emergency": "emergency",
    "/delete": "delete",
    "/card": "card",
    "/places": "places",
}
WITH_WORDS = ("start", "emergency", "card")
"""Commands that may have words after them."""


def command_in(typed: str, catalogues: Catalogues) -> Command | None:
    """The command that a whole message is, in whichever language; None where it is none. Only
    /start may have a word after it (a link puts it there), /card a number, /emergency any words.
    """
    first, _, rest = typed.strip().partition(" ")
    slashed = SLASHED.get(first.partition("@")[0].lower())
    if slashed == "start" and rest.strip().startswith(CARD_LINK):
        return "card"
    if slashed and (slashed in WITH_WORDS or not rest.strip()):
        return slashed
    if _is_globe(typed, catalogues):
        return "language"
    return _tapped(catalogues).get(typed) or _commands(catalogues).get(normal(typed))


def _is_globe(typed: str, catalogues: Catalogues) -> bool:
    """The key that switches language, whichever languages stood on it; not words behind a 🌐."""
    if not typed.startswith(GLOBE):
        return False
    names = [each.endonym for each in catalogues.languages]
    shown = typed.removeprefix(GLOBE).removesuffix("…").split("·")
    return all(not name.strip() or one_of(name, names) for name in shown)


def is_one_of(typed: str, words: Text, catalogues: Catalogues) -> bool:
    """Whether a whole message is one of a list of words, in whichever language."""
    return normal(typed) in _listed(words, catalogues)


@cache
def _listed(words: Text, catalogues: Catalogues) -> frozenset[str]:
    """A list's words in every language, as they are compared; made once."""
    lists = (each.split("|") for each in catalogues.everywhere(words))
    return frozenset(normal(word) for each in lists for word in each) - {""}


@cache
def _tapped(catalogues: Catalogues) -> dict[str, Command]:
    """The keys that stand everywhere, in every language; made once."""
    return {
        label: command for command, each in LABELS.items() for label in catalogues.everywhere(each)
    }


@cache
def _commands(catalogues: Catalogues) -> dict[str, Command]:
    """What people may type instead of a command; made once."""
    return {
        word: command for command, words in TYPED.items() for word in _listed(words, catalogues)
    }
