"""The JSON shapes that travel between the server and a bot."""

from datetime import datetime
from typing import Any, TypeAlias

Wire: TypeAlias = dict[str, Any]
"""One JSON object as the Bot API writes it: field name to value."""


def stamp(moment: datetime) -> int:
    """A moment as the Bot API writes it: whole seconds since 1970, UTC."""
    return int(moment.timestamp())


def given_fields(**fields: object) -> Wire:
    """Only the fields that have a value: the Bot API leaves the others out."""
    return {name: value for name, value in fields.items() if value is not None}
