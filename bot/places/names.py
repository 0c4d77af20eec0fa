"""What service points offer, for whom, and what people may look for."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine import Text, pgettext

SERVICES: Mapping[str, Text] = {
    "food": pgettext("what a place offers", "food"),
    "shower": pgettext("what a place offers", "showers"),
    "clothes": pgettext("what a place offers", "clothes"),
    "supplies": pgettext("what a place offers", "blankets and hygiene supplies"),
    "laundry": pgettext("what a place offers", "washing machines"),
    "lockers": pgettext("what a place offers", "lockers"),
    "doctor": pgettext("what a place offers", "doctor"),
    "nurse": pgettext("what a place offers", "nurse"),
    "lawyer": pgettext("what a place offers", "legal help"),
    "social": pgettext("what a place offers", "social worker"),
    "phone": pgettext("what a place offers", "telephone and charging"),
    "beds": pgettext("what a place offers", "beds for the night"),
    "asylum": pgettext("what a place offers", "asking for asylum"),
    "asylum_info": pgettext("what a place offers", "information about asylum"),
    "family_search": pgettext("what a place offers", "search for family"),
    "after_violence": pgettext("what a place offers", "help after sexual violence"),
    "talk": pgettext("what a place offers", "somebody to talk to"),
    "school": pgettext("what a place offers", "classes"),
}
"""Everything that a place can offer."""

AUDIENCES: Mapping[str, Text] = {
    "everybody": pgettext("for whom a place is", "everybody"),
    "women": pgettext("for whom a place is", "only women"),
    "families": pgettext("for whom a place is", "families"),
    "minors": pgettext("for whom a place is", "people under 18"),
    "lgbti": pgettext("for whom a place is", "LGBTI+ people"),
}
"""For whom a place can be."""

NEEDS: Mapping[str, frozenset[str]] = {
    "food": frozenset({"food"}),
    "shower": frozenset({"shower"}),
    "clothes": frozenset({"clothes", "supplies"}),
    "doctor": frozenset({"doctor", "nurse"}),
    "lawyer": frozenset({"lawyer"}),
}
"""What people look for, and what answers it."""

FOR_SOME = ("women", "families")
"""People may also look for places that are for them."""


def offers(need: str, services: str, audience: str) -> bool:
    """Whether a place (with its words as they are kept) is one that somebody looks for."""
    if need in NEEDS:
        return not NEEDS[need].isdisjoint(services.split())
    return need not in FOR_SOME or need in audience.split()
