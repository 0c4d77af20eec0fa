"""Who said of which answer that it is right today, or that it no longer is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.standing import Check, State, fingerprint
from bot.engine import Article
from bot.privacy.audit import note
from bot.store.tables import AnswerCheck

__all__ = ["Check", "State", "fingerprint", "latest", "mark"]


async def latest(session: AsyncSession) -> Mapping[str, Check]:
    """The last check of each answer that has one, by the answer's id."""
    newest = select(func.max(AnswerCheck.number)).group_by(AnswerCheck.answer)
    rows = await session.scalars(select(AnswerCheck).where(AnswerCheck.number.in_(newest)))
    return {row.answer: _check(row) for row in rows}


def mark(
    session: AsyncSession, article: Article, state: State, volunteer: UUID, now: datetime
) -> None:
    """Keep what a volunteer says of an answer as it reads today, with a line in the audit log."""
    row = AnswerCheck(
        id=uuid4(),
        answer=article.id,
        state=state,
        words=fingerprint(article),
        at=now,
        volunteer_id=volunteer,
    )
    session.add(row)
    note(session, f"answer {state}", now, actor=volunteer, subject=row.id)


def _check(row: AnswerCheck) -> Check:
    state: State = "checked" if row.state == "checked" else "stale"
    return Check(row.answer, state, row.words, row.at, row.volunteer_id)
