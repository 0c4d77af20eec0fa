"""Who a person is, and how anything of theirs gets into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chats import Chat, PrivateChat
from .groups import Group
from .members import ADMINISTRATORS
from .messages import Message
from .topics import Topic
from .wire import Wire

if TYPE_CHECKING:
    from .world import World


class Person:
    """One person with a phone. Whatever they send goes to the bot unless `chat` is given."""

    def __init__(self, world: World, user_id: int, profile: Wire) -> None:
        """`profile`: first_name and, if there are any, last_name, username, language_code."""
        self.world = world
        self.user_id = user_id
        self.profile = profile
        self.deactivated = False
        self.chat = PrivateChat(world, self, world.numbers)

    @property
    def first_name(self) -> str:
        return str(self.profile["first_name"])

    def wire(self) -> Wire:
        """The Bot API's User object."""
        return {"id": self.user_id, "is_bot": False, **self.profile}

    def send(
        self, content: Wire, chat: Chat | None = None, *, reply_to: Message | None = None,
        album: str | None = None, anonymous: bool = False, topic: Topic | None = None,
    ) -> Message:  # fmt: skip
        """Send any content (the Bot API's fields). Raises ValueError where a person cannot."""
        chat = chat or self.chat
        self._check_may_send(chat, anonymous=anonymous)
        if topic and topic.closed:
            raise ValueError("this topic is closed")
        if chat is self.chat:
            self.chat.started = True
        return chat.post(
            self, content, reply_to=reply_to, album=album, anonymous=anonymous, topic=topic
        )

    def _check_may_send(self, chat: Chat, *, anonymous: bool) -> None:
        if chat is self.chat and (self.chat.blocked or self.deactivated):
            raise ValueError("unblock the bot first")
        if isinstance(chat, Group):
            if not chat.has(self) or chat.migrated_to:
                raise ValueError("not a member of this group, or it has moved")
            if anonymous and chat.status(self) not in ADMINISTRATORS:
                raise ValueError("only administrators write anonymously")
