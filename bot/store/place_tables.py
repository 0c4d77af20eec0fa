"""The table of service points: what people read as places and hours. Nothing in it is anybody's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Word


class ServicePoint(Base):
    """A place that helps: a day centre, a doctor, a legal help desk. Its facts are no text, so a
    change shows in every language at once.

    `key` is its name in flows/places.toml, `position` its place there. `services`, `audience` and
    `languages` are words with spaces between them. `hours` is as `bot.places.written` reads it, ""
    where nobody knows; `otherwise` are days that are not as usual, each a line ("2026-12-24
    09:00-12:00"; closed without hours). `holidays`: whether it is open on Belgian public holidays.
    `times` says when something is given out, each a line ("clothes Tue 14:00-16:00"). `price` is in
    cents, None where nobody knows. `pin` is "latitude,longitude". `address` and `pin` of a `secret`
    one are never shown to anybody.

    `checked_at` is None until somebody checked it; after `stale_after` days it is too old to rely
    on. `changed_at` is None as long as only the seed has spoken: then the row follows its seed.
    """

    __tablename__ = "service_point"
    id: Mapped[Id]
    key: Mapped[Word] = mapped_column(unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    services: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(200), default="")
    pin: Mapped[str] = mapped_column(String(40), default="")
    hours: Mapped[str] = mapped_column(String(500), default="")
    otherwise: Mapped[str] = mapped_column(String(2000), default="")
    holidays: Mapped[bool | None]
    times: Mapped[str] = mapped_column(String(1000), default="")
    price: Mapped[int | None]
    languages: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    secret: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(200), default="")
    stale_after: Mapped[int]
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[UUID | None]
    changed_at: Mapped[datetime | None]
    changed_by: Mapped[UUID | None]
