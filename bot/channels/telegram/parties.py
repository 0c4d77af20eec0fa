"""Who did something, and where, in an update."""

from __future__ import annotations

from telegram.constants import ChatID

from bot.channels.telegram.content import full_name
from bot.channels.telegram.fields import Json, identifier, part, words
from bot.post.events import Chat, Sender

# Telegram fills `from` with these where somebody writes in the name of a group or a channel
# (Bot API page, Message.from and sender_chat): they are nobody.
_NOBODY = frozenset(
    str(int(fake)) for fake in (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT)
)


def actor(of: Json) -> Json:
    """Who acted: `from` nearly everywhere, `user` in reactions and poll answers."""
    return part(of, "from") or part(of, "user")


def chat_of(of: Json) -> Chat:
    """Where it happened. Raises ValueError where that is not said."""
    chat = part(of, "chat")
    address = identifier(chat, "id")
    if not address:
        raise ValueError("no chat")
    # A person's private chat has the person's id.
    same = address == identifier(actor(of), "id")
    return Chat(address, words(chat, "type") == "private" or ("type" not in chat and same))


def sender_of(of: Json, chat: Chat) -> Sender:
    """Who did it; where nobody is named, the chat itself, anonymously."""
    person, in_the_name_of = actor(of), part(of, "sender_chat")
    address = identifier(person, "id")
    if not address:
        whom = identifier(in_the_name_of, "id") or chat.address
        return Sender(whom, words(in_the_name_of, "title"), anonymous=not chat.private)
    return known(person, anonymous=bool(in_the_name_of) and not chat.private)


def known(person: Json, anonymous: bool = False) -> Sender:
    """A Telegram user. Raises ValueError for one without an id."""
    address = identifier(person, "id")
    if not address:
        raise ValueError("nobody")
    nobody = anonymous or address in _NOBODY
    return Sender(address, full_name(person), words(person, "language_code"), nobody)
