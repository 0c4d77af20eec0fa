"""The tables of the desk: tickets, their entries, cards, volunteers, the audit log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Number, Ref, RowId, Word, belongs_to
from bot.store.columns import Index as IndexColumn


class Card(Base):
    """A message in a staff group that shows tickets: a view, brought up to date when it can be.

    `wanted` and `shown` are versions; they differ while the view lags behind. `shown_at` is when
    it was posted or edited last, `shown_often` how often with less than a minute in between.
    """

    __tablename__ = "card"
    id: Mapped[Id]
    channel: Mapped[Word]
    group_address: Mapped[Ref]
    message: Mapped[Ref | None]
    wanted: Mapped[int] = mapped_column(default=1)
    shown: Mapped[int] = mapped_column(default=0)
    shown_at: Mapped[datetime | None]
    shown_often: Mapped[int] = mapped_column(default=0, server_default="0")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime]
    created_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "card_behind",
            "next_attempt_at",
            sqlite_where=text("shown < wanted"),
            postgresql_where=text("shown < wanted"),
        ),
    )


class Volunteer(Base):
    """Somebody of the staff. The name is sealed with the key of their contact."""

    __tablename__ = "volunteer"
    id: Mapped[Id]
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), unique=True)
    name: Mapped[bytes]
    language: Mapped[Word]
    as_person: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Membership(Base):
    """A volunteer's place in a staff group, and when that was last known for certain."""

    __tablename__ = "membership"
    volunteer_id: Mapped[UUID] = mapped_column(belongs_to("volunteer.id"), primary_key=True)
    group_address: Mapped[Ref] = mapped_column(primary_key=True)
    role: Mapped[Word]
    checked_at: Mapped[datetime]


class MovedGroup(Base):
    """A staff group's old address and its new one, so that the setting may lag behind."""

    __tablename__ = "moved_group"
    old_address: Mapped[Ref] = mapped_column(primary_key=True)
    new_address: Mapped[Ref]


class LostGroup(Base):
    """A staff group that the bot cannot write to now: it was thrown out, or may not write."""

    __tablename__ = "lost_group"
    address: Mapped[Ref] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Ticket(Base):
    """One request. state: open, claimed, answered, closed. At most one owner."""

    __tablename__ = "ticket"
    id: Mapped[Id]
    reference: Mapped[Ref] = mapped_column(unique=True)
    service: Mapped[Word]
    topic: Mapped[Word]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(belongs_to("contact.id"), index=True)
    language: Mapped[Word]
    urgent: Mapped[bool]
    state: Mapped[Word] = mapped_column(default="open")
    owner_id: Mapped[UUID | None] = mapped_column(belongs_to("volunteer.id"), index=True)
    card_id: Mapped[UUID | None] = mapped_column(belongs_to("card.id"), index=True)
    opened_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ticket_waiting",
            "service",
            "urgent",
            "opened_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class EntryRow(Base):
    """One thing in a ticket, sealed with the person's key.

    kind: answers (of a flow), words (of the person), edit, answer (of a volunteer), note (stays
    inside). `source` is the channel's id of the message it came in.
    """

    __tablename__ = "entry"
    number: Mapped[Number]
    id: Mapped[RowId]
    ticket_id: Mapped[UUID] = mapped_column(belongs_to("ticket.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    kind: Mapped[Word]
    volunteer_id: Mapped[UUID | None]
    body: Mapped[bytes]
    source: Mapped[Ref | None]
    chat: Mapped[IndexColumn | None]
    at: Mapped[datetime]

    __table_args__ = (Index("entry_source", "chat", "source"),)


class Audit(Base):
    """Who did what to what, by random ids only. `chain` is filled by a periodic job."""

    __tablename__ = "audit"
    number: Mapped[Number]
    at: Mapped[datetime]
    action: Mapped[Word]
    actor: Mapped[UUID | None]
    subject: Mapped[UUID | None] = mapped_column(index=True)
    chain: Mapped[bytes | None]
