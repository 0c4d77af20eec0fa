"""Chats: a list of messages and the keyboard shown under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .errors import bad_request, forbidden
from .keyboards import is_inline
from .messages import Account, Message
from .wire import Wire

if TYPE_CHECKING:
    from .people import Person
    from .topics import Topic
    from .world import World

_NAMES = ("first_name", "last_name", "username")


class Chat:
    """What private chats and groups have in common; `reply_keyboard` is the one shown now."""

    kind: str

    def __init__(self, world: World, chat_id: int, numbers: Iterator[int]) -> None:
        self.world = world
        self.chat_id = chat_id
        self.messages: dict[int, Message] = {}
        self.reply_keyboard: Wire | None = None
        self._numbers = numbers

    def wire(self) -> Wire:
        """The Bot API's Chat object."""
        raise NotImplementedError

    def check_writable(self) -> None:
        """Raises the ApiError that the bot gets for writing here, if it may not."""
        raise NotImplementedError

    def seen_by_bot(self, message: Message) -> bool:
        """Whether the bot gets an update for a message."""
        raise NotImplementedError

    @property
    def shown(self) -> list[Message]:
        """The messages in order, edits applied, deleted ones gone."""
        return list(self.messages.values())

    @property
    def bot_messages(self) -> list[Message]:
        """Of `shown`, those that the bot wrote."""
        return [message for message in self.shown if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message. Raises IndexError in an empty chat."""
        return self.shown[-1]

    @property
    def keyboard(self) -> list[list[str]]:
        """Rows of labels of the reply keyboard shown at the moment; empty if there is none."""
        rows = self.reply_keyboard["keyboard"] if self.reply_keyboard else []
        return [[button["text"] for button in row] for row in rows]

    async def wait_for(self, predicate: Callable[[Chat], object], within: float = 5) -> Message:
        """Wait until `predicate(chat)` is true (seconds of real time); the newest message then."""
        journal = self.world.journal
        await journal.wait_for(lambda: predicate(self), within, self.chat_id)
        return self.last

    def post(
        self,
        sender: Account,
        content: Wire,
        *,
        markup: Wire | None = None,
        reply_to: Message | None = None,
        album: str | None = None,
        anonymous: bool = False,
        topic: Topic | None = None,
    ) -> Message:
        """Put a message into the chat; the bot learns of it if it is not its own."""
        number, now = next(self._numbers), self.world.clock.now()
        message = Message(
            self, number, sender, now, content, markup, reply_to, album, anonymous, topic
        )
        self.messages[number] = message
        self._show_keyboard(markup)
        self.world.journal.note("message", self.chat_id, message=message)
        self._tell_bot("message", message)
        return message

    def _show_keyboard(self, markup: Wire | None) -> None:
        if markup is None or is_inline(markup):
            return
        if "keyboard" in markup:
            self.reply_keyboard = markup
        elif markup.get("remove_keyboard"):
            self.reply_keyboard = None

    def change(self, message: Message, content: Wire, markup: Wire | None) -> None:
        """Replace what a message holds; the bot learns of a person's edit."""
        message.content, message.markup = content, markup
        message.edited = self.world.clock.now()
        self.world.journal.note("edit", self.chat_id, message=message)
        self._tell_bot("edited_message", message)

    def _tell_bot(self, kind: str, message: Message) -> None:
        if not message.from_bot and self.seen_by_bot(message):
            self.world.updates.put(kind, message.wire(), chat_id=self.chat_id)

    def remove(self, message: Message) -> None:
        """Take a message away. Telegram tells no bot when a person does."""
        message.deleted = True
        del self.messages[message.message_id]
        self.world.journal.note("delete", self.chat_id, message=message)


class PrivateChat(Chat):
    """The chat of one person with the bot; its id is the person's."""

    kind = "private"

    def __init__(self, world: World, user: Person, numbers: Iterator[int]) -> None:
        super().__init__(world, user.user_id, numbers)
        self.user = user
        self.started = False
        self.blocked = False

    def wire(self) -> Wire:
        names = {key: self.user.profile[key] for key in _NAMES if key in self.user.profile}
        return {"id": self.chat_id, "type": self.kind, **names}

    def check_writable(self) -> None:
        if self.user.deactivated:
            raise forbidden("user is deactivated")
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def seen_by_bot(self, message: Message) -> bool:
        return True


def message_in(chat: Chat, message_id: int, purpose: str) -> Message:
    """A message by its number. Raises ApiError 400 "message to <purpose> not found"."""
    if message_id not in chat.messages:
        raise bad_request(f"message to {purpose} not found")
    return chat.messages[message_id]
