"""Which languages somebody may read, going by the letters in which they write."""

from __future__ import annotations

import unicodedata
from collections import Counter

SCRIPTS = {
    "ARABIC": ("ar", "fa-AF", "ps"),
    "CYRILLIC": ("ru",),
    "ETHIOPIC": ("ti",),
    "GEORGIAN": ("ka",),
    "LATIN": ("en", "fr"),
}
"""The first word of a letter's Unicode name, and the languages that are offered for its script."""

PASHTO = frozenset("ټډړږښڼځڅېۍګ")
PERSIAN = frozenset("پچژگ")
"""Letters that Arabic does not have. Pashto has these too; its own are in no other language."""


def script_of(words: str) -> str:
    """The script of most letters, by the first word of their Unicode names; "" without letters."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in words if c.isalpha())
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else ""


def may_read(typed: str) -> tuple[str, ...]:
    """The languages that are offered to whoever writes this."""
    script, letters = script_of(typed), frozenset(typed)
    if script == "ARABIC" and letters & PASHTO:
        return ("ps",)
    if script == "ARABIC" and letters & PERSIAN:
        return ("fa-AF", "ps")
    return SCRIPTS.get(script, ())


def better_for(typed: str, language: str, endonym: str) -> tuple[str, ...]:
    """The languages to offer to whoever writes this and is spoken to in one that looks wrong; none
    where it may well be theirs. In one script only its own letters tell languages apart.
    """
    offered, script = may_read(typed), script_of(typed)
    told_apart = script != script_of(endonym) or offered != SCRIPTS.get(script, ())
    return offered if told_apart and language not in offered else ()
