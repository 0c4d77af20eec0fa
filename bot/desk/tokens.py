"""What a button under a message carries: an act and the random ids that it is about.

At most 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton). Anybody can forge one,
so who presses is looked at again each time.
"""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from bot.post.actions import Button


def button(label: str, act: str, *about: UUID | str) -> Button:
    """A button for an act."""
    return Button(label, token=":".join([act, *(_short(each) for each in about)]))


def read_token(token: str) -> tuple[str, list[str]]:
    """The act, and what it is about."""
    act, *about = token.split(":")
    return act, about


def read_id(short: str) -> UUID | None:
    """The id of a token; None for one that is none."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(short + "=="))
    except (ValueError, binascii.Error):
        return None


def _short(about: UUID | str) -> str:
    if isinstance(about, str):
        return about
    return base64.urlsafe_b64encode(about.bytes).decode().rstrip("=")
