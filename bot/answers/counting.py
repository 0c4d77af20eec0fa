"""How often an answer was shown and whether it helped: numbers a day, and nothing about anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import AnswerTally

What = Literal["shown", "helped", "not_helped"]
WHATS: tuple[What, ...] = ("shown", "helped", "not_helped")


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that happened with an answer, on a day of the place, in a language."""

    answer: str
    language: str
    day: date
    what: What


async def count(session: AsyncSession, happened: Sequence[Counted]) -> None:
    """Add to the numbers, in one statement, and always in the same order: two processes that count
    the same answers then wait for each other, and not in a circle.
    """
    if not happened:
        return
    counted = Counter(happened)
    keys = sorted({(each.answer, each.language, each.day) for each in happened})
    rows = [
        {
            "answer": answer,
            "language": language,
            "day": day,
            **{what: counted[Counted(answer, language, day, what)] for what in WHATS},
        }
        for answer, language, day in keys
    ]
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    insert = dialect.insert(AnswerTally).values(rows)
    more = {what: getattr(AnswerTally, what) + insert.excluded[what] for what in WHATS}
    await session.execute(
        insert.on_conflict_do_update(index_elements=["answer", "language", "day"], set_=more)
    )
