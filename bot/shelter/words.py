"""What is said to people about the list: one name for each thing, and whose list it is."""

from __future__ import annotations

from bot.engine import Text, _, pgettext

NOT_FEDASIL = _("This is our own list, not the list of Fedasil.")
"""Stands in every message about the list: people mix up the two, and it matters."""

KINDS: dict[str, Text] = {
    "men": pgettext("kind of place", "a bed in a house for men"),
    "women": pgettext("kind of place", "a bed in a house for women"),
    "families": pgettext("kind of place", "a room for your family"),
    "couples": pgettext("kind of place", "a room for two"),
}
"""What is offered on each list, in words for people."""

LISTS: dict[str, Text] = {
    "men": pgettext("list", "Men"),
    "women": pgettext("list", "Women"),
    "families": pgettext("list", "Families"),
    "couples": pgettext("list", "Couples"),
}
"""The lists, in words for staff."""
