"""What is said to people about the list: one name for each thing, and whose list it is."""

from __future__ import annotations

from bot.engine import Text, _, joined, lines, pgettext
from bot.shelter.declared import Declared

NOT_FEDASIL = _("This is our own list, not the list of Fedasil.")
"""Stands in every message about the list: people mix up the two, and it matters."""

KINDS: dict[str, Text] = {
    "men": pgettext("kind of place", "a bed in a house for men"),
    "women": pgettext("kind of place", "a bed in a house for women"),
    "families": pgettext("kind of place", "a room for your family"),
    "couples": pgettext("kind of place", "a room for two"),
}
"""What is offered on each list, in words for people."""

LISTS: dict[str, Text] = {
    "men": pgettext("list", "Men"),
    "women": pgettext("list", "Women"),
    "families": pgettext("list", "Families"),
    "couples": pgettext("list", "Couples"),
}
"""The lists, in words for staff."""

# Translators: %(reference)s is somebody's number with us, like 4M7K-Q2CD.
SINCE_TODAY = _("📍 You are on our list from today. Your number is %(reference)s.")
# Translators: %(day)s is like "Tuesday 3 March".
CHANGED = _("📍 We have changed it. You have been on our list since %(day)s, as before.")
NEXT = _(
    "When a place is free and it is your turn, we write here and ask you. "
    "We cannot say when, and we cannot promise a place."
)
WEEKLY = _("Once a week we ask whether you still need a place: one tap is enough.")
FIRST_A_TALK = _("First a person of our team talks with you. Your date counts all the same.")
A_TALK = _("A person of our team will talk with you about what you told us.")
CLOSED = _(
    "This list takes nobody new today, so we have not put you on it. "
    "We do not know yet when you can ask again."
)
EMERGENCY_IS_OPEN = _("🆘 Emergency is always open, and for tonight: Samusocial, 0800 99 340.")


def told(declared: Declared, head: Text = SINCE_TODAY) -> Text:
    """What somebody reads who has just come onto the list, or changed what they said."""
    talk = [A_TALK] if declared.talk else []
    after = [NEXT, *talk] if declared.settled else [FIRST_A_TALK]
    return joined(lines(head, NOT_FEDASIL), *after, WEEKLY)


def not_now(*, talk: bool) -> Text:
    """What somebody reads whom a closed list did not take."""
    return joined(lines(CLOSED, NOT_FEDASIL), EMERGENCY_IS_OPEN, *([A_TALK] if talk else []))
