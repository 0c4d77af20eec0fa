"""The tables of the library of answers. Nothing about a person is in them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Number, Ref, RowId, Word


class AnswerCheck(Base):
    """What a volunteer said of an answer; the newest row of an answer counts.

    state: checked (I have read the source: this is right today), stale (it is wrong or too old).
    `words` is the fingerprint of the English text that they had before them, so that a text that
    was changed since is due again. `id` is what the audit log calls it.
    """

    __tablename__ = "answer_check"
    number: Mapped[Number]
    id: Mapped[RowId]
    answer: Mapped[Word]
    state: Mapped[Word]
    words: Mapped[Ref]
    at: Mapped[datetime]
    volunteer_id: Mapped[UUID]

    __table_args__ = (Index("answer_check_newest", "answer", "number"),)


class AnswerTally(Base):
    """How often an answer was shown on a day in a language, and whether people said it helped."""

    __tablename__ = "answer_tally"
    answer: Mapped[Word] = mapped_column(primary_key=True)
    language: Mapped[Word] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    shown: Mapped[int]
    helped: Mapped[int]
    not_helped: Mapped[int]
