"""People as tests and the demo move them: they write, press, tap, edit, react, block."""

from __future__ import annotations

from .chats import Chat, PrivateChat
from .groups import Group, membership_change
from .members import ADMINISTRATORS
from .messages import Message
from .presses import Press
from .senders import Sender, text_content
from .updates import PRESS_LIFE
from .wire import Wire, stamp


class User(Sender):
    """One person with a phone; made by `World.create_user`."""

    def edit(self, message: Message, text: str) -> None:
        """Change the text, or the caption, of an own message."""
        if message.sender is not self:
            raise ValueError("only own messages can be edited")
        if "text" in message.content:
            message.chat.change(message, text_content(text), message.markup)
        else:
            message.chat.change(message, message.content | {"caption": text}, message.markup)

    def delete(self, message: Message) -> None:
        """Delete a message, in a group as an administrator any; Telegram does not tell the bot.

        Raises ValueError for somebody else's, without the right.
        """
        chat = message.chat
        own = message.sender is self or isinstance(chat, PrivateChat)
        if not own and not (isinstance(chat, Group) and chat.status(self) in ADMINISTRATORS):
            raise ValueError("only administrators delete what others wrote")
        chat.remove(message)

    def press(self, message: Message, button: str) -> Press:
        """Press the inline button of that label or callback data. Raises ValueError."""
        pressed = message.button(button)
        if "callback_data" not in pressed:
            raise ValueError(f"{button!r} opens an address and sends nothing")
        return self.press_data(message, pressed["callback_data"])

    def press_data(self, message: Message, data: str) -> Press:
        """Press whatever the message shows: for stale screens, deleted messages and forgeries."""
        world = self.world
        query_id = str(world.chance.randrange(10**18))
        press = Press(query_id, self, message, data, world.clock.now())
        world.presses[query_id] = press
        world.journal.note("press", message.chat.chat_id, press=press)
        chat_id = message.chat.chat_id
        world.updates.put("callback_query", press.wire(), PRESS_LIFE, chat_id)
        return press

    def tap(self, label: str, chat: Chat | None = None) -> Message:
        """Tap a key of the reply keyboard shown: sends its text, or the own contact it asks for.

        Raises ValueError if no such key is shown.
        """
        shown = chat or self.chat
        key = self._key(shown, label)
        if (shown.reply_keyboard or {}).get("one_time_keyboard"):
            shown.reply_keyboard = None
        if key.get("request_contact"):
            return self.send_contact("+32470000000", shown)
        return self.send_text(label, shown)

    @staticmethod
    def _key(chat: Chat, label: str) -> Wire:
        for row in (chat.reply_keyboard or {"keyboard": []})["keyboard"]:
            for key in row:
                if key["text"] == label:
                    return dict(key)
        raise ValueError(f"no key {label!r} among {chat.keyboard}")

    def react(self, message: Message, emoji: str | None) -> None:
        """Put an emoji on a message, or take it away; an update only for bots that asked."""
        chat, before = message.chat, message.reactions.pop(self.user_id, None)
        if emoji:
            message.reactions[self.user_id] = emoji
        self.world.journal.note("reaction", chat.chat_id, message=message)
        change = {
            "chat": chat.wire(),
            "message_id": message.message_id,
            "user": self.wire(),
            "date": stamp(self.world.clock.now()),
            "old_reaction": reaction_list(before),
            "new_reaction": reaction_list(emoji),
        }
        self.world.updates.put("message_reaction", change, chat_id=chat.chat_id)

    def block(self) -> None:
        """Block the bot; it gets `my_chat_member`, and 403 when it writes."""
        self._set_blocked(True)

    def unblock(self) -> None:
        self._set_blocked(False)

    def _set_blocked(self, blocked: bool) -> None:
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self.chat.blocked = blocked
        change = membership_change(self.chat, self.world.bot, before, after, by=self)
        self.world.updates.put("my_chat_member", change, chat_id=self.chat.chat_id)

    def deactivate(self) -> None:
        """Delete the account; the bot is not told until it writes."""
        self.deactivated = True


def reaction_list(emoji: str | None) -> list[Wire]:
    """The Bot API's list of reactions for none or one emoji."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
