"""One update of the Bot API, read: raw bytes to what happened.

Plain reading, not `Update.de_json`: an odd field that nobody needs must not make the rest
unreadable, and it costs a tenth.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.channels.telegram.content import entry_of
from bot.channels.telegram.fields import Json, identifier, parse, part, words
from bot.channels.telegram.parties import actor, chat_of, known, sender_of
from bot.channels.telegram.roles import role_of
from bot.post.channel import Received
from bot.post.events import (
    Chat,
    Edited,
    GroupMoved,
    Incoming,
    MemberChanged,
    Nothing,
    OwnPlace,
    Pressed,
    Reachability,
    Said,
    Sender,
)

UNREADABLE = "unreadable"


def read(raw: bytes) -> Incoming:
    """What an update says. Raises ValueError for one that nobody can read."""
    update = parse(raw)
    for kind, reader in _READERS.items():
        if kind in update:
            return reader(part(update, kind))
    return _unknown(_body(update))


def received(update: object, came: bytes = b"") -> Received:
    """An update as it will be kept: the bytes that `came`, where they are known. Never raises: what
    cannot be read is kept as well, under a key made from its bytes.
    """
    raw = came or _compact(update)
    known_update: Json = update if isinstance(update, dict) else {}
    key = identifier(known_update, "update_id") or key_of(raw)
    return Received(key, conversation_of(known_update), raw)


def key_of(raw: bytes) -> str:
    """The key of an update that says no id; the column holds 64 characters."""
    return f"?{hashlib.sha256(raw).hexdigest()[:40]}"


def _compact(update: object) -> bytes:
    try:
        text = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    except (RecursionError, TypeError, ValueError):
        return b""
    # Surrogates that are not a pair pass through: `json.loads` takes them back.
    return text.encode("utf-8", "surrogatepass")


def conversation_of(update: Json) -> str:
    """Whose updates take effect one after the other: who acted, else where it happened; a group
    that moves acts for itself. Never raises.
    """
    body = _body(update)
    chat = identifier(part(body, "chat"), "id")
    if identifier(body, "migrate_to_chat_id") or identifier(body, "migrate_from_chat_id"):
        return chat or UNREADABLE
    return identifier(actor(body), "id") or chat or UNREADABLE


def _body(update: Json) -> Json:
    """The one part of an update beside its id (Bot API page, Update)."""
    kind = next((kind for kind in _READERS if kind in update), "")
    if kind:
        return part(update, kind)
    return next((value for value in update.values() if isinstance(value, Mapping)), {})


def _moment(stamp: str) -> datetime | None:
    """Seconds since 1970 as a moment; None where they are none. Who wrote waits for an answer,
    whatever stands there.
    """
    try:
        return datetime.fromtimestamp(int(stamp), UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _needed(value: str) -> str:
    if not value:
        raise ValueError("no id")
    return value


def _message(message: Json) -> Incoming:
    chat = chat_of(message)
    sender = sender_of(message, chat)
    entry = entry_of(message)
    if entry is None:
        return _report(message, chat, sender)
    at = _moment(identifier(message, "date"))
    return Said(chat, sender, _needed(entry.source), entry, at, _reply_to(message))


def _reply_to(message: Json) -> str:
    """In a topic, each message "replies" to the one that opened it; nobody meant that."""
    answered = part(message, "reply_to_message")
    return "" if "forum_topic_created" in answered else identifier(answered, "message_id")


def _report(message: Json, chat: Chat, sender: Sender) -> Incoming:
    """A group moves (told once in the old place and once in the new), or somebody leaves. Who
    joins is not believed here: it may be read late, and would give a right.
    """
    if new := identifier(message, "migrate_to_chat_id"):
        return GroupMoved(chat, sender, new)
    if old := identifier(message, "migrate_from_chat_id"):
        return GroupMoved(Chat(old, private=False), sender, chat.address)
    if "left_chat_member" in message and not chat.private:
        return MemberChanged(chat, sender, known(part(message, "left_chat_member")), "absent")
    return Nothing(chat, sender)


def _edited(message: Json) -> Incoming:
    chat = chat_of(message)
    sender = sender_of(message, chat)
    entry = entry_of(message)
    if entry is None:
        return Nothing(chat, sender)
    at = _moment(identifier(message, "edit_date") or identifier(message, "date"))
    return Edited(chat, sender, _needed(entry.source), entry, at)


def _pressed(query: Json) -> Incoming:
    """A message too old to be shown still names its chat and id (InaccessibleMessage)."""
    sender, message = known(actor(query)), part(query, "message")
    chat = chat_of({**query, "chat": message["chat"]}) if "chat" in message else None
    return Pressed(
        chat or Chat(sender.address),
        sender,
        identifier(message, "message_id"),
        _needed(words(query, "id") or identifier(query, "id")),
        words(query, "data"),
    )


def _own_place(change: Json) -> Incoming:
    chat = chat_of(change)
    sender = sender_of(change, chat)
    now = part(change, "new_chat_member")
    status = words(now, "status")
    if not status:
        return Nothing(chat, sender)
    if chat.private:
        return Reachability(chat, sender, status not in ("kicked", "left"))
    muted = status == "restricted" and now.get("can_send_messages") is not True
    role = role_of(status, now.get("is_member") is True)
    return OwnPlace(chat, sender, "absent" if muted else role)


def _place(change: Json) -> Incoming:
    chat = chat_of(change)
    sender = sender_of(change, chat)
    if chat.private:
        return Nothing(chat, sender)
    now = part(change, "new_chat_member")
    role = role_of(words(now, "status"), now.get("is_member") is True)
    return MemberChanged(chat, sender, known(part(now, "user")), role)


def _unknown(body: Json) -> Incoming:
    """A kind of update that was not asked for: nobody waits, if it is known who."""
    if "chat" in body:
        chat = chat_of(body)
        return Nothing(chat, sender_of(body, chat))
    sender = known(actor(body))
    return Nothing(Chat(sender.address), sender)


_READERS: dict[str, Callable[[Json], Incoming]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _own_place,
    "chat_member": _place,
}
