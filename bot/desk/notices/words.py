"""What staff read about notices."""

from __future__ import annotations

from bot.engine import Text, _, ngettext, pgettext

FOR_COORDINATORS = _("Only who coordinates a service can do that.")
OLD = _("This button no longer works. /notice shows how it is now.")

STANDING = _("📢 Notices above the menu, the newest first:")
NOTHING_STANDS = _("📢 No notice stands above the menu now.")
ONLY_SOME = _("People see the newest %(n)s.")
# Translators: a notice in a list; %(when)s is like "Tuesday 3 March, 14:00, afternoon".
ONE = _("%(number)s. %(notice)s\nUntil %(when)s.")
NEW = pgettext("button", "➕ New notice")
HOME = pgettext("button", "📢 Notices")
BACK = pgettext("button", "◀️ Back")
TAKE_DOWN = pgettext("button", "Take down %(number)s")
TAKE_IT_DOWN = pgettext("button", "Take it down")

WHICH = _("📢 What is the notice about? People read it in their own language.")
WRITE_CLOSED = _("Write two lines:\n/notice closed\nthe name of the place")
WRITE_MOVED = _(
    "Write three lines:\n/notice moved\nthe name of the place\nthe address where it is now"
)
WRITE_OPEN = _("Write two lines:\n/notice open\nthe name of the place")
WRITE_WORDS = _(
    "Write it under the command:\n/notice words\nwhat you want to say\n"
    "It is sent as you write it, in one language only."
)
NO_SUCH = _("There is no such notice. /notice shows those that there are.")
SHORTER = _("Please write less: at most %(name)s letters for each line, %(words)s for your words.")

WHICH_DAY = _("Which day?")
WHICH_LANGUAGE = _("Which language did you write it in?")
HOW_LONG = _("How long does it stand above the menu?")
READ_IT = _("People read it like this, until %(when)s:")
PUT_UP = pgettext("button", "✅ Put on the menu")
DISCARD = pgettext("button", "Discard")
DISCARDED = _("Discarded. Nobody has seen it.")

IT_STANDS = _("It stands above the menu until %(when)s.")
NOBODY_ASKED = _("Nobody to tell: no one has asked for news, or they have all been told.")
AT_NIGHT = _("It is night, and their phones may ring.")
IS_BEING_TOLD = _("It goes to those who asked, a few at a time, behind all conversations.")
TAKEN_DOWN = _("Taken down. It leaves the menu at once, and is sent to nobody more.")


def tell_label(n: int) -> Text:
    """The button that also tells those who asked: to how many it goes."""
    return ngettext(
        "📣 Also tell %(n)s person who asked", "📣 Also tell the %(n)s people who asked", n
    )
