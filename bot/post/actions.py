"""What can go out through a channel. All of it can be kept as JSON and done later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Emoji = Literal["👍", "👀", "👎"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: pressing it sends `token` (1 to 64 bytes) or opens `url`."""

    label: str
    token: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    """A message. `keyboard` rows are offered in place of the phone's keyboard; None leaves what is
    there. With `media` (the channel's own reference to a file, or "latitude,longitude") the text is
    its caption, or goes unsaid for kinds that have none. `protected` asks the app to refuse
    forwarding. `again` stands above the text of a copy, where an earlier one may have arrived.
    """

    text: str = field(default="", repr=False)
    keyboard: tuple[tuple[str, ...], ...] | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    media: str = field(default="", repr=False)
    media_kind: str = ""
    reply_to: str = ""
    protected: bool = False
    again: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Bring a message of ours up to date: its words and its buttons."""

    message: str
    text: str = field(repr=False)
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """What somebody reads after pressing (at most 200 characters). `alert` must be closed by hand;
    `url` opens a private chat with the bot. Worthless after some seconds.
    """

    press: str
    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class React:
    """A sign on somebody's message, in place of an answer."""

    message: str
    emoji: Emoji


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete messages, where the channel still allows it (Telegram: younger than 48 hours)."""

    messages: tuple[str, ...]


Action = Send | Edit | AnswerPress | React | Remove
