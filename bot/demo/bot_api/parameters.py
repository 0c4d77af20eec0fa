"""What a caller sent: query, form, multipart or JSON, read the way the Bot API reads it."""

import json
from dataclasses import dataclass, field
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

from .errors import bad_request
from .wire import Wire

ChatName = int | str


@dataclass(frozen=True)
class Upload:
    """One file of a multipart body."""

    filename: str
    data: bytes


@dataclass
class Parameters:
    """The values of one call; strings hold JSON where a structure is meant."""

    values: Wire = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """A string, "" if absent. Raises ApiError for half of a surrogate pair."""
        value = self.values.get(name, "")
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
        return text

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as absent, as at Telegram."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def decimal(self, name: str) -> float:
        """A required number. Raises ApiError."""
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError) as error:
            raise bad_request(f'parameter "{name}" must be a number') from error

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def tree(self, name: str) -> Any:  # noqa: ANN401 -- a JSON value is any of six types
        """A structure, decoded if it came as a string; None if absent. Raises ApiError."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as error:
            raise bad_request(f"can't parse {name} JSON object") from error

    def objects(self, name: str) -> list[Wire]:
        """An array of objects, empty if absent. Raises ApiError."""
        items = self.tree(name) or []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise bad_request(f"expected an Array of Objects as {name}")
        return items

    def chat(self, name: str = "chat_id") -> ChatName:
        """The id of a chat, or a public name. Raises ApiError when absent."""
        value = str(self.values.get(name, "")).strip()
        if not value:
            raise bad_request("chat_id is empty")
        return int(value) if value.lstrip("-").isdecimal() else value


def decode(query: str, content_type: str, body: bytes) -> Parameters:
    """Everything given in the query string and the body. Raises ApiError for broken JSON."""
    given = Parameters(dict(parse_qsl(query, keep_blank_values=True)))
    if content_type.startswith("multipart/form-data"):
        _take_multipart(given, content_type, body)
    elif content_type.startswith("application/json"):
        given.values |= _json_object(body)
    else:
        given.values |= parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
    return given


def _json_object(body: bytes) -> Wire:
    try:
        values = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("object expected")
    return values


def _take_multipart(given: Parameters, content_type: str, body: bytes) -> None:
    header = HeaderParser().parsestr(f"Content-Type: {content_type}\n\n")
    boundary = header.get_boundary()
    if not boundary:
        raise bad_request("multipart boundary is missing")
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        _take_part(given, part.removeprefix(b"\r\n"))


def _take_part(given: Parameters, part: bytes) -> None:
    head, _, content = part.partition(b"\r\n\r\n")
    headers = HeaderParser().parsestr(head.decode())
    name = str(headers.get_param("name", "", "content-disposition"))
    filename = headers.get_filename()
    if filename is None:
        given.values[name] = content.decode()
    else:
        given.uploads[name] = Upload(filename, content)
