"""What can go out through a channel. All of it can be kept as JSON and done later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Emoji = Literal["👍", "👀", "👎"]

MOST_BYTES = 2_000_000
"""Of a file of ours: it waits in the database until it is sent. Telegram takes 10 MB as a picture
and 50 MB as a document (https://core.telegram.org/bots/api#sending-files).
"""


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


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file that we made, with words under it; `picture`: shown as one. Raises ValueError for one
    that is empty or too big.
    """

    name: str
    content: bytes = field(repr=False)
    text: str = field(default="", repr=False)
    picture: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.content) <= MOST_BYTES:
            raise ValueError(f"a file of ours has 1 to {MOST_BYTES} bytes")


@dataclass(frozen=True, slots=True)
class SendDrawing:
    """A picture that is drawn from `data` (JSON) right before it is sent, by the `drawer` of that
    name (see channels/drawing). Where nothing can draw it, nothing is sent: what matters has been
    said in words before.
    """

    drawer: str
    data: str = field(repr=False)
    text: str = field(default="", repr=False)


Action = Send | Edit | AnswerPress | React | Remove | SendFile | SendDrawing
