"""Updates as Telegram writes them, to be bent by tests."""

from __future__ import annotations

import json

Wire = dict[str, object]

PERSON: Wire = {
    "id": 5_000_000_001,
    "is_bot": False,
    "first_name": "Maryam",
    "last_name": "Karimi",
    "language_code": "fa",
}
PRIVATE: Wire = {"id": 5_000_000_001, "type": "private", "first_name": "Maryam"}
GROUP: Wire = {"id": -1_002_000_000_001, "type": "supergroup", "title": "Legal help"}
ANONYMOUS: Wire = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
DATE = 1_772_539_200  # 3 March 2026, 12:00 UTC


def message(chat: Wire = PRIVATE, **content: object) -> Wire:
    """A message with some content; a field given as None is left out."""
    whole = {"message_id": 41, "from": PERSON, "chat": chat, "date": DATE, **content}
    if "sender" in whole:
        whole["from"] = whole.pop("sender")
    return {name: value for name, value in whole.items() if value is not None}


def update(kind: str, body: object) -> bytes:
    """The bytes of an update."""
    return json.dumps({"update_id": 900_000_001, kind: body}).encode()
