"""The sender: brings what is committed to its channel, paced, and keeps what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.failpoints import Point, reach
from bot.post.arrivals import Arrivals
from bot.post.channel import Channel
from bot.post.errors import NotDone, NotSent, Revoked, TooMany, Uncertain, Unexpected, Withheld
from bot.post.pacing import Pacer
from bot.post.sending import Done, Job, Source
from bot.post.sharing import Alone, Share, Sharing
from bot.post.tally import Tally
from bot.post.waking import Wakeful
from bot.store.database import Database

IDLE, IDLE_IN_COMPANY = 0.5, 0.1
"""Seconds after which the sources are asked again without having been woken: alone, and where
other processes commit what is for this one to send.
"""

PATIENCE = 1.0
"""Seconds after which a database that did not answer is asked again."""

PARTING = 4.0
"""Seconds that calls on their way are given when it is time to stop."""

IN_COMPANY = 10
"""Messages that are waited for in a rush, so that one transaction serves them all. Fewer than the
pacer gives moments to in advance: the rest of those is the time that a transaction has.
"""

IN_FLIGHT = 64
"""Calls that may be on their way at once."""

log = structlog.get_logger()


class Sender(Wakeful):
    """Takes from its sources what may go out now; results are kept in company."""

    def __init__(
        self,
        database: Database,
        channel: Channel,
        sources: Sequence[Source],
        pacer: Pacer,
        arrivals: Arrivals | None = None,
        sharing: Sharing | None = None,
        tally: Tally | None = None,
    ) -> None:
        super().__init__()
        self._database = database
        self._channel = channel
        self._sources = sources
        self._pacer = pacer
        self._in_flight: dict[Job, Source] = {}
        self._done: list[Done] = []
        self._calls: set[asyncio.Task[None]] = set()
        self._arrivals = arrivals or Arrivals()
        self._sharing: Sharing = sharing or Alone()
        self._share: Share | None = None
        self._tally = tally or Tally()
        self.crowded = False
        """Whether more waits than may go out: every moment that could be given in advance is."""

    async def run(self) -> None:
        """Send until stopped. Raises Revoked (in a group) where the token is no longer valid."""
        async with asyncio.TaskGroup() as calls:
            while not self._stopping:
                self._woken.clear()
                jobs = await self._round_or_rest()
                if jobs:
                    reach(Point.TO_SEND)
                for job, wait in jobs:
                    task = calls.create_task(self._perform(job, wait, self._share))
                    self._calls.add(task)
                    task.add_done_callback(self._calls.discard)
                await self._rest(full=bool(jobs))
            await self._part()
        reach(Point.FINISHING)
        await self._round_or_rest()

    async def _part(self) -> None:
        """Wait for what is on its way, and for what takes too long no more."""
        if self._calls:
            await asyncio.wait(self._calls, timeout=PARTING)
        for call in self._calls:
            call.cancel()

    async def _round_or_rest(self) -> list[tuple[Job, float]]:
        """A round; a database that does not answer is asked again, and no result is forgotten."""
        flying, done = dict(self._in_flight), list(self._done)
        try:
            return await self._round()
        except SQLAlchemyError as fault:
            log.error("the database does not answer", fault=type(fault).__name__)
            self._in_flight, self._done = flying, [*done, *self._done]
            await asyncio.sleep(PATIENCE)
            return []

    async def _round(self) -> list[tuple[Job, float]]:
        """One transaction: keep the results that are there, and take what may go out, each
        with the seconds until its moment.
        """
        done, self._done = self._done, []
        async with self._database.begin() as session:
            await self._settle(session, done)
            await session.flush()  # so that a chat's next message can go out in this round
            for each in done:
                del self._in_flight[each.job]
            if done:
                reach(Point.SETTLING)
            jobs = [] if self._stopping else await self._take(session)
        if done:
            reach(Point.SETTLED)
        self._arrivals.forget(each.job.id for each in done)
        return jobs

    async def _settle(self, session: AsyncSession, done: Sequence[Done]) -> None:
        for source in self._sources:
            own = [each for each in done if self._in_flight[each.job] is source]
            if own:
                await source.settle(session, own)

    async def _take(self, session: AsyncSession) -> list[tuple[Job, float]]:
        jobs: list[tuple[Job, float]] = []
        share = self._sharing.share()
        if share and share != self._share:
            await self._enter(session, share)
        self._share = share
        if share is None:
            return jobs
        for source in self._sources:
            room = min(self._pacer.room(), IN_FLIGHT - len(self._in_flight))
            self.crowded = room <= 0
            if self.crowded:
                break
            busy = self._pacer.waiting() | {job.chat for job in self._in_flight}
            for job in await source.take(session, room, busy, share):
                self._in_flight[job] = source
                jobs.append((job, self._wait_for(job)))
        return jobs

    def _wait_for(self, job: Job) -> float:
        """Count a job; the seconds until its moment, for two messages until the second one's."""
        moments = [self._pacer.sent(job.chat, job.group) for _ in range(job.counts)]
        together = self._pacer.until(job.chat) if job.counts > 1 else 0.0
        return max([together, *moments])

    async def _enter(self, session: AsyncSession, share: Share) -> None:
        """Begin with a share. What another process sent to a chat that is new in it counts here: it
        was killed perhaps, in the middle of a rush, or it had the chat until now.
        """
        had, since = self._share if share.follows(self._share) else None, self._pacer.earliest()
        for source in self._sources:
            self._pacer.remember(
                each
                for each in await source.earlier(session, since)
                if share.has(each.chat) and not (had and had.has(each.chat))
            )
        self._pacer.shared_by(share.of)

    async def _perform(self, job: Job, wait: float, share: Share | None) -> None:
        """Wait for a job's moment, then call: only what was called may have arrived. A process that
        was frozen meanwhile finds its share ended by its own clock, before another's has begun.
        """
        try:
            await self._pacer.moment(job.chat, job.group, wait)
        except asyncio.CancelledError:
            self._done.append(Done(job, fault=NotSent("stopped before its moment")))
            raise
        if (now := self._sharing.share()) and now.follows(share):
            await self._call(job)
        else:
            self._done.append(Done(job, fault=Withheld("its share has ended")))
            self._woken.set()

    async def _call(self, job: Job) -> None:
        try:
            messages = await self._channel.perform(job.address, job.action)
            reach(Point.RETURNED)
            if messages:
                self._arrivals.note(job.id, messages[-1])
            self._finish(Done(job, messages))
        except NotDone as fault:
            self._note(job, fault)
            self._finish(Done(job, fault=fault))
            if isinstance(fault, Revoked):
                raise
        except asyncio.CancelledError:
            self._finish(Done(job, fault=Uncertain("stopped while it was on its way")))
            raise
        except Exception as fault:
            # Nobody knows whether it arrived, and the sender must not die of one message.
            log.error("a send failed unexpectedly", fault=type(fault).__name__)
            self._finish(Done(job, fault=Unexpected(type(fault).__name__)))
        self._woken.set()

    def _finish(self, done: Done) -> None:
        self._done.append(done)
        self._tally.tried(done.job, done.fault)

    def _note(self, job: Job, fault: NotDone) -> None:
        if isinstance(fault, TooMany):
            self._pacer.pause(job.chat, fault.after)
        log.warning("not sent", fault=type(fault).__name__, group=job.group)

    async def _rest(self, full: bool) -> None:
        """Wait for news; in a rush, until several may go out in one transaction."""
        if full:
            await asyncio.sleep(self._pacer.until_room(IN_COMPANY))
        share = self._sharing.share()
        await self._until_woken(IDLE if share and share.of == 1 else IDLE_IN_COMPANY)
