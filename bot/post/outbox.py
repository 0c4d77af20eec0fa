"""The outbox: what is committed for sending, sealed, until it is done with."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.failpoints import Point, reach
from bot.post.actions import Action, Remove
from bot.post.arrivals import Arrivals
from bot.post.due import LEASE, Listener, due, note_unreachable, opened, tell, went_out
from bot.post.encoding import encode
from bot.post.rows import empty, posted
from bot.post.sending import Done, Earlier, Job
from bot.post.settling import Verdict, judge
from bot.post.sharing import ALL, Share, lane
from bot.privacy.vault import Place, Vault
from bot.store.tables import Outbox

AT_ONCE, ANSWER, STAFF, NOTICE = 0, 10, 20, 90
"""Ranks: what is worthless in a moment; people; staff; what can wait."""

BACK_AGAIN = "back_again"
"""Marks a row on its way to a chat that could be reached again while it was."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to send to: an address on a channel, and the contact behind it, if it is one."""

    channel: str
    address: str = field(repr=False)
    contact_id: UUID | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a message belongs to: erasing the person cancels it, replies find the ticket."""

    person_id: UUID | None = None
    ticket_id: UUID | None = None
    entry_id: UUID | None = None


NOTHING = About()


class OutboxStore:
    """Queues actions inside a transaction; a `Source` for the sender."""

    def __init__(self, channel: str, vault: Vault, clock: Clock) -> None:
        self._channel = channel
        self._vault = vault
        self._clock = clock
        self.holder = uuid4()
        """This process, in the rows that it is sending."""
        self.arrivals = Arrivals()
        self.listeners: list[Listener] = []
        """Told, in the same transaction, what became of each row, while its body is there."""

    def put(
        self,
        session: AsyncSession,
        to: Recipient,
        action: Action,
        about: About = NOTHING,
        rank: int = ANSWER,
        lasts: timedelta | None = None,
    ) -> UUID:
        """Commit an action for sending, with the transaction; its id. `lasts`: then worthless."""
        now, row = self._clock.now(), uuid4()
        key, chat = self._vault.post(), self._vault.index(to.channel, to.address)
        session.add(
            Outbox(
                id=row,
                channel=to.channel,
                chat=chat,
                lane=lane(chat),
                group=to.group,
                address=key.seal(to.address.encode(), Place("outbox", "address", row)),
                body=key.seal(encode(action), Place("outbox", "body", row)),
                post_key=self._vault.newest,
                rank=rank,
                state="queued",
                created_at=now,
                next_attempt_at=now,
                expires_at=now + lasts if lasts else None,
                contact_id=to.contact_id,
                person_id=about.person_id,
                ticket_id=about.ticket_id,
                entry_id=about.entry_id,
            )
        )
        return row

    async def take(
        self, session: AsyncSession, limit: int, waiting: AbstractSet[str], share: Share = ALL
    ) -> list[Job]:
        """Mark the oldest row of each of at most `limit` chats of a share as being sent."""
        now = self._clock.now()
        rows = [
            row
            for row in await session.scalars(due(self._channel, now, limit + len(waiting), share))
            if row.chat not in waiting
        ][:limit]
        jobs = []
        for row in rows:
            late = row.expires_at is not None and row.expires_at <= now
            row.doubts += row.state == "sending"  # its lease is over, and it may have arrived
            job = None if late else opened(row, self._vault)
            row.state = "sending" if job else "cancelled" if late else "failed"
            row.next_attempt_at, row.taken_by = now + LEASE, self.holder
            if job:
                jobs.append(job)
                continue
            verdict = Verdict(row.state, fault="late" if late else "unreadable")
            await tell(self.listeners, session, row, verdict)
            empty(row)
        await session.flush()
        if jobs:
            reach(Point.TAKING)
        return jobs

    async def earlier(self, session: AsyncSession, since: datetime) -> list[Earlier]:
        """The messages that went out since a moment, or may have."""
        return await went_out(session, self._channel, since)

    async def settle(self, session: AsyncSession, done: Sequence[Done]) -> None:
        """Keep what became of rows, and tell the listeners."""
        by_id = {each.job.id: each for each in done}
        query = select(Outbox).where(Outbox.id.in_(by_id)).order_by(Outbox.number)
        for row in await session.scalars(query):
            each = by_id[row.id]
            if row.state != "sending" or row.taken_by != self.holder:
                self._came_late(session, row, each)
                continue
            verdict = judge(each, row.attempts, row.doubts)
            if verdict.state == "held":
                verdict = await self._hold(session, row, verdict)
            self._keep(session, row, each, verdict)
            await tell(self.listeners, session, row, verdict)
            if verdict.state in ("sent", "failed", "cancelled"):
                empty(row)

    async def resume(self, session: AsyncSession, contact_id: UUID) -> None:
        """The chat can be reached again: queue what was held for it."""
        await session.execute(
            update(Outbox)
            .where(Outbox.contact_id == contact_id, Outbox.state == "held")
            .values(state="queued", next_attempt_at=self._clock.now(), attempts=0)
            .execution_options(synchronize_session=False)
        )
        await session.execute(
            update(Outbox)
            .where(Outbox.contact_id == contact_id, Outbox.state == "sending")
            .values(fault=BACK_AGAIN)
            .execution_options(synchronize_session=False)
        )

    async def withdraw(self, session: AsyncSession, contact_id: UUID, ticket_id: UUID) -> None:
        """What waits here of a ticket for somebody of the staff is not theirs to read any more."""
        await session.flush()
        await session.execute(
            update(Outbox)
            .where(Outbox.contact_id == contact_id, Outbox.ticket_id == ticket_id)
            .where(Outbox.rank == STAFF, Outbox.state.in_(("queued", "held")))
            .values(state="cancelled", body=None, address=None)
            .execution_options(synchronize_session=False)
        )

    async def recover(self, session: AsyncSession) -> None:
        """After a crash, on one process: what was being sent is sent again. It may have arrived."""
        now, doubts = self._clock.now(), Outbox.doubts + 1
        await session.execute(
            update(Outbox)
            .where(Outbox.state == "sending")
            .values(state="queued", next_attempt_at=now, sent_at=now, doubts=doubts)
        )

    async def _hold(self, session: AsyncSession, row: Outbox, verdict: Verdict) -> Verdict:
        """Held, unless the other side came back meanwhile, or nobody is there who could."""
        if row.fault == BACK_AGAIN:
            return Verdict("queued")
        await note_unreachable(session, row)
        return verdict if row.contact_id else replace(verdict, state="failed")

    def _keep(self, session: AsyncSession, row: Outbox, done: Done, verdict: Verdict) -> None:
        now = self._clock.now()
        row.state, row.fault = verdict.state, verdict.fault
        row.next_attempt_at = now + verdict.wait
        row.attempts += verdict.burns
        row.doubts += verdict.doubts
        if verdict.state == "sent":
            row.sent_at = now
            row.message = done.messages[-1] if done.messages else None
            session.add_all(posted(row, message, now) for message in done.messages)

    def _came_late(self, session: AsyncSession, row: Outbox, done: Done) -> None:
        """It was cancelled while it was on its way (somebody was erased): delete it there. Or this
        process was thought dead, and another sends it again: whoever is erased has both deleted.
        """
        if row.state == "cancelled" and done.messages:
            to = Recipient(row.channel, done.job.address, group=row.group)
            self.put(session, to, Remove(done.messages), rank=STAFF)
        elif done.messages and row.taken_by != self.holder:
            now = self._clock.now()
            session.add_all(posted(row, message, now) for message in done.messages)
