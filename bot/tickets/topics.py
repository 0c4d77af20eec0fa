"""What tickets are about, in words for people."""

from __future__ import annotations

from bot.engine import Text, pgettext, verbatim

TOPICS = {
    "status": pgettext("topic", "papers or status"),
    "sleep": pgettext("topic", "a place to sleep"),
    "other_help": pgettext("topic", "other help"),
    "emergency": pgettext("topic", "emergency"),
    "message": pgettext("topic", "a message"),
    "call": pgettext("topic", "a call"),
    "list_alert": pgettext("topic", "help now"),
    "talk": pgettext("topic", "a talk with our team"),
    "card_locked": pgettext("topic", "a paper card"),
}

ALARMS = ("emergency", "list_alert")
"""Topics of tickets in which somebody needs help now."""

SERVICE_NAMES = {
    "legal": pgettext("service", "Legal help"),
    "centre": pgettext("service", "Day centre"),
    "followup": pgettext("service", "Follow-up"),
}


def topic_name(topic: str) -> Text:
    """A topic in words; its id for one that is no longer used."""
    return TOPICS.get(topic) or verbatim(topic)
