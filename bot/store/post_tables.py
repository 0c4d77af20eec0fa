"""The tables of the post: what came in, what goes out, what was posted where."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Number, Ref, RowId, Word
from bot.store.columns import Index as IndexColumn

UNDONE = text("state = 'waiting'")
UNSENT = text("state IN ('queued', 'sending')")


class Inbox(Base):
    """One update as it came, sealed; emptied when its effect is committed.

    state: waiting, done, dead (nobody could read it, or it failed too often).
    """

    __tablename__ = "inbox"
    number: Mapped[Number]
    id: Mapped[RowId]
    channel: Mapped[Word]
    key: Mapped[Ref]
    conversation: Mapped[IndexColumn]
    payload: Mapped[bytes | None]
    post_key: Mapped[Word]
    received_at: Mapped[datetime]
    state: Mapped[Word] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    fault: Mapped[Ref | None]

    __table_args__ = (
        UniqueConstraint("channel", "key"),
        Index(
            "inbox_undone",
            "conversation",
            "number",
            sqlite_where=UNDONE,
            postgresql_where=UNDONE,
        ),
        Index("inbox_received", "received_at"),
    )


class Cursor(Base):
    """How far a channel has been told that its updates are kept."""

    __tablename__ = "cursor"
    channel: Mapped[Word] = mapped_column(primary_key=True)
    next_offset: Mapped[int] = mapped_column(BigInteger)


class Outbox(Base):
    """One action to do through a channel; its body is sealed, and emptied when it is done.

    state: queued, sending (committed before the call), sent, held (the chat cannot be reached
    now), failed, cancelled. `rank`: the smaller the sooner. `number` orders one chat's rows.
    `doubts`: how many of its tries may have arrived without anybody knowing. `sent_at`: when it
    was sent, or was found to have been on its way.
    `lane` says which process may send to the chat, `taken_by` which one is sending it.
    """

    __tablename__ = "outbox"
    number: Mapped[Number]
    id: Mapped[RowId] = mapped_column(insert_sentinel=True)  # many rows in one INSERT
    channel: Mapped[Word]
    chat: Mapped[IndexColumn]
    lane: Mapped[int] = mapped_column(server_default="0")
    group: Mapped[bool]
    address: Mapped[bytes | None]
    body: Mapped[bytes | None]
    post_key: Mapped[Word]
    rank: Mapped[int]
    state: Mapped[Word] = mapped_column(default="queued")
    taken_by: Mapped[UUID | None]
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    message: Mapped[Ref | None]
    fault: Mapped[Word | None]
    contact_id: Mapped[UUID | None] = mapped_column(index=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    ticket_id: Mapped[UUID | None]
    entry_id: Mapped[UUID | None]

    __table_args__ = (
        Index("outbox_unsent", "chat", "number", sqlite_where=UNSENT, postgresql_where=UNSENT),
        Index("outbox_created", "created_at"),
    )


class Process(Base):
    """A process that serves this database, until the server's clock says otherwise. The one with
    the lowest number polls.
    """

    __tablename__ = "process"
    number: Mapped[Number]
    id: Mapped[UUID] = mapped_column(unique=True)
    alive_until: Mapped[datetime]


class Moment(Base):
    """When something was done last (updates were fetched, the digest was sent), by its name."""

    __tablename__ = "moment"
    name: Mapped[Word] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Absence(Base):
    """A time in which messages of people were lost, and how far they have been told.

    `told` counts the people, `part` is the first part of all contacts (`Telling`) that has not
    been told yet: no contact's id stands here, so nothing has to be erased.
    """

    __tablename__ = "absence"
    number: Mapped[Number]
    since: Mapped[datetime]
    until: Mapped[datetime]
    told: Mapped[int] = mapped_column(default=0)
    part: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]


class Posted(Base):
    """Which message of a chat belongs to what: replies find their ticket, hiding finds the rest.

    `ours` tells the bot's messages from those that it received.
    """

    __tablename__ = "posted"
    chat: Mapped[IndexColumn] = mapped_column(primary_key=True)
    message: Mapped[Ref] = mapped_column(primary_key=True)
    ours: Mapped[bool]
    at: Mapped[datetime] = mapped_column(index=True)
    contact_id: Mapped[UUID | None] = mapped_column(index=True)
    ticket_id: Mapped[UUID | None] = mapped_column(index=True)
    entry_id: Mapped[UUID | None]
