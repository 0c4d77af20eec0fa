"""What a channel has to do. The rooms know channels only by this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.post.actions import Action
from bot.post.events import Incoming, Role

GATHER = 0.25
"""Seconds for which what comes in gathers while more waits to be sent than may go out: one call,
one commit and one decision then serve many messages, and nobody waits longer for it.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry. Lengths are in UTF-16 code units, as Telegram counts them."""

    text: int = 4096
    caption: int = 1024
    messages_per_second: float = 30.0
    per_chat_per_second: float = 1.0
    chat_burst: int = 3
    per_group_per_minute: int = 20


@dataclass(frozen=True, slots=True)
class Received:
    """One update as it came. `key` is unique for the account; `conversation` is the address whose
    messages take effect one after the other (who acted, else where it happened).
    """

    key: str
    conversation: str = field(repr=False)
    raw: bytes = field(repr=False)


class Channel(Protocol):
    """A way to reach people and staff."""

    name: str
    limits: Limits

    def read(self, raw: bytes) -> Incoming:
        """What an update says. Raises ValueError for one that nobody can read."""

    async def perform(self, chat: str, action: Action) -> tuple[str, ...]:
        """Do it, and return the ids of the messages sent. Raises a `NotDone` (see errors)."""


class Directory(Protocol):
    """Who belongs to a group of staff, as the channel knows it now."""

    async def role(self, group: str, member: str) -> Role:
        """The role of somebody in a group. Raises a `NotDone` where it cannot be known."""


class Intake(Protocol):
    """Where what comes in is kept before anything else happens to it."""

    async def keep(self, received: Sequence[Received], next_offset: int | None = None) -> int:
        """Commit updates and the offset that acknowledges them; how many were new. After it has
        returned, and not before, the channel may acknowledge them.
        """

    async def offset(self) -> int | None:
        """The offset that was kept last, or None."""


class Hearing(Protocol):
    """Who wants to know when updates were fetched."""

    async def heard(self, *, back: bool) -> None:
        """Updates were fetched and kept; `back`: after a start or a fault."""

    async def leave(self) -> None:
        """Fetching ends as it was planned."""

    async def forget(self) -> None:
        """Updates came another way until now."""
