"""Formatted text: HTML into plain text and entities.

Only what the Bot API page lists under "HTML style" as simple tags. MarkdownV2 and Markdown are
not supported by this server: the bot it serves never uses them, and says so with a 400.
"""

import html
import re
from dataclasses import dataclass, field

from .entities import check_entities, utf16_length
from .errors import unparsable_entities
from .wire import Wire

_TOKEN = re.compile(r"<(?P<tag>[^<>]*)>|(?P<reference>&[#\w]+;)|(?P<text>[^<&]+|[<&])")
_HREF = r"(?:href=(?P<quote>[\"']?)(?P<href>.*)(?P=quote))?"
_TAG = re.compile(rf"(?P<end>/?)(?P<name>[a-z-]+)\s*{_HREF}")
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}  # fmt: skip


def parse_text(text: str, parse_mode: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Plain text and checked entities of what a bot asks to send. Raises ApiError 400."""
    if not parse_mode:
        return text, check_entities(text, entities)
    if parse_mode.lower() != "html":
        raise unparsable_entities(f"{parse_mode} is not supported by this local server")
    return parse_html(text)


def parse_html(source: str) -> tuple[str, list[Wire]]:
    """Plain text and entities of HTML. Raises ApiError 400 for markup Telegram refuses."""
    reading = _Reading(source)
    for token in _TOKEN.finditer(source):
        reading.take(token)
    return reading.result()


@dataclass
class _Open:
    name: str
    offset: int
    href: str | None


@dataclass
class _Reading:
    source: str
    text: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[Wire] = field(default_factory=list)

    def take(self, token: re.Match[str]) -> None:
        if token["reference"]:
            self.text += html.unescape(token["reference"])
        elif token["text"] == "<":
            raise unparsable_entities(f"Unclosed start tag at byte offset {self._byte(token)}")
        elif token["text"]:
            self.text += token["text"]
        else:
            self._tag(token)

    def _tag(self, token: re.Match[str]) -> None:
        tag = _TAG.fullmatch(token["tag"].strip())
        if tag is None or tag["name"] not in _TYPES:
            named = tag["name"] if tag else token["tag"]
            raise unparsable_entities(
                f'Unsupported start tag "{named}" at byte offset {self._byte(token)}'
            )
        if tag["end"]:
            self._close(tag["name"], self._byte(token))
        else:
            self.open.append(_Open(tag["name"], utf16_length(self.text), tag["href"]))

    def _close(self, name: str, place: int) -> None:
        if not self.open:
            raise unparsable_entities(f"Unexpected end tag at byte offset {place}")
        begun = self.open.pop()
        if begun.name != name:
            raise unparsable_entities(
                f'Unmatched end tag at byte offset {place}, expected "</{begun.name}>",'
                f' found "</{name}>"'
            )
        self._add(begun)

    def _add(self, begun: _Open) -> None:
        length = utf16_length(self.text) - begun.offset
        entity: Wire = {"type": _TYPES[begun.name], "offset": begun.offset, "length": length}
        if begun.name == "a":
            if not begun.href:
                return  # Telegram leaves a link without an address as plain text
            entity["url"] = html.unescape(begun.href)
        if length:
            self.entities.append(entity)

    def _byte(self, token: re.Match[str]) -> int:
        return len(self.source[: token.start()].encode())

    def result(self) -> tuple[str, list[Wire]]:
        if self.open:
            name = self.open[-1].name
            raise unparsable_entities(f'Can\'t find end tag corresponding to start tag "{name}"')
        order = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return self.text, order
