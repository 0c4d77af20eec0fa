"""What a message holds: words, a file that stays at Telegram, a place, or nothing we can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.channels.telegram.fields import Json, degrees, identifier, items, part, words
from bot.engine import Entry, EntryKind

# An animation comes with a `document` of the same file for old clients, so it goes first.
_FILES: tuple[tuple[str, EntryKind], ...] = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("animation", "video"),
    ("video", "video"),
    ("video_note", "video"),
    ("document", "document"),
)

# Fields of a message that reports something and says nothing (Bot API page, Message). A field
# that is not here is content: what nobody knows yet is still somebody waiting for an answer.
_REPORTS = """
    boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left
    chat_shared checklist_tasks_added checklist_tasks_done connected_website delete_chat_photo
    direct_message_price_changed forum_topic_closed forum_topic_created forum_topic_edited
    forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden gift
    gift_upgrade_sent giveaway_completed giveaway_created group_chat_created left_chat_member
    managed_bot_created message_auto_delete_timer_changed migrate_from_chat_id migrate_to_chat_id
    new_chat_members new_chat_photo new_chat_title paid_message_price_changed passport_data
    pinned_message poll_option_added poll_option_deleted proximity_alert_triggered
    refunded_payment successful_payment suggested_post_approval_failed suggested_post_approved
    suggested_post_declined suggested_post_paid suggested_post_refunded supergroup_chat_created
    unique_gift users_shared video_chat_ended video_chat_participants_invited
    video_chat_scheduled video_chat_started web_app_data write_access_allowed
"""
SERVICE = frozenset(_REPORTS.split())


def entry_of(message: Json) -> Entry | None:
    """The bubble in a message; None for one that only reports something."""
    for kind, text, media in _found(message):
        return Entry(
            kind, text, media, identifier(message, "message_id"), words(message, "media_group_id")
        )
    return None


def full_name(person: Json) -> str:
    """First and last name, as the profile or a contact card gives them."""
    return f"{words(person, 'first_name')} {words(person, 'last_name')}".strip()


def _found(message: Json) -> Iterator[tuple[EntryKind, str, str]]:
    """What a message may be, the likeliest first; the first one counts."""
    if isinstance(message.get("text"), str):
        yield "text", words(message, "text"), ""
    yield from _photo(message)
    yield from _file(message)
    yield from _place(message)
    if contact := part(message, "contact"):
        yield "text", f"{full_name(contact)} {words(contact, 'phone_number')}".strip(), ""
    if SERVICE.isdisjoint(message):
        yield "other", words(part(message, "sticker"), "emoji") or words(message, "caption"), ""


def _photo(message: Json) -> Iterator[tuple[EntryKind, str, str]]:
    for holder in (message, part(message, "live_photo")):
        sizes = [size for size in items(holder, "photo") if isinstance(size, Mapping)]
        usable = [size for size in sizes if words(size, "file_id")]
        if usable:
            largest = sorted(usable, key=_area)[-1]
            yield "photo", words(message, "caption"), words(largest, "file_id")


def _area(size: Json) -> int:
    return int(identifier(size, "width") or 0) * int(identifier(size, "height") or 0)


def _file(message: Json) -> Iterator[tuple[EntryKind, str, str]]:
    for field, kind in _FILES:
        if file_id := words(part(message, field), "file_id"):
            yield kind, words(message, "caption"), file_id


def _place(message: Json) -> Iterator[tuple[EntryKind, str, str]]:
    """A venue is a place with a name; its name and street are the words."""
    venue = part(message, "venue")
    place = part(message, "location") or part(venue, "location")
    latitude, longitude = degrees(place, "latitude"), degrees(place, "longitude")
    if latitude is not None and longitude is not None:
        text = ", ".join(filter(None, (words(venue, "title"), words(venue, "address"))))
        yield "location", text, f"{latitude},{longitude}"
