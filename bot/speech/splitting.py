"""Cutting a long text into messages, between paragraphs or words, never inside a character."""

from __future__ import annotations

LIMIT = 4000
"""UTF-16 code units of one message, some below Telegram's 4096."""

CAPTION = 900
"""The same for the words under a file, below 1024: a copy says above them that it is one."""


def units(text: str) -> int:
    """A text's length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` code units; cut at a paragraph, a line, a word."""
    parts: list[str] = []
    rest = text
    while units(rest) > limit:
        head = _head(rest, limit)
        cut = max(head.rfind("\n\n"), head.rfind("\n"), head.rfind(" "))
        place = cut if cut > len(head) // 2 else len(head)
        parts.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*parts, rest]


def _head(text: str, limit: int) -> str:
    """The longest beginning that fits, without cutting a character in two."""
    encoded = text.encode("utf-16-le")[: limit * 2]
    return encoded.decode("utf-16-le", errors="ignore")
