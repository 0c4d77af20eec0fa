"""Messages without files: text, places, copies, and "typing"."""

from bot.demo.bot_api.chats import Chat, PrivateChat, message_in
from bot.demo.bot_api.errors import bad_request
from bot.demo.bot_api.groups import SERVICE_FIELDS, Group
from bot.demo.bot_api.keyboards import check_markup
from bot.demo.bot_api.messages import PROTECTION, Message
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.topics import Topic
from bot.demo.bot_api.validation import checked_caption, checked_text
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(world: World, given: Parameters) -> Wire:
    return deliver(world, given, given_text(given)).wire()


def send_location(world: World, given: Parameters) -> Wire:
    place = {name: given.decimal(name) for name in ("latitude", "longitude")}
    return deliver(world, given, {"location": place}).wire()


def send_chat_action(world: World, given: Parameters) -> bool:
    chat, action = world.writable_chat(given.chat()), given.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.journal.note("action", chat.chat_id, action=action)
    return True


def copy_message(world: World, given: Parameters) -> Wire:
    source = world.find_chat(given.chat("from_chat_id"))
    original = message_in(source, given.number("message_id"), "copy").content
    if SERVICE_FIELDS & original.keys():
        raise bad_request("message can't be copied")
    content = {name: original[name] for name in original if name != PROTECTION}
    if "caption" in given and "text" not in content:
        plain = {name: content[name] for name in content if not name.startswith("caption")}
        content = plain | given_caption(given)
    return {"message_id": deliver(world, given, content).message_id}


def deliver(world: World, given: Parameters, content: Wire) -> Message:
    """Put one message of the bot into the chat asked for. Raises ApiError."""
    chat = world.writable_chat(given.chat())
    markup = given_markup(given, chat)
    reply_to = given_reply(given, chat)
    topic = given_topic(given, chat, reply_to)
    world.flood.charge_message(chat.chat_id)
    protected = {PROTECTION: True} if given.flag("protect_content") else {}
    return chat.post(world.bot, content | protected, markup=markup, reply_to=reply_to, topic=topic)


def given_text(given: Parameters) -> Wire:
    """`text` and `entities` as asked for, checked."""
    return checked_text(given.text("text"), given.text("parse_mode"), given.objects("entities"))


def given_caption(given: Parameters) -> Wire:
    """`caption` and `caption_entities` as asked for, checked."""
    entities = given.objects("caption_entities")
    return checked_caption(given.text("caption"), given.text("parse_mode"), entities)


def given_markup(given: Parameters, chat: Chat) -> Wire | None:
    private = isinstance(chat, PrivateChat)
    return check_markup(given.tree("reply_markup"), private=private)


def given_reply(given: Parameters, chat: Chat) -> Message | None:
    """The message answered. Raises ApiError if it is gone, unless told to go on without."""
    wanted = given.tree("reply_parameters") or {}
    if not isinstance(wanted, dict):
        raise bad_request("object expected as reply parameters")
    number = wanted.get("message_id") or given.number("reply_to_message_id")
    if not number or number in chat.messages:
        return chat.messages.get(number)
    if wanted.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def given_topic(given: Parameters, chat: Chat, reply_to: Message | None) -> Topic | None:
    """The topic written in: the one asked for, or that of the message answered, or General (None).
    Raises ApiError for one that is not there, or closed.
    """
    thread_id = given.number("message_thread_id")
    if reply_to and reply_to.topic and not thread_id:
        thread_id = reply_to.topic.thread_id
    topics = chat.topics if isinstance(chat, Group) else None
    if topics is None:
        if thread_id:
            raise bad_request("message thread not found")
        return None
    topics.check_writable(thread_id)
    return topics.open.get(thread_id)


METHODS = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
}
