"""The life of a notice: a draft, above the menu, told to those who asked, taken down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.notices.templates import TEMPLATES
from bot.notices.wording import as_written
from bot.post.outbox import NOTICE
from bot.privacy.audit import note
from bot.store.tables import Notice, Outbox

ON_THE_MENU = 3
"""So many stand above the menu, the newest ones: more would push the menu off a small screen."""


def make(
    session: AsyncSession,
    template: str,
    values: Mapping[str, str],
    by: UUID,
    now: datetime,
) -> Notice:
    """A draft."""
    notice = Notice(
        id=uuid4(), template=template, written=as_written(values), made_by=by, made_at=now
    )
    session.add(notice)
    return notice


def stands(now: datetime) -> ColumnElement[bool]:
    """Whether a notice is one that people read now. One whose template has gone with an earlier
    version stands in nobody's way.
    """
    up = Notice.put_up_at.is_not(None) & Notice.taken_down_at.is_(None)
    return up & (Notice.until > now) & Notice.template.in_(TEMPLATES)


async def standing(
    session: AsyncSession, now: datetime, most: int | None = None
) -> Sequence[Notice]:
    """The notices that stand, the newest first."""
    query = select(Notice).where(stands(now)).order_by(Notice.put_up_at.desc(), Notice.id)
    return (await session.scalars(query.limit(most))).all()


async def put_up(session: AsyncSession, notice: Notice, by: UUID, now: datetime) -> bool:
    """From now on it stands above the menu. False where it did already, or its time is over."""
    draft = Notice.put_up_at.is_(None) & (Notice.until > now)
    return await _change(session, notice, draft, "notice put up", by, now, put_up_at=now)


async def tell(session: AsyncSession, notice: Notice, by: UUID, now: datetime) -> bool:
    """Send it to those who asked to be told. False where that was said already, or it is over."""
    fits = stands(now) & Notice.tell_at.is_(None)
    return await _change(session, notice, fits, "notice told", by, now, tell_at=now)


async def take_down(session: AsyncSession, notice: Notice, by: UUID, now: datetime) -> bool:
    """It is over: it leaves the menu, and what of it has not gone out does not go out any more."""
    up = Notice.put_up_at.is_not(None) & Notice.taken_down_at.is_(None)
    if not await _change(session, notice, up, "notice taken down", by, now, taken_down_at=now):
        return False
    await session.execute(
        update(Outbox)
        .where(Outbox.entry_id == notice.id, Outbox.rank == NOTICE)
        .where(Outbox.state.in_(("queued", "held")))
        .values(state="cancelled", body=None, address=None)
        .execution_options(synchronize_session=False)
    )
    return True


def until(now: datetime, days: int, last: datetime | None) -> datetime:
    """When a notice ends that is to stand so many days; `last`: after that it means nothing."""
    end = now + timedelta(days=days)
    return min(end, last) if last else end


async def _change(
    session: AsyncSession,
    notice: Notice,
    only: ColumnElement[bool],
    action: str,
    by: UUID,
    now: datetime,
    **values: datetime,
) -> bool:
    """One conditional update: of two who tap at once, one does it."""
    await session.flush()
    done = await session.scalars(
        update(Notice)
        .where(Notice.id == notice.id, only)
        .values(**values)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(notice)
    if changed:
        note(session, action, now, actor=by, subject=notice.id)
    return changed
