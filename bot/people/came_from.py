"""From where somebody came: the word that the link of a place puts after /start."""

from __future__ import annotations

from bot.engine import Text, pgettext

# Translators: places whose printed link somebody opened. «The round»: a team goes through the city.
PLACES: dict[str, Text] = {
    "hub": pgettext("place of a link", "the Hub"),
    "helpdesk": pgettext("place of a link", "the legal help desk"),
    "shelter": pgettext("place of a link", "the shelter"),
    "round": pgettext("place of a link", "a round in the city"),
}
"""A closed set of our own words: any other word is nobody's place, and is not kept."""


def place_in(typed: str) -> str:
    """The place in "/start hub"; "" where there is none of ours."""
    word = typed.strip().partition(" ")[2].strip().lower()
    return word if word in PLACES else ""
