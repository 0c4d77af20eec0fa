"""The tables of the shelter list: who waits, which places are free, what was offered to whom.

Clear are states, times, numbers and which list; what somebody declared and any telephone number is
sealed with the person's key, and where a house is with the key of the house.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.columns import Base, Id, Number, Ref, Word, belongs_to
from bot.store.columns import Index as IndexColumn

WAITING = text("state = 'waiting'")
RUNNING = text("due_at IS NOT NULL")


class Listing(Base):
    """A household's place on one of the lists: one for each person who registered.

    state: draft (a human has to settle something first), waiting, offered, accepted, placed,
    set_aside, withdrawn. `list` is men, women, families or couples; None until it is settled.
    `since` is the date that counts, `lot` decides between two that are the same. `tier`: 1 goes
    before 2, and 3 is everybody's until a human has assessed otherwise. `size`: people in the
    household, None until it is known; `cots` of them need one. `declared` are the sealed answers.
    `phone`: own, shared, not_here (nothing may be sent). `number` is sealed, for calls only.
    `tonight`: wants to be asked at short notice. `silences` and `misses` count unanswered offers
    and nights not come for. `due_at` is when the next question falls due, `talk_by` until when
    staff are to talk with them about what they declared.
    """

    __tablename__ = "listing"
    id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), unique=True)
    list: Mapped[Word | None]
    state: Mapped[Word]
    since: Mapped[datetime]
    lot: Mapped[int] = mapped_column(BigInteger)
    tier: Mapped[int] = mapped_column(default=3)
    size: Mapped[int | None]
    cots: Mapped[int] = mapped_column(default=0)
    accessible: Mapped[bool] = mapped_column(default=False)
    language: Mapped[Word]
    declared: Mapped[bytes | None]
    number: Mapped[bytes | None]
    phone: Mapped[Word] = mapped_column(default="")
    tonight: Mapped[bool] = mapped_column(default=False)
    silences: Mapped[int] = mapped_column(default=0)
    misses: Mapped[int] = mapped_column(default=0)
    heard_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    talk_by: Mapped[datetime | None]
    aside_why: Mapped[Word | None]
    entered_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "listing_waiting",
            "list",
            "tier",
            "since",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index("listing_due", "due_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
    )


class House(Base):
    """A house with places. What is said of it is sealed with its own key. `secret`: `whereabouts`
    is a meeting point, and the address is nowhere here.
    """

    __tablename__ = "house"
    id: Mapped[Id]
    name: Mapped[bytes]
    whereabouts: Mapped[bytes]
    bring: Mapped[bytes | None]
    secret: Mapped[bool]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Vacancy(Base):
    """Free places in a house for one list, from a moment, for some nights.

    A place is a bed for men and women, a room for couples and families: `size` is how many people
    one place takes, `cots` how many cots each can have, `accessible` how many of the places are.
    state: proposed, approved, ended, withdrawn. `version` counts every change of its proposal.
    """

    __tablename__ = "vacancy"
    id: Mapped[Id]
    house_id: Mapped[UUID] = mapped_column(belongs_to("house.id"), index=True)
    list: Mapped[Word]
    places: Mapped[int]
    size: Mapped[int] = mapped_column(default=1)
    cots: Mapped[int] = mapped_column(default=0)
    accessible: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    nights: Mapped[int]
    state: Mapped[Word] = mapped_column(default="proposed")
    version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]


class Offer(Base):
    """One place proposed for, or offered to, one listing.

    state: proposed (a human has not approved it), open, accepted, declined, unanswered, withdrawn,
    came, missed. `why` it was their turn: tier, longest, access, next (`policy.Why`), or swap.
    `until` is the end of the time to answer; `due_at` is when the next thing falls due: send (tell
    it in the morning), half, last, end, after (ask what follows the stay) or left (it is over).
    `answered_by` is the volunteer who answered for them, if one did. `waited` is in days, when it
    was offered.
    """

    __tablename__ = "offer"
    id: Mapped[Id]
    vacancy_id: Mapped[UUID] = mapped_column(belongs_to("vacancy.id"), index=True)
    listing_id: Mapped[UUID] = mapped_column(belongs_to("listing.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(belongs_to("person.id"), index=True)
    place: Mapped[int]
    accessible: Mapped[bool] = mapped_column(default=False)
    why: Mapped[Word]
    tier: Mapped[int]
    waited: Mapped[int] = mapped_column(default=0)
    state: Mapped[Word] = mapped_column(default="proposed")
    offered_at: Mapped[datetime | None]
    until: Mapped[datetime | None]
    due: Mapped[Word | None]
    due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[UUID | None]
    call_ticket: Mapped[UUID | None]

    __table_args__ = (
        Index("offer_due", "due_at", sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index(
            "offer_one_open",
            "listing_id",
            unique=True,
            sqlite_where=text("state IN ('open', 'accepted')"),
            postgresql_where=text("state IN ('open', 'accepted')"),
        ),
    )


class Override(Base):
    """A human decided otherwise than the order: kind is skip, except, swap; the reason is kept."""

    __tablename__ = "override"
    number: Mapped[Number]
    at: Mapped[datetime]
    kind: Mapped[Word]
    reason: Mapped[Word]
    list: Mapped[Word]
    vacancy_id: Mapped[UUID]
    listing_id: Mapped[UUID | None] = mapped_column(index=True)
    volunteer_id: Mapped[UUID]


class Assessment(Base):
    """A human looked at what somebody declared: the tier before and after, and the reason."""

    __tablename__ = "assessment"
    number: Mapped[Number]
    at: Mapped[datetime]
    listing_id: Mapped[UUID] = mapped_column(belongs_to("listing.id"), index=True)
    volunteer_id: Mapped[UUID]
    before: Mapped[int]
    after: Mapped[int]
    reason: Mapped[Word]


class PaperCard(Base):
    """A printed card: a reference, a secret of which only a keyed digest is kept, and whose it is.

    `tries` counts wrong secrets; after some the card is locked. `used_at`: it moved somebody.
    """

    __tablename__ = "paper_card"
    id: Mapped[Id]
    reference: Mapped[Ref] = mapped_column(unique=True)
    secret: Mapped[IndexColumn]
    language: Mapped[Word]
    person_id: Mapped[UUID | None] = mapped_column(belongs_to("person.id"), index=True)
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    linked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class Outcome(Base):
    """What became of one offer, with nobody's id: usual waits and the report are made of these.

    result: accepted, declined, unanswered, withdrawn, came, missed. `waited` is in days.
    """

    __tablename__ = "outcome"
    number: Mapped[Number]
    at: Mapped[datetime] = mapped_column(index=True)
    list: Mapped[Word]
    tier: Mapped[int]
    language: Mapped[Word]
    result: Mapped[Word]
    waited: Mapped[int]
