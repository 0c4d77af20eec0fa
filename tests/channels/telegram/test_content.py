"""What a message holds, for every kind that the Bot API knows."""

from __future__ import annotations

from typing import cast

import pytest
from telegram import Message
from telegram.constants import MessageType

from bot.channels.telegram.content import SERVICE, entry_of
from bot.engine import Entry
from tests.channels.telegram.samples import Wire, message

PLACE: Wire = {"latitude": 50.8467, "longitude": 4.3525}


def photo(file_id: str, side: int) -> Wire:
    return {"file_id": file_id, "width": side, "height": side}


@pytest.mark.parametrize(
    ("content", "entry"),
    [
        ({"text": "سلام"}, Entry("text", "سلام")),
        ({"text": "  /start x \n"}, Entry("text", "  /start x \n")),
        ({"text": "a\0b"}, Entry("text", "ab")),
        ({"text": "half \ud83d"}, Entry("text", "half ?")),
        ({"voice": {"file_id": "V"}}, Entry("voice", "", "V")),
        ({"audio": {"file_id": "A"}, "caption": "c"}, Entry("voice", "c", "A")),
        ({"photo": [photo("s", 90), photo("L", 1280)]}, Entry("photo", "", "L")),
        ({"photo": [photo("L", 1280), photo("s", 90)]}, Entry("photo", "", "L")),
        ({"photo": [{"file_id": "s"}, {"file_id": "L"}]}, Entry("photo", "", "L")),
        ({"live_photo": {"file_id": "v", "photo": [photo("P", 9)]}}, Entry("photo", "", "P")),
        ({"document": {"file_id": "D"}, "caption": "c"}, Entry("document", "c", "D")),
        ({"video": {"file_id": "M"}}, Entry("video", "", "M")),
        ({"video_note": {"file_id": "N"}}, Entry("video", "", "N")),
        ({"animation": {"file_id": "G"}, "document": {"file_id": "G"}}, Entry("video", "", "G")),
        ({"location": PLACE}, Entry("location", "", "50.8467,4.3525")),
        (
            {"location": PLACE, "venue": {"location": PLACE, "title": "Hub", "address": "Quay 1"}},
            Entry("location", "Hub, Quay 1", "50.8467,4.3525"),
        ),
        (
            {"contact": {"phone_number": "+32470", "first_name": "Ali", "last_name": "B"}},
            Entry("text", "Ali B +32470"),
        ),
        ({"sticker": {"file_id": "S", "emoji": "👋"}}, Entry("other", "👋")),
        ({"poll": {"question": "secret?"}}, Entry("other")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Entry("other")),
        ({"story": {"id": 1}}, Entry("other")),
        ({"a_kind_of_next_year": {"x": 1}}, Entry("other")),
        ({"photo": []}, Entry("other")),
        ({"voice": {"file_id": 5}}, Entry("other")),
        ({"location": {"latitude": float("inf"), "longitude": 4}}, Entry("other")),
        ({"pinned_message": {"message_id": 1}}, None),
        ({"forum_topic_created": {"name": "K7-M2"}}, None),
    ],
)
def test_each_kind_becomes_the_entry_it_is(content: Wire, entry: Entry | None) -> None:
    found = entry_of(message() | content)
    if entry is not None:
        entry = Entry(entry.kind, entry.text, entry.media, source="41")
    assert found == entry


def test_an_album_is_named_by_its_bubbles() -> None:
    found = entry_of(message(photo=[photo("L", 9)], media_group_id="1357"))
    assert found == Entry("photo", "", "L", "41", "1357")


CONTENT_FIELDS = """
    animation audio checklist contact dice document game giveaway giveaway_winners invoice
    live_photo location paid_media photo poll sticker story text venue video video_note voice
"""
CONTENT = set(CONTENT_FIELDS.split())
# Fields that say how a message was sent, and are no message by themselves.
MANNERS = {
    "business_connection_id",
    "effect_id",
    "paid_star_count",
    "reply_to_story",
    "sender_boost_count",
    "sender_business_bot",
    "suggested_post_info",
    "via_bot",
}


def test_every_type_that_the_library_knows_is_content_or_a_report() -> None:
    known = {str(kind.value) for kind in MessageType} - MANNERS
    assert known - SERVICE - CONTENT == set()
    assert set() == SERVICE & CONTENT
    assert set(cast("tuple[str, ...]", Message.__slots__)) >= SERVICE
