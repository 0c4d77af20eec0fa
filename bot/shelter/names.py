"""What staff call things of the shelter list: lists, tiers, reasons. People never see a tier."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine import Text, pgettext, verbatim
from bot.shelter.words import LISTS

LIST_NAMES = LISTS

TIER_NAMES = {
    1: pgettext("order", "first"),
    2: pgettext("order", "before others"),
    3: pgettext("order", "by date"),
}

WHY = {
    "tier": pgettext("reason", "assessed as %(tier)s by a helper"),
    "longest": pgettext("reason", "waits longest (1 of %(n)s places)"),
    "access": pgettext("reason", "needs a place without steps"),
    "next": pgettext("reason", "next by date"),
    "swap": pgettext("reason", "chosen by a coordinator"),
}
"""Why it is somebody's turn."""

HINDRANCES = {
    "size": pgettext("reason", "too many people for one place"),
    "cots": pgettext("reason", "needs more cots"),
    "access": pgettext("reason", "needs a place without steps"),
    "tonight": pgettext("reason", "did not ask to be told at short notice"),
}
"""Why free places do not suit somebody who stands before others."""

OVERRIDE_REASONS = {
    "absent": pgettext("reason", "not in Brussels these days"),
    "has_place": pgettext("reason", "has another place now"),
    "unsuited": pgettext("reason", "this house does not suit them"),
    "safety": pgettext("reason", "somebody's safety"),
    "together": pgettext("reason", "to stay together with somebody"),
    "asked": pgettext("reason", "they asked for it"),
    "need": pgettext("reason", "another needs it more tonight"),
    "team": pgettext("reason", "agreed in the team"),
}
"""Why a coordinator decided otherwise than the order."""

ASSESSMENT_REASONS = {
    "talked": pgettext("reason", "after a talk with them"),
    "health": pgettext("reason", "health or mobility"),
    "baby": pgettext("reason", "pregnant, or a baby"),
    "age": pgettext("reason", "age"),
    "safety": pgettext("reason", "safety"),
    "changed": pgettext("reason", "things have changed"),
    "mistake": pgettext("reason", "entered by mistake"),
    "team": pgettext("reason", "agreed in the team"),
}
"""Why a helper raised, confirmed or lowered."""

KIND_NAMES = {
    "skip": pgettext("decision", "skipped"),
    "except": pgettext("decision", "left out"),
    "swap": pgettext("decision", "swapped"),
}
"""The kinds of decisions against the order."""


STATE_NAMES = {
    "open": pgettext("offer", "has not answered yet"),
    "accepted": pgettext("offer", "said yes"),
    "declined": pgettext("offer", "said no"),
    "unanswered": pgettext("offer", "did not answer"),
    "withdrawn": pgettext("offer", "was taken back"),
    "came": pgettext("offer", "came"),
    "missed": pgettext("offer", "did not come"),
}
"""What became of an offer."""


LISTING_STATES = {
    "draft": pgettext("place on the list", "to settle"),
    "waiting": pgettext("place on the list", "waiting"),
    "offered": pgettext("place on the list", "has an offer"),
    "accepted": pgettext("place on the list", "said yes"),
    "placed": pgettext("place on the list", "in a house"),
    "set_aside": pgettext("place on the list", "set aside"),
    "withdrawn": pgettext("place on the list", "has left the list"),
}
"""How somebody's place on the list stands, for staff."""


def named(names: Mapping[str, Text], key: str | None) -> Text:
    """A name for a word of ours; the word itself where it has none any more."""
    return names.get(key or "") or verbatim(key or "–")
