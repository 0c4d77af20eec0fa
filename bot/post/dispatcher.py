"""The dispatcher: many conversations' oldest messages, one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.failpoints import Point, reach
from bot.logs import place_of
from bot.post.channel import GATHER, Channel
from bot.post.inbox import InboxStore, Taken
from bot.post.rooms import Item, Room
from bot.post.tally import Tally
from bot.post.waking import Wakeful
from bot.store.database import Database
from bot.store.passing import is_passing

IN_COMPANY = 25
"""Conversations that are decided in one transaction."""

IDLE, IDLE_IN_COMPANY = 1.0, 0.2
"""Seconds after which the inbox is looked at without having been woken: alone (put-off messages),
and where other processes keep what this one may decide.
"""

OFTEN = 5
"""After so many faults in a row that are the database's, they may be a message's after all."""

log = structlog.get_logger()


class Dispatcher(Wakeful):
    """Takes, decides and marks lists; one conversation's failure does not undo the others'."""

    def __init__(
        self,
        database: Database,
        inbox: InboxStore,
        channel: Channel,
        rooms: Sequence[Room],
        clock: Clock,
        on_effect: Callable[[], None],
        crowded: Callable[[], bool] = lambda: False,
        tally: Tally | None = None,
    ) -> None:
        """`on_effect` is called when something may wait to be sent; `crowded`: whether too much."""
        super().__init__()
        self._database = database
        self._inbox = inbox
        self._channel = channel
        self._rooms = rooms
        self._clock = clock
        self._on_effect = on_effect
        self._crowded = crowded
        self._tally = tally or Tally()
        self._passing = 0
        self.idle = IDLE if database.is_sqlite else IDLE_IN_COMPANY

    async def run(self) -> None:
        """Work until stopped."""
        while not self._stopping:
            self._woken.clear()
            try:
                if decided := await self.work_off():
                    await self._gather(decided)
                    continue
                rest = await self._until_next()
            except SQLAlchemyError as fault:
                log.error("the database does not answer", fault=type(fault).__name__)
                rest = IDLE
            await self._until_woken(rest)

    async def _gather(self, decided: int) -> None:
        if decided < IN_COMPANY and self._crowded() and not self._stopping:
            await asyncio.sleep(GATHER)

    async def work_off(self) -> int:
        """Decide one list; how many took effect."""
        async with self._database.begin() as session:
            taken = await self._inbox.look(session, IN_COMPANY)
        if not taken:
            return 0
        reach(Point.TAKEN)
        items = {each.number: self._read(each) for each in taken}
        readable = {number: item for number, item in items.items() if item}
        await self._set_aside([each for each in taken if items[each.number] is None])
        return await self._decide([(t, readable[t.number]) for t in taken if t.number in readable])

    def _read(self, taken: Taken) -> Item | None:
        try:
            return Item(self._channel.read(taken.raw), taken.received_at, taken.crowd)
        except Exception as fault:
            # Whatever it is, the same update would be read again after every restart.
            log.error("cannot read", fault=type(fault).__name__, where=place_of(fault))
            return None

    async def _set_aside(self, unreadable: Sequence[Taken]) -> None:
        """An update that nobody can read is kept, counted, and in nobody's way."""
        for taken in unreadable:
            log.error("unreadable update", number=taken.number)
            async with self._database.begin() as session:
                gone = Taken(taken.number, b"", taken.received_at, attempts=99)
                await self._inbox.failed(session, gone, "unreadable")
                reach(Point.SETTING_ASIDE)

    async def _decide(self, pairs: Sequence[tuple[Taken, Item]]) -> int:
        try:
            decided = await self._together(pairs)
        except Exception as fault:
            if is_passing(fault) and self._passing < OFTEN:
                self._passing += 1
                raise
            if len(pairs) == 1:
                await self._failed(*pairs[0], fault)
                return 0
            log.warning("a list failed, deciding one by one", fault=type(fault).__name__)
            return sum([await self._decide([pair]) for pair in pairs])
        self._passing = 0
        return decided

    async def _together(self, pairs: Sequence[tuple[Taken, Item]]) -> int:
        if not pairs:
            return 0
        for _, item in pairs:
            item.wait = None  # it may have been set by a try that was rolled back
        for room in self._rooms:
            await room.prepare([item for _, item in pairs])
        reach(Point.PREPARED)
        async with self._database.begin() as session:
            held = await self._inbox.hold(session, [taken.number for taken, _ in pairs])
            reach(Point.HELD)
            pairs = unbroken(pairs, held)
            left = [item for _, item in pairs]
            for room in self._rooms:
                left = await room.receive(session, left)
            await session.flush()
            for taken, item in pairs:
                if item.wait is not None:
                    await self._inbox.later(session, taken.number, item.wait)
            settled = [taken.number for taken, item in pairs if item.wait is None]
            if settled:
                await self._inbox.done(session, settled)
            reach(Point.DECIDED)
        reach(Point.COMMITTED)
        self._on_effect()
        self._count(pairs)
        return len(settled)

    def _count(self, pairs: Sequence[tuple[Taken, Item]]) -> None:
        now = self._clock.now()
        for taken, item in pairs:
            if item.wait is None:
                self._tally.decided.note((now - taken.received_at).total_seconds())

    async def _failed(self, taken: Taken, item: Item, fault: Exception) -> None:
        # The fault's own text may hold what somebody wrote: only its class and place are told.
        log.error(
            "a message could not be decided",
            number=taken.number,
            attempt=taken.attempts + 1,
            fault=type(fault).__name__,
            where=place_of(fault),
        )
        async with self._database.begin() as session:
            if await self._inbox.failed(session, taken, type(fault).__name__):
                await self._give_up(session, item)

    async def _give_up(self, session: AsyncSession, item: Item) -> None:
        try:
            async with session.begin_nested():
                for room in self._rooms:
                    if await room.give_up(session, item):
                        break
        except Exception as fault:
            # The row stays dead: else the same message would stop every process that meets it.
            log.error("nobody could be told", fault=type(fault).__name__, where=place_of(fault))

    async def _until_next(self) -> float:
        async with self._database.begin() as session:
            due = await self._inbox.next_attempt(session)
        if due is None:
            return self.idle
        return min(max((due - self._clock.now()) / timedelta(seconds=1), 0.02), self.idle)


def unbroken(
    pairs: Sequence[tuple[Taken, Item]], held: Collection[int]
) -> list[tuple[Taken, Item]]:
    """Of each conversation, what comes before the first that another process has in hand."""
    kept, broken = [], set()
    for taken, item in pairs:
        if taken.number not in held:
            broken.add(taken.conversation)
        elif taken.conversation not in broken:
            kept.append((taken, item))
    return kept
