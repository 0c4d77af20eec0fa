"""Sending what somebody asked for, behind everything else, and so that a phone that others read
gives nothing away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text
from bot.notices.pushed_words import KEYS, Reminded
from bot.office import Office
from bot.people.known import Known
from bot.post.actions import Send
from bot.post.outbox import NOTICE, About
from bot.shelter.offer_words import A_MESSAGE
from bot.shelter.pushed_words import READ
from bot.speech.keys import after_news, in_rows
from bot.store.tables import Listing, Speaking


@dataclass(frozen=True, slots=True)
class Careful:
    """Contacts of people who told us that others read the phone too, and of people who told us
    never to write to it.
    """

    shared: frozenset[UUID]
    never: frozenset[UUID]


async def careful(session: AsyncSession, contacts: Collection[UUID]) -> Careful:
    """What is known of some contacts; the list is where people are asked whose phone it is."""
    query = (
        select(Speaking.contact_id, Listing.phone)
        .join(Listing, Listing.person_id == Speaking.person_id)
        .where(Speaking.contact_id.in_(contacts), Listing.state != "withdrawn")
    )
    found = [(contact, phone) for contact, phone in await session.execute(query)]
    return Careful(
        frozenset(contact for contact, phone in found if phone == "shared"),
        frozenset(contact for contact, phone in found if phone == "not_here"),
    )


def language_of(office: Office, known: Known) -> str:
    """The language in which somebody is written to."""
    return known.person.language or known.contact.asked_language or office.first_language


def push(
    session: AsyncSession,
    office: Office,
    known: Known,
    text: Text,
    keys: Sequence[Reminded],
    *,
    shared: bool,
    lasts: timedelta,
    belongs: UUID,
) -> None:
    """Queue it, worthless after a while. What was asked or answered last stays as it is."""
    language, say = language_of(office, known), office.catalogues.say
    labels = [say(READ, language)] if shared else [say(KEYS[key], language) for key in keys]
    in_a_flow = known.contact.asked_flow not in (None, "menu")
    rows = (*in_rows(labels), *after_news(office.catalogues, language, in_a_flow=in_a_flow))
    send = Send(say(A_MESSAGE if shared else text, language), keyboard=rows)
    about = About(known.person.id, None, belongs)
    office.outbox.put(session, known.recipient, send, about, NOTICE, lasts)
