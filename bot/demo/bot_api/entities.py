"""Message entities: counted in UTF-16 code units, as Telegram counts."""

import re
from itertools import accumulate

from .errors import unparsable_entities
from .wire import Wire

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@(?P<bot>[A-Za-z0-9_]{3,32}))?(?![\w@])")
_LAST_OF_BASIC_PLANE = 0xFFFF


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units: an emoji is two, an Arabic letter one."""
    return len(text) + sum(ord(character) > _LAST_OF_BASIC_PLANE for character in text)


def check_entities(text: str, entities: list[Wire]) -> list[Wire]:
    """The entities, if each lies inside the text and splits no surrogate pair; else ApiError."""
    starts = set(accumulate((utf16_length(character) for character in text), initial=0))
    for entity in entities:
        _check_place(entity, starts, utf16_length(text))
    return entities


def _check_place(entity: Wire, starts: set[int], length: int) -> None:
    begin, size = entity.get("offset"), entity.get("length")
    if not isinstance(begin, int) or not isinstance(size, int) or not entity.get("type"):
        raise unparsable_entities("entity must have type, offset and length")
    end = begin + size
    if begin < 0 or size <= 0 or end > length:
        raise unparsable_entities(
            f"entity beginning at UTF-16 offset {begin} ends after the end of the text"
            f" at UTF-16 offset {length}"
        )
    if begin not in starts or end not in starts:
        edge, place = ("begins", begin) if begin not in starts else ("ends", end)
        raise unparsable_entities(f"entity {edge} in a middle of a UTF-16 symbol at {place}")


def typed_entities(text: str) -> list[Wire]:
    """What Telegram marks in a typed message: here a command that opens it, and only that."""
    found = _COMMAND.match(text)
    return [{"type": "bot_command", "offset": 0, "length": found.end()}] if found else []


def addressed_bot(text: str) -> str | None:
    """The bot that a command names (`/start@loket_bot`); "" if it names none; None: no command."""
    found = _COMMAND.match(text)
    return (found["bot"] or "") if found else None
