"""What can come in from a channel, in words that no channel owns.

Addresses are strings: the channel's own id of a chat or of somebody, in decimal on Telegram.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.engine import Entry

Role = Literal["coordinator", "volunteer", "absent"]


@dataclass(frozen=True, slots=True)
class Chat:
    """Where something happened: a private chat, or a group of staff."""

    address: str = field(repr=False)
    private: bool = True


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did something. `language` is the channel's hint; `name` is only used for staff.

    `anonymous` marks somebody who writes in the name of a group or a channel: the address is then
    not a person's, and gives no right to anything.
    """

    address: str = field(repr=False)
    name: str = field(default="", repr=False)
    language: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A message: words or a file (`entry`), perhaps in reply to another message.

    `message` and `reply_to` are the channel's message ids. `at` is when the channel says that it
    was written, aware UTC; None where it does not say so.
    """

    chat: Chat
    sender: Sender
    message: str
    entry: Entry = field(repr=False)
    at: datetime | None
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A message was changed after it was sent; `entry` is how it reads now."""

    chat: Chat
    sender: Sender
    message: str
    entry: Entry = field(repr=False)
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under a message was pressed. `token` is ours, and anybody can forge it."""

    chat: Chat
    sender: Sender
    message: str
    press: str
    token: str


@dataclass(frozen=True, slots=True)
class Reachability:
    """Somebody blocked the bot, or took that back (or started it for the first time)."""

    chat: Chat
    sender: Sender
    reachable: bool


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """Somebody's place in a group of staff changed; `member` is whom it is about."""

    chat: Chat
    sender: Sender
    member: Sender
    role: Role


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The bot's own place in a group changed: it is absent where it may not write."""

    chat: Chat
    sender: Sender
    role: Role


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """A group got another address (on Telegram: it became a supergroup)."""

    chat: Chat
    sender: Sender
    new_address: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that anybody waits for an answer to: a pinned message, a new title."""

    chat: Chat
    sender: Sender


Incoming = Said | Edited | Pressed | Reachability | MemberChanged | OwnPlace | GroupMoved | Nothing
