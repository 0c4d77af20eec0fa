"""What is kept of an update before anybody reads it, and that nothing odd breaks it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.updates import conversation_of, read, received
from bot.post.events import Said
from tests.channels.telegram.samples import GROUP, PERSON, Wire, message, update


@pytest.mark.parametrize(
    ("body", "whose"),
    [
        ({"message": message(GROUP, text="x")}, "5000000001"),
        ({"callback_query": {"from": PERSON, "message": message(GROUP)}}, "5000000001"),
        ({"channel_post": {"chat": {"id": -9}}}, "-9"),
        ({"message": message(GROUP, migrate_from_chat_id=-5)}, "-1002000000001"),
        ({"odd": {}, "message": message(text="x")}, "5000000001"),
        ({"poll": {}}, "unreadable"),
        ({"message": 5}, "unreadable"),
        ({}, "unreadable"),
    ],
)
def test_order_is_kept_for_who_acted(body: Wire, whose: str) -> None:
    assert conversation_of(body) == whose


def test_what_is_kept_can_be_read_again() -> None:
    original = json.loads(update("message", message(text="سلام \ud83d")))
    kept = received(original)
    assert (kept.key, kept.conversation) == ("900000001", "5000000001")
    assert "سلام".encode() in kept.raw
    assert json.loads(kept.raw) == original
    assert isinstance(read(kept.raw), Said)


@pytest.mark.parametrize("odd", [None, 5, "x", [], {}, {"update_id": "7"}, {"update_id": True}])
def test_what_has_no_id_is_kept_under_one_of_its_own(odd: object) -> None:
    kept = received(odd)
    assert kept.key.startswith("?")
    assert kept.key == received(odd).key
    assert kept.conversation == "unreadable"


FIELDS = """
    update_id message edited_message callback_query my_chat_member chat_member poll chat from user
    id type date text photo voice file_id width location latitude longitude venue contact sticker
    sender_chat reply_to_message message_id new_chat_member status left_chat_member is_member
    migrate_to_chat_id migrate_from_chat_id data first_name edit_date title
"""
NAMES = st.sampled_from(FIELDS.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.text(max_size=8)
    | st.just("half \ud83d")
    | st.just("private")
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=8),
    max_leaves=30,
)


@given(st.dictionaries(NAMES | st.text(max_size=8), JSON, max_size=6))
def test_nothing_odd_breaks_the_intake(odd: dict[str, object]) -> None:
    kept = received(odd)
    assert kept.key
    assert kept.conversation == conversation_of(odd)
    with_errors_of_one_kind(kept.raw)


@given(st.sampled_from(["message", "callback_query", "chat_member", "my_chat_member"]), JSON)
def test_nothing_odd_inside_a_known_update_breaks_the_reading(kind: str, odd: object) -> None:
    body = {**message(text="x"), **odd} if isinstance(odd, dict) else odd
    with_errors_of_one_kind(update(kind, body))


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    with_errors_of_one_kind(raw)


def with_errors_of_one_kind(raw: bytes) -> None:
    try:
        event = read(raw)
    except ValueError:
        return
    assert event.chat.address
    assert event.sender.address
