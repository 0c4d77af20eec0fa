"""The tables of voices: requests that were told by voice, and sentences read aloud."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Ref, Word, belongs_to


class Spoken(Base):
    """A request whose answers a helper fills in from recordings.

    state: filling (by a helper), asked (the person is asked whether it is right; until `due_at`),
    confirmed. `answers` holds the person's own answers and those with the helper's, sealed with the
    person's key. `entry_id` is the entry of the ticket that shows them, `asked_outbox` the row that
    carries the question. `revision` tells an old button from a new one.
    """

    __tablename__ = "spoken"
    ticket_id: Mapped[UUID] = mapped_column(belongs_to("ticket.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    flow: Mapped[Word]
    answers: Mapped[bytes]
    entry_id: Mapped[UUID]
    state: Mapped[Word]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    asked_outbox: Mapped[UUID | None]
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy's name


class Recording(Base):
    """A sentence that a volunteer has read aloud. `text` is the SHA-256 of the sentence as it read
    then (`bot.speech.recorded`), so that a changed one has no recording. state: wanted, heard (by
    whoever read it), accepted. The channel's id of the file is sealed with a key of its own.
    """

    __tablename__ = "recording"
    id: Mapped[Id]
    language: Mapped[Word]
    text: Mapped[Ref]
    state: Mapped[Word]
    file: Mapped[bytes | None]
    volunteer_id: Mapped[UUID]
    at: Mapped[datetime]

    __table_args__ = (Index("recording_of_text", "language", "text"),)
