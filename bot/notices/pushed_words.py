"""The keys under what is sent because somebody asked for it. They work whatever is asked at the
moment, so each is another word than every label of every flow, in each language.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from bot.engine import Text, pgettext
from bot.speech.catalogues import Catalogues
from bot.speech.reading import normal

Reminded = Literal["no news", "checked", "letter", "no reminder"]

NO_NEWS = pgettext("reminder", "🔕 No more news, please")
CHECKED = pgettext("reminder", "✅ I checked my letters")
LETTER = pgettext("reminder", "📩 I have a new letter")
NO_REMINDER = pgettext("reminder", "🔕 Stop reminding me")

KEYS: dict[Reminded, Text] = {
    "no news": NO_NEWS,
    "checked": CHECKED,
    "letter": LETTER,
    "no reminder": NO_REMINDER,
}
"""What each key says."""

OF_NEWS: tuple[Reminded, ...] = ("no news",)
OF_LETTERS: tuple[Reminded, ...] = ("checked", "letter", "no reminder")
"""The keys under a notice and under the weekly reminder."""


def reminded(typed: str, catalogues: Catalogues) -> Reminded | None:
    """The key that a whole message is, in whichever language; None where it is none."""
    return _keys(catalogues).get(normal(typed))


@cache
def _keys(catalogues: Catalogues) -> dict[str, Reminded]:
    """Every key in every language, as they are compared; made once."""
    return {
        normal(catalogues.say(label, code)): key
        for key, label in KEYS.items()
        for code in catalogues.codes
    }
