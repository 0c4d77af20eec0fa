"""How several processes share the sending, so that the platform's limits hold for all together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID
from zlib import crc32

from bot.store.presence import Presence

LANES = 1 << 15


def lane(chat: str) -> int:
    """A chat's lane: whoever has the lane sends to the chat, and knows what the chat has had."""
    return crc32(chat.encode()) % LANES


@dataclass(frozen=True, slots=True)
class Share:
    """Every lane that is `rank` modulo `of`: one process of so many. `alive` are the processes that
    are sending; empty where there is only one. `lease` is another number after each gap in which
    this process may have been replaced: what was taken before the gap is not its to send.
    """

    rank: int = 0
    of: int = 1
    alive: tuple[UUID, ...] = ()
    lease: float = 0.0

    def has(self, chat: str) -> bool:
        """Whether a chat is for this share."""
        return lane(chat) % self.of == self.rank

    def follows(self, earlier: Share | None) -> bool:
        """Whether there was no gap between an earlier share and this one."""
        return earlier is not None and earlier.lease == self.lease


ALL = Share()


class Sharing(Protocol):
    """Knows what this process's share is now."""

    def share(self) -> Share | None:
        """The share; None while it is not certain, and nothing may be sent."""


class Alone:
    """One process has everything."""

    def share(self) -> Share:
        """Everything."""
        return ALL


class InCompany:
    """The share of a process among those that serve the same database."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence

    def share(self) -> Share | None:
        """None while it is not certain that this process is still one of them."""
        alive, lease = self._presence.known(), self._presence.since
        return Share(alive.index(self._presence.me), len(alive), alive, lease) if alive else None
