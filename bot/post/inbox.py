"""The inbox: what came in, sealed, until its effect is committed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Executable, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.failpoints import Point, reach
from bot.post.channel import Received
from bot.post.undone import AMONG, CROWDED, NEXT, OF_ONE, OLDEST
from bot.privacy.vault import CannotOpen, Place, Vault
from bot.store.database import Database
from bot.store.tables import Base, Cursor, Inbox

BACK_OFF = tuple(timedelta(seconds=s) for s in (1, 5, 30, 120, 600))
"""How long a message that failed waits before it is tried again; after the last it is dead."""


CROWD = 40
"""A conversation with more messages than this, in a minute or waiting, is a crowd, decided in
company: one by one it would take so long that a call for help at its end is heard too late.
"""
IN_CROWD = 50
"""Messages of crowds that are decided in one transaction."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One conversation's oldest undone update, open; `raw` is empty where it does not open. Of a
    `crowd` there are several, in order.
    """

    number: int
    raw: bytes = field(repr=False)
    received_at: datetime
    attempts: int
    conversation: str = field(default="", repr=False)
    crowd: bool = False


class InboxStore:
    """Keeps what a channel brings, and hands out what is to be decided."""

    def __init__(self, channel: str, database: Database, vault: Vault, clock: Clock) -> None:
        self._channel = channel
        self._database = database
        self._vault = vault
        self._clock = clock

    async def keep(self, received: Sequence[Received], next_offset: int | None = None) -> int:
        """Commit updates, and how far they may be acknowledged; how many were new.

        An update that came before is known by its key and kept once, whatever its number.
        """
        async with self._database.beside() as session:
            new = await self._insert(session, received) if received else 0
            if next_offset is not None:
                await session.execute(self._how_far(session, next_offset))
            reach(Point.KEEPING)
        reach(Point.KEPT)
        return new

    async def offset(self) -> int | None:
        """The offset that was kept last."""
        async with self._database.beside() as session:
            cursor = await session.get(Cursor, self._channel)
            return cursor.next_offset if cursor else None

    async def look(self, session: AsyncSession, limit: int) -> list[Taken]:
        """The oldest undone update of each of at most `limit` conversations, oldest first; of a
        conversation that is a crowd the oldest ones.
        """
        now = self._clock.now()
        values = {"channel": self._channel, "now": now, "most": limit}
        rows = (await session.scalars(OLDEST, values)).all()
        crowds = await self._crowds(session, [row.conversation for row in rows])
        others = [self._open(row) for row in rows if row.conversation not in crowds]
        crowded = [taken for each in crowds for taken in await self._crowd(session, each, crowds)]
        return sorted([*others, *crowded], key=lambda taken: taken.number)

    async def _crowds(self, session: AsyncSession, among: Sequence[str]) -> set[str]:
        """The conversations with very many messages that wait or came in the last minute."""
        if not among:
            return set()
        lately = self._clock.now() - timedelta(minutes=1)
        values = {"among": list(among), "lately": lately, "many": CROWD}
        return set(await session.scalars(CROWDED, values))

    async def _crowd(
        self, session: AsyncSession, conversation: str, crowds: Collection[str]
    ) -> list[Taken]:
        values = {"conversation": conversation, "most": max(IN_CROWD // len(crowds), 1)}
        rows = await session.scalars(OF_ONE, values)
        return [replace(self._open(row), crowd=True) for row in rows]

    async def hold(self, session: AsyncSession, numbers: Sequence[int]) -> set[int]:
        """Which of them are this transaction's to decide: still undone, none older of their
        conversation beside them, and on PostgreSQL held by nobody else (rows are locked in their
        order).
        """
        return set(await session.scalars(AMONG, {"numbers": list(numbers)}))

    async def done(self, session: AsyncSession, numbers: Sequence[int]) -> None:
        """Their effect is in this transaction: empty them."""
        await session.execute(
            update(Inbox)
            .where(Inbox.number.in_(numbers))
            .values(state="done", payload=None, fault=None)
            .execution_options(synchronize_session=False)
        )

    async def later(self, session: AsyncSession, number: int, wait: timedelta) -> None:
        """Look at it again after a while; that it waits is no fault of its own."""
        await session.execute(
            update(Inbox)
            .where(Inbox.number == number)
            .values(next_attempt_at=self._clock.now() + wait)
            .execution_options(synchronize_session=False)
        )

    async def failed(self, session: AsyncSession, taken: Taken, fault: str) -> bool:
        """It could not be decided: try again later, or give it up. True where it is given up."""
        dead = taken.attempts >= len(BACK_OFF)
        wait = BACK_OFF[min(taken.attempts, len(BACK_OFF) - 1)]
        await session.execute(
            update(Inbox)
            .where(Inbox.number == taken.number)
            .values(
                state="dead" if dead else "waiting",
                attempts=taken.attempts + 1,
                next_attempt_at=self._clock.now() + wait,
                fault=fault[:64],
            )
            .execution_options(synchronize_session=False)
        )
        return dead

    async def next_attempt(self, session: AsyncSession) -> datetime | None:
        """When the next one that has been put off is due; whatever waits behind it is no sooner."""
        return await session.scalar(NEXT)

    async def _insert(self, session: AsyncSession, received: Sequence[Received]) -> int:
        rows = [self._sealed(each, self._clock.now()) for each in received]
        statement = _insert(session)(Inbox).on_conflict_do_nothing().returning(Inbox.number)
        return len((await session.scalars(statement, rows)).all())

    def _how_far(self, session: AsyncSession, next_offset: int) -> Executable:
        far = _insert(session)(Cursor).values(channel=self._channel, next_offset=next_offset)
        return far.on_conflict_do_update(
            index_elements=[Cursor.channel], set_={"next_offset": next_offset}
        )

    def _sealed(self, received: Received, now: datetime) -> dict[str, object]:
        row = uuid4()
        return {
            "id": row,
            "channel": self._channel,
            "key": received.key,
            "conversation": self._vault.index(self._channel, received.conversation),
            "payload": self._vault.post().seal(received.raw, _place(row)),
            "post_key": self._vault.newest,
            "received_at": now,
            "next_attempt_at": now,
            "state": "waiting",
            "attempts": 0,
        }

    def _open(self, row: Inbox) -> Taken:
        try:
            raw = self._vault.post(row.post_key).open(row.payload or b"", _place(row.id))
        except (CannotOpen, KeyError):
            raw = b""  # altered, or its key is gone: nobody can read it, and nobody waits for it
        return Taken(row.number, raw, row.received_at, row.attempts, row.conversation)


def _insert(session: AsyncSession) -> Callable[[type[Base]], sqlite.Insert | postgresql.Insert]:
    return postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert


async def forget_dead(session: AsyncSession, conversations: Sequence[str]) -> None:
    """Empty what could never be decided of some conversations: whoever wrote it is erased."""
    await session.execute(
        update(Inbox)
        .where(Inbox.conversation.in_(conversations), Inbox.state == "dead")
        .values(payload=None)
        .execution_options(synchronize_session=False)
    )


def _place(row: UUID) -> Place:
    return Place("inbox", "payload", row)
