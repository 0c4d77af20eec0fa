"""What stands on a paper card, and the easy words that its secret is made of."""

from __future__ import annotations

import secrets

from bot.engine import _, pgettext
from bot.speech.catalogues import Catalogues
from bot.speech.reading import normal

CARD_LINK = "card_"
"""What the link on a card puts after /start, before the letters of its reference."""

# Translators: at least 64 easy, short words that a child knows, separated by |. No two may be alike
# without their accents, none has a space, and none can be misread as another. They become the
# secret on a paper card, like "bread river 47", so nothing sad, holy or political.
WORDS = pgettext(
    "words for a paper card",
    "apple|arm|ball|bag|bird|boat|book|bread|bridge|brush|bus|cat|chair|clock|cloud|coat|cup|"
    "desk|dog|door|egg|eye|fish|flower|foot|fork|garden|goat|grass|hair|hand|hat|honey|horse|"
    "house|juice|key|lamp|leaf|lemon|letter|milk|moon|mountain|nose|onion|orange|paper|pen|"
    "plate|rain|rice|ring|river|road|salt|sand|school|shirt|shoe|snow|soap|spoon|star|street|"
    "sugar|sun|table|tea|train|tree|water|wind|window|winter|wood",
)

TITLE = _("Your card for our list")
WHAT_FOR = _("It brings your place on our list, and your requests, to a new phone.")
HOW = _("Lost your phone? Scan this with the new one, or write to the bot:")
SECRET = _("Then write these words:")
# Translators: how the secret on a card looks: two easy words of your language, and a number.
EXAMPLE = _("bread river 47")
KEEP = _("Keep it safe. Tell the words to nobody.")


FEW = 4
"""Words and numbers that a secret has at most, however it is typed."""


def secret_words(catalogues: Catalogues, language: str) -> list[str]:
    """The easy words of a language."""
    return catalogues.say(WORDS, language).split("|")


def new_secret(words: list[str]) -> str:
    """Two different words and two digits, drawn anew: "bread river 47"."""
    chance = secrets.SystemRandom()
    return " ".join([*chance.sample(words, 2), str(10 + secrets.randbelow(90))])


def read_secret(typed: str) -> str:
    """A secret as somebody may have typed it: any case and accents, digits of any script, spaces
    where there are none on the card.
    """
    return "".join(normal(typed).split())


def may_be_secret(typed: str) -> bool:
    """Whether words can be meant as a secret: a few, and a number among them."""
    read = normal(typed)
    few = not not_words(typed)
    return few and any(c.isdigit() for c in read) and not read.isdecimal()


def not_words(typed: str) -> bool:
    """Whether somebody writes something else, at more length than a card has."""
    return len(normal(typed).split()) > FEW
