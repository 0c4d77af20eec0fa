"""The tables of what a coordinator tells everybody, and of who asked to be written to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Word, belongs_to

TO_TELL = text("tell_at IS NOT NULL AND told_at IS NULL")


class Notice(Base):
    """Something for everybody, above the menu; a draft as long as `put_up_at` is empty.

    `written` are the template's values as JSON: dates, names of places, or a coordinator's own
    words, which are in `language`. `until` is the end of it; `taken_down_at` an earlier one.
    `tell_at`: it is to be sent to those who asked; `told_at`: there is nobody left to send it to.
    """

    __tablename__ = "notice"
    id: Mapped[Id]
    template: Mapped[Word]
    written: Mapped[str] = mapped_column(Text)
    language: Mapped[Word | None]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    until: Mapped[datetime | None]
    put_up_at: Mapped[datetime | None]
    taken_down_at: Mapped[datetime | None]
    tell_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]

    __table_args__ = (
        Index("notice_until", "until"),
        Index("notice_to_tell", "tell_at", sqlite_where=TO_TELL, postgresql_where=TO_TELL),
    )


class NoticeCopy(Base):
    """Who was sent a notice: nobody gets it twice, wherever the process dies."""

    __tablename__ = "notice_copy"
    notice_id: Mapped[UUID] = mapped_column(belongs_to("notice.id"), primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class NoticeWish(Base):
    """Somebody asked to be written to when there is a notice, and through which contact."""

    __tablename__ = "notice_wish"
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), index=True)
    since: Mapped[datetime]


class LettersReminder(Base):
    """Somebody asked to be reminded each week to check their letters. `asked_at` is when they were,
    until they have answered.
    """

    __tablename__ = "letters_reminder"
    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), unique=True)
    contact_id: Mapped[UUID] = mapped_column(belongs_to("contact.id"), index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
