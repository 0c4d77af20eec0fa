"""The keys under what the list sends by itself. They work whatever is asked at the moment, so each
is another word than every label of every flow, in each language.
"""

from __future__ import annotations

from typing import Literal

from bot.engine import Text, pgettext

Pushed = Literal[
    "yes", "no", "call", "give back", "still", "still not", "after", "after not", "read"
]

YES = pgettext("offer", "✅ Yes, I take the place")
NO = pgettext("offer", "❌ No, not this place")
CALL = pgettext("offer", "📞 Please call me")
GIVE_BACK = pgettext("offer", "🔁 I give the place back")
STILL = pgettext("offer", "🛏 Yes, I still need a place")
STILL_NOT = pgettext("offer", "🙂 No, I need no place now")
AFTER = pgettext("offer", "🌙 Yes, a place after this one")
AFTER_NOT = pgettext("offer", "🏡 No, none after this one")
READ = pgettext("offer", "📨 Read my message")

KEYS: dict[Pushed, Text] = {
    "yes": YES,
    "no": NO,
    "call": CALL,
    "give back": GIVE_BACK,
    "still": STILL,
    "still not": STILL_NOT,
    "after": AFTER,
    "after not": AFTER_NOT,
    "read": READ,
}
"""What each key says."""

OFFERED: tuple[Pushed, ...] = ("yes", "no", "call")
ACCEPTED: tuple[Pushed, ...] = ("give back", "call")
ASKED: tuple[Pushed, ...] = ("still", "still not")
RESTS: tuple[Pushed, ...] = ("still",)
LAST_NIGHT: tuple[Pushed, ...] = ("after", "after not")
"""The keys under an offer, an accepted one, the weekly question, a listing that rests, and the
question before the last night.
"""

# Translators: what people may type in answer to an offer, separated by |, each usual way of it.
YES_IN_SHORT = pgettext("words for an offer", "yes|yes please|i take it|i come")
NO_IN_SHORT = pgettext("words for an offer", "no|no thanks|no thank you|not now")
CALL_IN_SHORT = pgettext("words for an offer", "call|call me|please call me|call me please")
IN_SHORT: dict[Pushed, Text] = {"yes": YES_IN_SHORT, "no": NO_IN_SHORT, "call": CALL_IN_SHORT}
"""They count only where an offer is open and nothing else is asked."""
