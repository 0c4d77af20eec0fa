"""What somebody on the list would read if they asked now: an open offer, an address, a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined, verbatim
from bot.office import Office
from bot.shelter import aside_words
from bot.shelter import offer_words as say
from bot.shelter.ends import stay_ends
from bot.shelter.pushed_words import ACCEPTED, ASKED, LAST_NIGHT, OFFERED, RESTS, Pushed
from bot.shelter.wording import Wording, wording
from bot.shelter.words import NOT_FEDASIL
from bot.speech.dates import day_in_words
from bot.store.tables import Listing, Offer

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class News:
    """A text, its keys, and the offer that it is about."""

    text: Text
    keys: tuple[Pushed, ...] = ()
    offer: UUID | None = None


RESTING = {"silent": aside_words.SILENT, "stay": aside_words.STILL_NEEDED}
"""What is said of a rest, by why it is one."""


async def news(
    session: AsyncSession, office: Office, listing: Listing, language: str
) -> News | None:
    """What there is to say to somebody now; None where nothing is new."""
    offer = await newest_offer(session, listing)
    said = await wording(session, office, offer, language) if offer else None
    match listing.state:
        case "offered" | "accepted" | "placed" if said:
            return _of_offer(said)
        case "set_aside":
            text = RESTING.get(listing.aside_why or "", aside_words.RESTS)
            return News(joined(text, NOT_FEDASIL), RESTS)
        case "waiting" | "draft" if listing.asked_at:
            return News(still_needed_question(), ASKED)
        case "waiting" if said and said.vacancy.starts_at > office.now():
            return _of_offer(said)
    return None


def still_needed_question() -> Text:
    """The weekly question."""
    return joined(aside_words.STILL_NEEDED, NOT_FEDASIL)


def last_night_question(said: Wording) -> Text:
    """What is asked before the last night."""
    zone = said.office.catalogues.zone
    morning = stay_ends(said.vacancy).astimezone(zone).date()
    night = verbatim(day_in_words(morning - DAY, said.language))
    return joined(aside_words.AFTER.with_values(day=night), NOT_FEDASIL)


async def newest_offer(session: AsyncSession, listing: Listing) -> Offer | None:
    """The offer that was made to them last, whatever became of it."""
    query = (
        select(Offer)
        .where(Offer.listing_id == listing.id, Offer.offered_at.is_not(None))
        .order_by(Offer.offered_at.desc())
        .limit(1)
    )
    return (await session.scalars(query)).one_or_none()


def _of_offer(said: Wording) -> News | None:
    offer = said.offer
    match offer.state:
        case "open":
            return News(said.question(), OFFERED, offer.id)
        case "accepted" | "came" if offer.due == "left":
            return News(last_night_question(said), LAST_NIGHT, offer.id)
        case "accepted":
            return News(said.address(), ACCEPTED, offer.id)
        case "unanswered":
            return News(joined(say.OVER, NOT_FEDASIL), ("yes",), offer.id)
        case "withdrawn":
            return News(joined(say.WITHDRAWN, NOT_FEDASIL), (), offer.id)
    return None
