"""Actions as JSON, so that they can be kept and done later. A file's bytes are in base64."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

from bot.post.actions import (
    Action,
    AnswerPress,
    Button,
    Edit,
    React,
    Remove,
    Send,
    SendDrawing,
    SendFile,
)

KINDS: dict[str, type[Action]] = {
    kind.__name__: kind for kind in (Send, Edit, AnswerPress, React, Remove, SendFile, SendDrawing)
}


def encode(action: Action) -> bytes:
    """An action as UTF-8 JSON."""
    written = {"kind": type(action).__name__, **asdict(action)}
    if isinstance(action, SendFile):
        written["content"] = base64.b64encode(action.content).decode()
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def decode(encoded: bytes) -> Action:
    """The action that was encoded. Raises KeyError for a kind that is not known."""
    written: dict[str, Any] = json.loads(encoded)
    kind = KINDS[written.pop("kind")]
    for name in ("keyboard", "messages"):
        if written.get(name) is not None:
            written[name] = tuple(tuple(r) if isinstance(r, list) else r for r in written[name])
    if "buttons" in written:
        written["buttons"] = tuple(tuple(Button(**b) for b in row) for row in written["buttons"])
    if "content" in written:
        written["content"] = base64.b64decode(written["content"])
    return kind(**written)
