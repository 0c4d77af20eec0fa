"""What people of the list read on a wall, or hear read out, in every language."""

from __future__ import annotations

from bot.engine import _

CLOSED_FOR_NOW = _("Our list is closed for now: %(list)s. We can take nobody new.")
KEEP_THEIR_PLACE = _("Whoever is on the list already keeps their place and their date.")
STILL_OPEN = _("Still open: %(lists)s. In danger or very ill, speak to us at once, at any time.")
NONE_OPEN = _("In danger or very ill, speak to us at once, at any time.")
OPEN_AGAIN = _("Our list is open again: %(list)s. You can ask for a place here, or write to us.")
COME = _("Is your number here? Please come to the desk, or open our chat.")
