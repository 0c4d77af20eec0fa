"""One message of a chat: what it holds, what it looks like, and how it is written on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from .keyboards import is_inline
from .wire import Wire, given_fields, stamp

if TYPE_CHECKING:
    from .chats import Chat
    from .topics import Topic

ANONYMOUS_ADMIN: Wire = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Telegram's stand-in for an administrator who hides behind the group."""


PROTECTION = "has_protected_content"
"""The field of a message that nobody may forward; an edit keeps it, a copy does not inherit it."""


class Account(Protocol):
    """Whoever may write: a person or the bot."""

    @property
    def user_id(self) -> int: ...

    def wire(self) -> Wire: ...


@dataclass(eq=False)
class Message:
    """A message as it stands now: edits applied, `deleted` when it is gone.

    `content` holds the Bot API's own fields (text and entities, photo and caption, ...);
    `markup` is the keyboard as sent, inline or reply.
    """

    chat: Chat
    message_id: int
    sender: Account
    date: datetime
    content: Wire
    markup: Wire | None = None
    reply_to: Message | None = None
    album: str | None = None
    anonymous: bool = False
    topic: Topic | None = None
    edited: datetime | None = None
    deleted: bool = False
    reactions: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Text or caption; "" if there is neither."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def from_bot(self) -> bool:
        return self.sender is self.chat.world.bot

    @property
    def bot_reaction(self) -> str | None:
        """The emoji that the bot put on this message."""
        return self.reactions.get(self.chat.world.bot.user_id)

    @property
    def inline_buttons(self) -> list[list[Wire]]:
        """Rows of inline buttons as sent."""
        return self.markup["inline_keyboard"] if self.markup and is_inline(self.markup) else []

    @property
    def buttons(self) -> list[list[str]]:
        """Rows of the labels of the inline buttons."""
        return [[button["text"] for button in row] for row in self.inline_buttons]

    def button(self, name: str) -> Wire:
        """The inline button of that label or callback data. Raises ValueError if absent."""
        for row in self.inline_buttons:
            for button in row:
                if name in (button["text"], button.get("callback_data")):
                    return button
        raise ValueError(f"no button {name!r} among {self.buttons}")

    def wire(self, *, nested: bool = True) -> Wire:
        """The Bot API's Message object; an answered message is shown one level deep."""
        answered = self._answered() if nested else None
        return {
            "message_id": self.message_id,
            "date": stamp(self.date),
            "chat": self.chat.wire(),
            **self._author(),
            **self.content,
            **given_fields(
                edit_date=stamp(self.edited) if self.edited else None,
                media_group_id=self.album,
                message_thread_id=self.topic.thread_id if self.topic else None,
                is_topic_message=True if self.topic else None,
                reply_to_message=answered.wire(nested=False) if answered else None,
                reply_markup=self.markup if is_inline(self.markup) else None,
            ),
        }

    def _answered(self) -> Message | None:
        """What it replies to; in a topic, what replies to nothing replies to its opening."""
        answered = self.reply_to or (self.topic.opening if self.topic else None)
        return answered if answered and not answered.deleted else None

    def _author(self) -> Wire:
        if self.anonymous:
            return {"from": ANONYMOUS_ADMIN, "sender_chat": self.chat.wire()}
        return {"from": self.sender.wire()}

    def pressed_wire(self) -> Wire:
        """As a press shows it: with `date` 0 and nothing else once it is deleted."""
        if self.deleted:
            return {"chat": self.chat.wire(), "message_id": self.message_id, "date": 0}
        return self.wire()
