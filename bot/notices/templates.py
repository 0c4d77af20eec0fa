"""What a coordinator can tell everybody: sentences that every language has, with places for facts.

Nothing is promised, and no sentence says what a law or a deadline is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine import Text, _, joined, pgettext, verbatim
from bot.shelter.words import NOT_FEDASIL


@dataclass(frozen=True, slots=True)
class Template:
    """A notice. `typed` are the places that a coordinator fills in words, `day` is one that is
    chosen; `name` stands on a coordinator's button.
    """

    name: Text
    text: Text
    typed: tuple[str, ...] = ()
    day: bool = False


OWN_WORDS = "words"
"""The template of which the coordinator writes the words, in one language."""

# Translators: %(place)s is the name of a service point, like "Hub"; %(day)s like "Tuesday 3 March".
CLOSED = _("🚪 %(place)s is closed on %(day)s.")
# Translators: %(place)s is the name of a service point, %(to)s its new address.
MOVED = _("📍 %(place)s has moved. It is now here: %(to)s")
OPEN_AGAIN = _("✅ %(place)s is open again.")
LIST_CLOSED = _(
    "🛏 Our list for a place to sleep is closed for now. Whoever is on it keeps their date."
)
LIST_OPEN = _("🛏 Our list for a place to sleep is open again: tap «A place to sleep».")
# Translators: keep the telephone number exactly as it is.
COLD = _(
    "🥶 It is very cold at night. There may be extra places to sleep: "
    "call Samusocial, 0800 99 340, free, day and night."
)
IS_ANYBODY_ILL = _("Is somebody very ill, or does not wake up? Call 112.")
HEAT = _("🌡 It is very hot. Drink water often, stay in the shade, and look after each other.")
# Translators: %(day)s is like "Tuesday 3 March".
STRIKE = _(
    "🚇 On %(day)s there is a strike: trains, trams, buses and the metro may not run. "
    "Do you have to be somewhere? Leave early."
)
SCAM = _(
    "⚠️ Somebody asks people for money in our name. Do not pay, and give nobody a code from your "
    "phone. Our help is free, always."
)
OWN = verbatim("📢")

TEMPLATES: Mapping[str, Template] = {
    "closed": Template(pgettext("notice", "🚪 Closed on a day"), CLOSED, ("place",), day=True),
    "moved": Template(pgettext("notice", "📍 Moved"), MOVED, ("place", "to")),
    "open": Template(pgettext("notice", "✅ Open again"), OPEN_AGAIN, ("place",)),
    "list_closed": Template(pgettext("notice", "🛏 List closed"), joined(LIST_CLOSED, NOT_FEDASIL)),
    "list_open": Template(pgettext("notice", "🛏 List open"), joined(LIST_OPEN, NOT_FEDASIL)),
    "cold": Template(pgettext("notice", "🥶 Extreme cold"), joined(COLD, IS_ANYBODY_ILL)),
    "heat": Template(pgettext("notice", "🌡 Heat"), joined(HEAT, IS_ANYBODY_ILL)),
    "strike": Template(pgettext("notice", "🚇 Strike"), STRIKE, day=True),
    "scam": Template(pgettext("notice", "⚠️ Swindlers"), SCAM),
    OWN_WORDS: Template(pgettext("notice", "✍️ In your own words"), OWN, (OWN_WORDS,)),
}
"""Every notice by its id, which is also what a coordinator can type after /notice."""
