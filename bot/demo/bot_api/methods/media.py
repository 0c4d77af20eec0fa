"""Messages with files, albums, and getFile."""

from collections.abc import Callable

from bot.demo.bot_api.errors import bad_request
from bot.demo.bot_api.files import KINDS, MAX_DOWNLOAD, StoredFile, media_content
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.validation import checked_caption
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

from .sending import deliver, given_caption, given_reply, given_topic

_ALBUM_KINDS = ("photo", "video", "audio", "document")
_ALBUM_SIZE = range(2, 11)


def sender_of(kind: str) -> Callable[[World, Parameters], Wire]:
    """The method that sends one file of a kind, as an upload or by file_id."""

    def send(world: World, given: Parameters) -> Wire:
        captions = given_caption(given)
        stored = _given_file(world, given, kind, given.text(kind) or f"attach://{kind}")
        return deliver(world, given, media_content(stored) | captions).wire()

    return send


def _given_file(world: World, given: Parameters, kind: str, source: str) -> StoredFile:
    """A file_id's file, or the part of the body that `attach://<name>` names, kept from now on."""
    if not source.startswith("attach://"):
        return world.files.find_as(kind, source)
    upload = given.uploads.get(source.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"there is no {kind} in the request")
    return world.files.upload(kind, upload.data, upload.filename)


def send_media_group(world: World, given: Parameters) -> list[Wire]:
    chat = world.writable_chat(given.chat())
    items = given.objects("media")
    if len(items) not in _ALBUM_SIZE:
        raise bad_request("the album must have from 2 to 10 elements")
    contents = [_album_content(world, given, item) for item in items]
    reply_to = given_reply(given, chat)
    topic = given_topic(given, chat, reply_to)
    world.flood.charge_message(chat.chat_id, len(contents))
    album = str(world.chance.randrange(10**16, 10**17))
    return [
        chat.post(world.bot, content, reply_to=reply_to, album=album, topic=topic).wire()
        for content in contents
    ]


def _album_content(world: World, given: Parameters, item: Wire) -> Wire:
    kind = str(item.get("type"))
    if kind not in _ALBUM_KINDS:
        raise bad_request("can't parse InputMedia: unknown type")
    stored = _given_file(world, given, kind, str(item.get("media", "")))
    caption, mode = item.get("caption", ""), item.get("parse_mode", "")
    return media_content(stored) | checked_caption(caption, mode, item.get("caption_entities", []))


def get_file(world: World, given: Parameters) -> Wire:
    stored = world.files.find(given.text("file_id"))
    if stored.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.wire() | {"file_path": stored.path}


def _method_name(kind: str) -> str:
    return "send" + kind.title().replace("_", "")


METHODS = {_method_name(kind): sender_of(kind) for kind in KINDS} | {
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
}
