"""What people read about an offer. Three short sentences at most; nothing is promised, and nobody
is blamed.
"""

from __future__ import annotations

from bot.engine import Text, _, ngettext

WITHOUT_STEPS = _("%(kind)s, without steps")

# Translators: above a message, where one phone is used for several people; a reference like
# 4M7K-Q2CD.
ABOUT = _("About %(reference)s:")
# Translators: %(kind)s is like "a room for your family", %(nights)s like "3 nights", %(start)s
# like "Tuesday 3 March, 14:00, afternoon".
OFFER = _("🛏 We have a place for you: %(kind)s, for %(nights)s. It is free from %(start)s.")
BRING = _("Please bring: %(bring)s.")
WHERE_LATER = _("We tell you where it is when you have said yes.")
UNTIL = _(
    "Please answer until %(until)s. Saying no costs you nothing: you keep your date on the list."
)
HALF = _("⏰ We still keep this place for you. Do you want it?")
LAST = _("⏰ The time to answer is nearly over. Do you want this place?")
OVER = _(
    "The time to answer is over. You keep your date on the list. "
    "Do you still want the place? Tap Yes: if it is still free, you get it."
)
RESTS = _(
    "We have not heard from you, so your place on the list rests. "
    "Do you still need a place to sleep? One tap, and your first date counts again."
)
KEPT = _("✅ This place is kept for you: %(kind)s, for %(nights)s. You can come from %(start)s.")
# Translators: %(where)s is an address.
GO_TO = _("It is here: %(where)s.")
# Translators: for a house whose address nobody is told; %(where)s is a place to meet.
MEET_AT = _("Somebody meets you here: %(where)s. Please tell nobody about this house.")
# Translators: %(key)s is the key "I give the place back".
GIVE_BACK_HOW = _("You cannot come? Tap “%(key)s”: you keep your date on the list.")
NOT_THIS = _("That is fine. You keep your date on the list.")
GIVEN_BACK = _(
    "Thank you for telling us: somebody else can sleep there now. You keep your date on the list."
)
GONE = _("Sorry: this place has been given to somebody else. You keep your date on the list.")
WITHDRAWN = _(
    "We are sorry: this place is not free any more. "
    "It has nothing to do with you, and you keep your date on the list."
)
TEAM_CALLS = _("Our team tries to call you.")
NO_OFFER = _("There is no open offer for you now. Nothing has changed for you on the list.")
YOU_ARE_THERE = _("Our team has noted that you are there. To change something, write to us here.")
WILL_CALL = _("Our team knows that you want a call. Until %(until)s you can still answer here.")
TEAM_KNOWS = _("Our team knows that you want a call. The place stays kept for you.")
WILL_WRITE = _(
    "We have no telephone number of yours, so our team writes to you here. "
    "Until %(until)s you can still answer."
)
A_MESSAGE = _("You have a message from us.")
NO_NEWS = _("There is no new message for you.")
WHICH = _("Several people use this phone. For whom is your answer?")


def nights(count: int) -> Text:
    """So many nights."""
    return ngettext("%(n)s night", "%(n)s nights", count)
