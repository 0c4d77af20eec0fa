"""What the sender sends, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot.post.actions import Action, Edit, Send, SendDrawing, SendFile
from bot.post.errors import NotDone
from bot.post.sharing import Share


@dataclass(frozen=True, slots=True)
class Job:
    """One action that is committed for sending, to one chat. `chat` is its keyed look-up."""

    id: UUID
    chat: str
    address: str = field(repr=False)
    group: bool
    action: Action = field(repr=False)

    @property
    def counts(self) -> int:
        """How many messages the platform counts for it. A place goes after its words."""
        match self.action:
            case Send(media_kind="location", text=text) if text:
                return 2
            case Send() | SendFile() | SendDrawing():
                return 1
            case Edit() if self.group:
                return 1
            case _:
                return 0


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: the messages' ids, or why not."""

    job: Job
    messages: tuple[str, ...] = ()
    fault: NotDone | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """`often` messages that went out to a chat, or may have, when this process did not run yet;
    `rest` is how long the platform asked to leave the chat alone.
    """

    chat: str
    group: bool
    at: datetime
    often: int = 1
    rest: timedelta = timedelta(0)


class Source(Protocol):
    """A place where things wait to be sent."""

    async def earlier(self, session: AsyncSession, since: datetime) -> list[Earlier]:
        """What was sent since a moment, as far as it counts against the platform's limits."""

    async def take(
        self, session: AsyncSession, limit: int, waiting: AbstractSet[str], share: Share
    ) -> list[Job]:
        """Mark at most `limit` jobs as being sent and return them: one for each chat of the share,
        the oldest, none for a chat in `waiting`.
        """

    async def settle(self, session: AsyncSession, done: Sequence[Done]) -> None:
        """Keep what became of jobs, in company."""
