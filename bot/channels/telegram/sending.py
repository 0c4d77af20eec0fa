"""A message to somebody: words, a file that Telegram keeps already, or a place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters

from bot.channels.telegram.faults import Refused
from bot.channels.telegram.markup import Markup, answering, markup_of
from bot.failpoints import Point, reach
from bot.post.actions import Send, SendFile

# A reference is bound to the type of its file, and our kinds are wider than Telegram's types: a
# "voice" may be a piece of music, a "video" a round one. The likeliest goes first.
_WAYS = {
    "voice": ("voice", "audio", "document"),
    "photo": ("photo", "document"),
    "video": ("video", "video_note", "animation", "document"),
    "document": ("document", "audio", "video", "animation", "photo"),
}
_WRONG_TYPE = (
    "can't use file of type",
    "wrong file identifier",
    "wrong remote file identifier",
    "type of file mismatch",
    "voice_messages_forbidden",
)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat: str, what: Send) -> tuple[str, ...]:
    """Send it; the ids of the messages. Never with a `parse_mode`: what people write stays text.

    What has no caption (a place, a round video) goes after its words, as a message of its own. If
    that second message fails the first stays, so a retry repeats the words.
    """
    if not what.media:
        return (_id(await _words(bot, chat, what, markup_of(what))),)
    if what.media_kind == "location":
        return await _after_words(bot, chat, what, _place)
    ways = _WAYS.get(what.media_kind, _WAYS["document"])
    return await _file(bot, chat, what, ways)


async def upload(bot: Bot, chat: str, what: SendFile) -> tuple[str, ...]:
    """Send a file of ours; the id of its message."""
    caption = what.text or None
    if what.picture:
        sent = await bot.send_photo(chat, what.content, caption=caption, filename=what.name)
    else:
        sent = await bot.send_document(chat, what.content, caption=caption, filename=what.name)
    return (_id(sent),)


async def _file(bot: Bot, chat: str, what: Send, ways: tuple[str, ...]) -> tuple[str, ...]:
    """The first way that Telegram does not refuse for the type of the file."""
    way, *others = ways
    try:
        return await _one_way(bot, chat, what, way)
    except Refused as error:
        if not others or not error.mentions(*_WRONG_TYPE):
            raise
    return await _file(bot, chat, what, tuple(others))


async def _one_way(bot: Bot, chat: str, what: Send, way: str) -> tuple[str, ...]:
    if way == "video_note" and what.text:
        return await _after_words(bot, chat, what, _round_video)
    return (_id(await _captioned(bot, chat, what, way)),)


async def _captioned(bot: Bot, chat: str, what: Send, way: str) -> Message:
    methods: dict[str, Callable[..., Awaitable[Message]]] = {
        "voice": bot.send_voice,
        "audio": bot.send_audio,
        "photo": bot.send_photo,
        "video": bot.send_video,
        "video_note": bot.send_video_note,
        "animation": bot.send_animation,
        "document": bot.send_document,
    }
    caption = {"caption": what.text} if what.text else {}
    return await methods[way](
        chat_id=chat,
        **{way: what.media},
        **caption,
        protect_content=what.protected,
        reply_markup=markup_of(what),
        reply_parameters=answering(what.reply_to),
    )


Part = Callable[[Bot, str, Send, ReplyParameters | None], Awaitable[Message]]


async def _after_words(bot: Bot, chat: str, what: Send, part: Part) -> tuple[str, ...]:
    """Words first, then the part without a caption, which gets the keyboard."""
    if not what.text:
        return (_id(await part(bot, chat, what, answering(what.reply_to))),)
    words = await _words(bot, chat, what, None)
    reach(Point.BETWEEN_PARTS)
    return _id(words), _id(await part(bot, chat, what, None))


async def _words(bot: Bot, chat: str, what: Send, markup: Markup) -> Message:
    return await bot.send_message(
        chat,
        what.text,
        link_preview_options=NO_PREVIEW,
        protect_content=what.protected,
        reply_markup=markup,
        reply_parameters=answering(what.reply_to),
    )


async def _place(bot: Bot, chat: str, what: Send, reply: ReplyParameters | None) -> Message:
    latitude, longitude = _degrees(what.media)
    return await bot.send_location(
        chat,
        latitude,
        longitude,
        protect_content=what.protected,
        reply_markup=markup_of(what),
        reply_parameters=reply,
    )


async def _round_video(bot: Bot, chat: str, what: Send, reply: ReplyParameters | None) -> Message:
    return await bot.send_video_note(
        chat,
        what.media,
        protect_content=what.protected,
        reply_markup=markup_of(what),
        reply_parameters=reply,
    )


def _degrees(media: str) -> tuple[float, float]:
    """Raises Refused for a reference that is no place."""
    try:
        latitude, longitude = media.split(",")
        return float(latitude), float(longitude)
    except ValueError:
        raise Refused(400, "no place") from None


def _id(message: Message) -> str:
    return str(message.message_id)
