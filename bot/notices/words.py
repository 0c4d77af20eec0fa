"""What is said around notices and reminders. Three short sentences at most."""

from __future__ import annotations

from bot.engine import _

YOU_ASKED = _("You get this because you asked for our news.")
NO_MORE_NEWS = _("We write no news to you any more. What is new stands above the menu.")
LETTERS = _(
    "📬 Did you check your letters this week? "
    "They go to the address that you gave for your asylum request."
)
GLAD = _("Good. We ask again next week.")
NO_MORE_REMINDERS = _(
    "We do not remind you any more. You can change it under «My data», at any time."
)
NEWS_ON = _("You asked for our news.")
LETTERS_ON = _("You asked us to remind you each week to check your letters.")
