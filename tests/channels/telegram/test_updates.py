"""One update at a time: what happened, who did it, where, and what nobody can read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.telegram.updates import read
from bot.engine import Entry
from bot.post.events import (
    Chat,
    Edited,
    GroupMoved,
    MemberChanged,
    Nothing,
    OwnPlace,
    Pressed,
    Reachability,
    Role,
    Said,
    Sender,
)
from tests.channels.telegram.samples import (
    ANONYMOUS,
    DATE,
    GROUP,
    PERSON,
    PRIVATE,
    Wire,
    message,
    update,
)

ME = Sender("5000000001", "Maryam Karimi", "fa")
HERE = Chat("5000000001", private=True)
TEAM = Chat("-1002000000001", private=False)
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_words_from_a_person() -> None:
    said = read(update("message", message(text="hello", reply_to_message={"message_id": 12})))
    assert said == Said(HERE, ME, "41", Entry("text", "hello", "", "41"), NOON, reply_to="12")


def test_words_in_a_group() -> None:
    said = read(update("message", message(GROUP, text="/status")))
    assert isinstance(said, Said)
    assert (said.chat, said.sender.anonymous) == (TEAM, False)


@pytest.mark.parametrize(
    "sent_by",
    [
        {"sender": ANONYMOUS, "sender_chat": GROUP},
        {"sender": ANONYMOUS},
        {"sender_chat": {"id": -1009, "type": "channel", "title": "News"}},
        {"sender": None, "sender_chat": GROUP},
        {"sender": {"id": 777000, "first_name": "Telegram"}},
        {"sender": {"id": 136817688, "first_name": "Channel"}},
        {"sender": None},
    ],
)
def test_who_hides_behind_a_group_or_a_channel_is_anonymous(sent_by: Wire) -> None:
    said = read(update("message", message(GROUP, text="/claim", **sent_by)))
    assert isinstance(said, Said)
    assert said.sender.anonymous


def test_in_a_topic_nobody_meant_to_reply_to_its_opening() -> None:
    opening = {"message_id": 3, "forum_topic_created": {"name": "x"}}
    said = read(update("message", message(text="a", reply_to_message=opening)))
    assert isinstance(said, Said)
    assert said.reply_to == ""


def test_an_edit_says_how_it_reads_now_and_when_it_changed() -> None:
    edited = read(update("edited_message", message(text="better", edit_date=DATE + 60)))
    at = datetime(2026, 3, 3, 12, 1, tzinfo=UTC)
    assert edited == Edited(HERE, ME, "41", Entry("text", "better", "", "41"), at)


@pytest.mark.parametrize(
    ("shown", "chat", "number"),
    [
        (message(text="question"), HERE, "41"),
        (message(GROUP, text="card"), TEAM, "41"),
        ({"chat": GROUP, "message_id": 8, "date": 0}, TEAM, "8"),
        (None, HERE, ""),
    ],
)
def test_a_press_says_where_even_when_its_message_is_gone(
    shown: Wire | None, chat: Chat, number: str
) -> None:
    query = {"id": "7788", "from": PERSON, "data": "c:1", "message": shown}
    assert read(update("callback_query", query)) == Pressed(chat, ME, number, "7788", "c:1")


def change(chat: Wire, member: Wire, sender: Wire = PERSON) -> Wire:
    return {"chat": chat, "from": sender, "date": DATE, "new_chat_member": member}


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_unblocking(status: str, reachable: bool) -> None:
    body = change(PRIVATE, {"status": status, "user": {"id": 7}})
    assert read(update("my_chat_member", body)) == Reachability(HERE, ME, reachable)


@pytest.mark.parametrize(
    ("member", "role"),
    [
        ({"status": "administrator"}, "coordinator"),
        ({"status": "member"}, "volunteer"),
        ({"status": "kicked"}, "absent"),
        ({"status": "left"}, "absent"),
        ({"status": "restricted", "is_member": True, "can_send_messages": True}, "volunteer"),
        ({"status": "restricted", "is_member": True, "can_send_messages": False}, "absent"),
        ({"status": "restricted", "is_member": True}, "absent"),
    ],
)
def test_the_bots_own_place_in_a_group(member: Wire, role: Role) -> None:
    body = change(GROUP, {"user": {"id": 7}, **member})
    assert read(update("my_chat_member", body)) == OwnPlace(TEAM, ME, role)


def test_a_change_that_says_nothing_of_the_bots_place_is_nothing() -> None:
    assert read(update("my_chat_member", change(GROUP, {}))) == Nothing(TEAM, ME)


@pytest.mark.parametrize(
    ("member", "role"),
    [
        ({"status": "creator"}, "coordinator"),
        ({"status": "administrator"}, "coordinator"),
        ({"status": "member"}, "volunteer"),
        ({"status": "restricted", "is_member": True}, "volunteer"),
        ({"status": "restricted", "is_member": False}, "absent"),
        ({"status": "restricted", "is_member": "yes"}, "absent"),
        ({"status": "restricted"}, "absent"),
        ({"status": "left"}, "absent"),
        ({"status": "kicked"}, "absent"),
        ({"status": "emperor"}, "absent"),
        ({}, "absent"),
    ],
)
def test_a_place_in_a_group(member: Wire, role: Role) -> None:
    body = change(GROUP, {"user": {"id": 66, "first_name": "Jan"}, **member})
    changed = read(update("chat_member", body))
    assert changed == MemberChanged(TEAM, ME, Sender("66", "Jan"), role)


def test_who_leaves_is_believed_and_who_joins_is_not() -> None:
    left = read(update("message", message(GROUP, left_chat_member={"id": 66})))
    assert left == MemberChanged(TEAM, ME, Sender("66"), "absent")
    joined = read(update("message", message(GROUP, new_chat_members=[{"id": 66}])))
    assert joined == Nothing(TEAM, ME)


def test_both_reports_of_a_move_say_the_same() -> None:
    old: Wire = {"id": -4_000_000_001, "type": "group"}
    left = read(update("message", message(old, migrate_to_chat_id=GROUP["id"])))
    came = read(update("message", message(GROUP, migrate_from_chat_id=old["id"])))
    expected = GroupMoved(Chat("-4000000001", private=False), ME, TEAM.address)
    assert left == came == expected


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("channel_post", {"chat": {"id": -9, "type": "channel"}, "sender_chat": {"id": -9}}),
        ("message_reaction", {"chat": PRIVATE, "user": PERSON}),
        ("inline_query", {"id": "1", "from": PERSON}),
        ("poll_answer", {"user": PERSON}),
        ("message", message(pinned_message={})),
        ("edited_message", message(pinned_message={})),
        ("chat_member", change(PRIVATE, {"status": "left", "user": PERSON})),
    ],
)
def test_what_nobody_waits_for_is_nothing(kind: str, body: Wire) -> None:
    assert isinstance(read(update(kind, body)), Nothing)


def test_no_word_and_no_address_shows_when_an_event_is_printed() -> None:
    shown = repr(read(update("message", message(text="CANARY"))))
    assert not any(secret in shown for secret in ("CANARY", "Maryam", "5000000001"))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"CANARY",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"update_id":1}',
        b"[" * 100_000,
        b'{"update_id":1,"poll":{"id":"1"}}',
        b'{"message":' + b"9" * 5000 + b"}",
        update("message", None),
        update("message", [1]),
        update("message", message(chat={})),
        update("message", message(text="x", message_id=None)),
        update("message", message(text="x", message_id=True)),
        update("message", message({"id": 2**63}, text="x")),
        update("message", message(GROUP, left_chat_member={})),
        update("callback_query", {"from": PERSON}),
        update("callback_query", {"id": "1"}),
        update("callback_query", {"id": "1", "from": PERSON, "message": {"chat": None}}),
        update("chat_member", change(GROUP, {"status": "member"})),
    ],
)
def test_what_nobody_can_read_is_said_so_without_quoting_it(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        read(raw)
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize("date", [None, 10**17, "noon", True])
def test_a_message_is_heard_whatever_stands_for_its_date(date: object) -> None:
    said = read(update("message", message(text="x", date=date)))
    assert isinstance(said, Said)
    assert said.at is None


def test_a_private_chat_is_known_without_its_type() -> None:
    said = read(update("message", message({"id": PERSON["id"]}, text="x")))
    assert said.chat.private
    group = read(update("message", message({"id": -5}, text="x")))
    assert not group.chat.private
