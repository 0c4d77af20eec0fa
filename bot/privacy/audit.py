"""The audit log: who did what to what, by random ids, in a chain that shows if one is missing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import Audit

CHAINED_AT_ONCE = 500


def note(
    session: AsyncSession,
    action: str,
    now: datetime,
    *,
    actor: UUID | None = None,
    subject: UUID | None = None,
) -> None:
    """Write one line, in the transaction of what it tells."""
    session.add(Audit(at=now, action=action, actor=actor, subject=subject))


async def chain(session: AsyncSession) -> int:
    """Chain the lines that are not chained yet; how many. Run by a periodic job, so that writers
    do not wait for each other.
    """
    last = select(Audit.chain).where(Audit.chain.is_not(None)).order_by(Audit.number.desc())
    previous = await session.scalar(last.limit(1)) or b""
    loose = select(Audit).where(Audit.chain.is_(None)).order_by(Audit.number)
    lines = (await session.scalars(loose.limit(CHAINED_AT_ONCE))).all()
    for line in lines:
        line.chain = previous = link(previous, line)
    return len(lines)


async def first_broken(session: AsyncSession) -> int | None:
    """The number of the first line that does not follow from the one before; None if all do."""
    previous = b""
    chained = select(Audit).where(Audit.chain.is_not(None)).order_by(Audit.number)
    for line in await session.scalars(chained):
        if line.chain != link(previous, line):
            return line.number
        previous = line.chain
    return None


def link(previous: bytes, line: Audit) -> bytes:
    """SHA-256 over the link before and the line, 32 bytes."""
    said = f"{line.number}|{line.at.isoformat()}|{line.action}|{line.actor}|{line.subject}"
    return hashlib.sha256(previous + said.encode()).digest()
