"""How somebody on the list can be written to: through which contact, and how openly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined
from bot.office import Office
from bot.people.known import Known
from bot.post.actions import Send
from bot.post.outbox import ANSWER, About
from bot.shelter.offer_words import A_MESSAGE, ABOUT
from bot.shelter.pushed_words import KEYS, Pushed
from bot.speech.direction import isolate
from bot.speech.keys import Rows, after_news, in_rows
from bot.store.tables import Contact, Listing, Person, Speaking

BETWEEN = " · "
"""Between the words of a key and the reference of whom it is about."""


@dataclass(frozen=True, slots=True)
class Way:
    """A contact through which somebody is told things. `reference` is theirs, where this phone
    speaks for others on the list as well, and else empty.
    """

    known: Known
    listing: Listing
    reference: str = ""

    @property
    def language(self) -> str:
        """The language of whoever holds the phone."""
        return self.known.person.language or self.listing.language

    @property
    def works(self) -> bool:
        """Whether what is sent now can arrive: they have not blocked the bot."""
        return self.known.contact.reachable


async def way_to(session: AsyncSession, office: Office, listing: Listing) -> Way | None:
    """The way to somebody on the list; None where there is none, or they want nothing sent."""
    if listing.phone == "not_here":
        return None
    contact = await session.scalar(
        select(Speaking.contact_id)
        .join(Contact, Contact.id == Speaking.contact_id)
        .where(Speaking.person_id == listing.person_id)
        .order_by((Contact.person_id == listing.person_id).desc(), Speaking.since.desc())
        .limit(1)
    )
    known = await office.people.by_contact(session, contact) if contact else None
    if known is None:
        return None
    return Way(known, listing, await reference_on(session, known.contact.id, listing.person_id))


async def reference_on(session: AsyncSession, contact_id: UUID, person_id: UUID) -> str:
    """The reference that tells a person from others of the list on one phone; empty where nobody
    else on it is listed.
    """
    speaking = select(Speaking.person_id).where(Speaking.contact_id == contact_id)
    others = select(func.count()).where(
        Listing.person_id.in_(speaking),
        Listing.person_id != person_id,
        Listing.state != "withdrawn",
    )
    if not await session.scalar(others):
        return ""
    return (await session.get_one(Person, person_id)).reference


def push(
    session: AsyncSession,
    office: Office,
    way: Way,
    text: Text,
    keys: Sequence[Pushed] = (),
    *,
    offer: UUID | None = None,
    lasts: timedelta | None = None,
    rank: int = ANSWER,
) -> None:
    """Send what nobody asked for, with its keys. A shared phone shows that there is a message, and
    no more. `offer`: whose the row is, so that it is known which of them did not arrive.
    """
    if way.listing.phone == "shared":
        text, keys = A_MESSAGE, ("read",)
    elif way.reference:
        text = about(text, way.reference)
    labels = [key_label(office, way.language, key, way.reference) for key in keys]
    rows = keyboard(office, way.language, way.known.contact, labels)
    send = Send(office.catalogues.say(text, way.language), keyboard=rows)
    belongs = About(way.listing.person_id, None, offer)
    office.outbox.put(session, way.known.recipient, send, belongs, rank, lasts)


def about(text: Text, reference: str) -> Text:
    """The same, saying whom it is about."""
    return joined(ABOUT.with_values(reference=reference), text)


def keyboard(office: Office, language: str, contact: Contact, labels: Sequence[str]) -> Rows:
    """Some keys of the list, then those that lead on."""
    in_a_flow = contact.asked_flow not in (None, "menu")
    return (*in_rows(labels), *after_news(office.catalogues, language, in_a_flow=in_a_flow))


def key_label(office: Office, language: str, key: Pushed, reference: str = "") -> str:
    """A key's words, with a reference where it takes one to know whose answer it is."""
    label = office.catalogues.say(KEYS[key], language)
    if not reference or key == "read":
        return label
    rtl = office.catalogues[language].direction == "rtl"
    return f"{label}{BETWEEN}{isolate(reference) if rtl else reference}"
