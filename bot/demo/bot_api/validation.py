"""The sizes and alphabets that the Bot API allows in what a bot says."""

import re

from .entities import utf16_length
from .errors import ApiError, bad_request
from .markup import parse_text
from .wire import Wire

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ANSWER = 200
MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
_COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
) | {"❤‍🔥", "👨‍💻", "🤷‍♂", "🤷‍♀"}
"""The emoji that the Bot API page lists under ReactionTypeEmoji, without variation selectors."""


def checked_text(text: str, parse_mode: str, entities: list[Wire]) -> Wire:
    """`text` and `entities` of a message: 1 to 4096 UTF-16 units after parsing."""
    plain, marks = parse_text(text, parse_mode, entities)
    if not plain.strip():
        raise bad_request("message text is empty")
    if utf16_length(plain) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": plain} | ({"entities": marks} if marks else {})


def checked_caption(caption: str, parse_mode: str, entities: list[Wire]) -> Wire:
    """`caption` and `caption_entities`: at most 1024 UTF-16 units; nothing if it is empty."""
    plain, marks = parse_text(caption, parse_mode, entities)
    if utf16_length(plain) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not plain:
        return {}
    return {"caption": plain} | ({"caption_entities": marks} if marks else {})


def checked_commands(commands: list[Wire]) -> list[Wire]:
    """The list for setMyCommands: at most 100, names `[a-z0-9_]{1,32}`, described."""
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = str(command.get("command", "")), str(command.get("description", ""))
        if not _COMMAND_NAME.fullmatch(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(description) <= MAX_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def check_language(code: str) -> str:
    """Empty for every language, or two letters (ISO 639-1)."""
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def check_answer(text: str, url: str, bot_username: str) -> None:
    """The text of answerCallbackQuery (at most 200 units) and its url (t.me/<bot>?start=)."""
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    link = rf"https?://t\.me/{re.escape(bot_username)}\?start=[\w-]{{1,64}}"
    if url and not re.fullmatch(link, url, re.IGNORECASE):
        raise bad_request("URL_INVALID")


def checked_reaction(reactions: list[Wire]) -> str | None:
    """The one emoji a bot may react with (None takes it away), from Telegram's set."""
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not reactions:
        return None
    emoji = str(reactions[0].get("emoji", ""))
    if emoji.replace("\ufe0f", "") not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji


def check_size(text: str, longest: int, name: str) -> str:
    """A name or description of the bot, at most `longest` UTF-16 units."""
    if utf16_length(text) > longest:
        raise _too_long(name)
    return text


def _too_long(name: str) -> ApiError:
    return bad_request(f"{name} is too long")
