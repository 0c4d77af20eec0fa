"""The tables of people: contacts and persons apart, and what was said so far."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Ref, Word, belongs_to
from bot.store.columns import Index as IndexColumn


class VaultKey(Base):
    """The wrapped key of a holder (a person or a contact). Without this row nothing opens."""

    __tablename__ = "vault_key"
    holder: Mapped[UUID] = mapped_column(primary_key=True)
    ring_key: Mapped[Word]
    wrapped: Mapped[bytes]


class KeyCheck(Base):
    """A known value sealed by a key of the ring: a wrong ring is noticed before it does harm."""

    __tablename__ = "key_check"
    ring_key: Mapped[Word] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class Person(Base):
    """Whom it is about. Reference, language, consent, key and requests belong to the person."""

    __tablename__ = "person"
    id: Mapped[Id]
    reference: Mapped[Ref] = mapped_column(unique=True)
    language: Mapped[Word | None]
    allows_keeping: Mapped[bool | None]
    created_at: Mapped[datetime]


class Contact(Base):
    """An address on a channel. It may speak for several persons; `person_id` is "me".

    `asked_*` is the question that was asked last here, in which language, and the outbox row that
    carries it. `answering` is the ticket that a volunteer wrote about last (in the outbox row
    `answering_outbox`): the next words go
    there. `after_consent` is the flow that waits for a yes. `slowed_at` is when they were told
    that they write very much at once. `came_from` is the place whose link they opened last;
    `helped`, sealed: which emergency numbers were shown within the last hour.
    """

    __tablename__ = "contact"
    id: Mapped[Id]
    channel: Mapped[Word]
    address_index: Mapped[IndexColumn] = mapped_column(unique=True)
    address: Mapped[bytes]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    reachable: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    asked_flow: Mapped[Word | None]
    asked_step: Mapped[Ref | None]
    asked_language: Mapped[Word | None]
    asked_outbox: Mapped[UUID | None]
    answering: Mapped[UUID | None]
    answering_outbox: Mapped[UUID | None]
    after_consent: Mapped[Word | None]
    acknowledged_at: Mapped[datetime | None]
    slowed_at: Mapped[datetime | None]
    album: Mapped[Ref | None]
    came_from: Mapped[Word | None]
    helped: Mapped[bytes | None]


class Speaking(Base):
    """Which contact speaks for which person; one of them is the contact's own."""

    __tablename__ = "speaking"
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), primary_key=True, index=True)
    since: Mapped[datetime]


class Consent(Base):
    """One yes or no of a person to one purpose, under one wording of the notice."""

    __tablename__ = "consent"
    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    purpose: Mapped[Word]
    given: Mapped[bool]
    notice: Mapped[Word]
    language: Mapped[Word]
    at: Mapped[datetime]


class ConversationRow(Base):
    """A conversation: a flow and the sealed answers. One per person and flow; which of them is
    current, the contact's `asked_flow` says.
    """

    __tablename__ = "conversation"
    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"))
    flow: Mapped[Word]
    answers: Mapped[bytes]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column()

    __table_args__ = (
        UniqueConstraint("person_id", "flow"),
        Index("conversation_updated", "updated_at"),
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy's name


class Held(Base):
    """Words that wait for a decision of whoever wrote them, sealed with the contact's key.

    waiting_for: consent, choice (of a ticket, or whether to ask a person), sending (a volunteer's
    words that are no reply).
    """

    __tablename__ = "held"
    id: Mapped[Id]
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), index=True)
    waiting_for: Mapped[Word]
    body: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(index=True)
