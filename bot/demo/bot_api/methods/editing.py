"""Changing, deleting, pinning and reacting to messages that are there."""

from datetime import timedelta

from bot.demo.bot_api.chats import Chat, message_in
from bot.demo.bot_api.errors import ApiError, bad_request
from bot.demo.bot_api.groups import Group
from bot.demo.bot_api.keyboards import is_inline
from bot.demo.bot_api.messages import PROTECTION, Message
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.validation import checked_reaction
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

from .sending import given_caption, given_markup, given_text

DELETABLE_FOR = timedelta(hours=48)
_MAX_DELETED_AT_ONCE = 100


def edit_message_text(world: World, given: Parameters) -> Wire:
    content = given_text(given)
    message = _editable(world, given)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _apply(world, message, content, given_markup(given, message.chat))


def edit_message_caption(world: World, given: Parameters) -> Wire:
    caption = given_caption(given)
    message = _editable(world, given)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    kept = {key: message.content[key] for key in message.content if "caption" not in key}
    return _apply(world, message, kept | caption, given_markup(given, message.chat))


def edit_message_reply_markup(world: World, given: Parameters) -> Wire:
    message = _editable(world, given)
    return _apply(world, message, message.content, given_markup(given, message.chat))


def _editable(world: World, given: Parameters) -> Message:
    """An own message without a reply keyboard ("Updating messages" on the Bot API page)."""
    chat = world.writable_chat(given.chat())
    message = message_in(chat, given.number("message_id"), "edit")
    if not message.from_bot or (message.markup and not is_inline(message.markup)):
        raise bad_request("message can't be edited")
    return message


def _apply(world: World, message: Message, content: Wire, markup: Wire | None) -> Wire:
    if markup and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    if PROTECTION in message.content:
        content = content | {PROTECTION: True}
    if (content, markup) == (message.content, message.markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly"
            " the same as a current content and reply markup of the message"
        )
    world.flood.charge_edit(message.chat.chat_id)
    message.chat.change(message, content, markup)
    return message.wire()


def delete_message(world: World, given: Parameters) -> bool:
    chat = world.writable_chat(given.chat())
    message = message_in(chat, given.number("message_id"), "delete")
    if refusal := _undeletable(world, message):
        raise refusal
    chat.remove(message)
    return True


def delete_messages(world: World, given: Parameters) -> bool:
    """Up to 100 at once; those that are missing or cannot be deleted are skipped."""
    chat = world.writable_chat(given.chat())
    numbers = given.tree("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= _MAX_DELETED_AT_ONCE:
        raise bad_request("message_ids must have from 1 to 100 elements")
    for message in [one for one in chat.shown if one.message_id in numbers]:
        if not _undeletable(world, message):
            chat.remove(message)
    return True


def _undeletable(world: World, message: Message) -> ApiError | None:
    """Bot API page, deleteMessage: younger than 48 hours; in groups own ones, or as admin."""
    if world.clock.now() - message.date >= DELETABLE_FOR:
        return bad_request("message can't be deleted for everyone")
    if isinstance(message.chat, Group) and not (message.from_bot or message.chat.bot_is_admin):
        return bad_request("message can't be deleted")
    return None


def set_message_reaction(world: World, given: Parameters) -> bool:
    chat = world.writable_chat(given.chat())
    message = message_in(chat, given.number("message_id"), "react")
    emoji = checked_reaction(given.objects("reaction"))
    message.reactions.pop(world.bot.user_id, None)
    if emoji:
        message.reactions[world.bot.user_id] = emoji
    world.journal.note("reaction", chat.chat_id, message=message)
    return True


def pin_chat_message(world: World, given: Parameters) -> bool:
    chat = world.writable_chat(given.chat())
    message = message_in(chat, given.number("message_id"), "pin")
    _check_may_pin(chat)
    chat.post(world.bot, {"pinned_message": message.wire(nested=False)})
    return True


def _check_may_pin(chat: Chat) -> None:
    if isinstance(chat, Group) and not chat.bot_is_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
}
