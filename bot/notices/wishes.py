"""Who asked to be written to: for news, and to be reminded of their letters. Neither a yes nor a no
changes anything else.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.notices.hours import next_week
from bot.office import Office
from bot.people.consent import LETTERS, NOTICES
from bot.people.known import Known
from bot.store.tables import Contact, LettersReminder, Listing, NoticeCopy, NoticeWish, Speaking


async def wish(
    session: AsyncSession, office: Office, known: Known, purpose: str, *, given: bool
) -> None:
    """Somebody wants it, or wants it no more; other purposes are none of ours. Twice is once."""
    if purpose == NOTICES:
        await _wish_news(session, known, office.now(), given=given)
    elif purpose == LETTERS:
        await _wish_letters(session, office, known, given=given)


async def wishes_news(session: AsyncSession, known: Known) -> bool:
    """Whether this phone is told of notices."""
    found = await session.get(NoticeWish, known.person.id)
    return found is not None


async def reminder_of(session: AsyncSession, person_id: UUID) -> LettersReminder | None:
    """The weekly reminder that somebody asked for."""
    query = select(LettersReminder).where(LettersReminder.person_id == person_id)
    return (await session.scalars(query)).one_or_none()


def to_tell(notice_id: UUID) -> Select[UUID]:
    """The contacts that are still to be sent a notice, in an order of their own: those who asked,
    whom a message can reach, and who have not told us never to write here.
    """
    never = exists().where(
        Speaking.contact_id == NoticeWish.contact_id,
        Listing.person_id == Speaking.person_id,
        Listing.phone == "not_here",
        Listing.state != "withdrawn",
    )
    had = exists().where(
        NoticeCopy.notice_id == notice_id, NoticeCopy.contact_id == NoticeWish.contact_id
    )
    return (
        select(NoticeWish.contact_id)
        .join(Contact, Contact.id == NoticeWish.contact_id)
        .where(Contact.reachable, ~never, ~had)
        .distinct()
        .order_by(NoticeWish.contact_id)
    )


async def how_many(session: AsyncSession, notice_id: UUID) -> int:
    """How many people a notice would reach."""
    whom = to_tell(notice_id).order_by(None).subquery()
    return await session.scalar(select(func.count()).select_from(whom)) or 0


async def _wish_news(session: AsyncSession, known: Known, now: datetime, *, given: bool) -> None:
    if not given:
        await _no_more(session, NoticeWish, known)
    elif await session.get(NoticeWish, known.person.id) is None:
        person, contact = known.person.id, known.contact.id
        session.add(NoticeWish(person_id=person, contact_id=contact, since=now))


async def _wish_letters(
    session: AsyncSession, office: Office, known: Known, *, given: bool
) -> None:
    if not given:
        await _no_more(session, LettersReminder, known)
    elif await reminder_of(session, known.person.id) is None:
        due = next_week(office.now(), office.catalogues.zone)
        person, contact = known.person.id, known.contact.id
        session.add(LettersReminder(person_id=person, contact_id=contact, due_at=due))


async def _no_more(
    session: AsyncSession, table: type[NoticeWish | LettersReminder], known: Known
) -> None:
    """Nothing more comes to this phone, whoever of those it speaks for had asked."""
    theirs = (table.person_id == known.person.id) | (table.contact_id == known.contact.id)
    await session.flush()
    for row in (await session.scalars(select(table).where(theirs))).all():
        await session.delete(row)
