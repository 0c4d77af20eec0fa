"""What people read about staying on the list, resting and coming back."""

from __future__ import annotations

from bot.engine import _

STILL_NEEDED = _("🛏 Do you still need a place to sleep? One tap is enough.")
THANKS = _("Thank you. You stay on the list with your date.")
SILENT = _(
    "We have not heard from you for some time, so your place on the list rests. "
    "Do you still need a place to sleep? One tap, and your first date counts again."
)
RESTS = _(
    "Your place on the list rests now. "
    "Do you need a place to sleep? One tap, and your first date counts again."
)
BACK = _("You are on the list again, and your first date counts.")
LEFT = _("You are not on the list any more. If you need a place to sleep again, write to us.")
NOT_LISTED = _("You are not on our list now. To be on it, tap the menu and a place to sleep.")
# Translators: %(day)s is like "Tuesday 3 March".
AFTER = _("🌙 Your last night here is %(day)s. Do you need a place to sleep after that?")
# Translators: %(nights)s is like "7 nights".
NEW_DATE = _(
    "You are on the list again. "
    "After a stay of more than %(nights)s the date is a new one: today's."
)
ENOUGH = _("Thank you. Then you are off the list. If you need a place again, write to us.")
