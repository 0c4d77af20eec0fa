"""An offer in words, in one language, with its house opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, joined, verbatim
from bot.office import Office
from bot.shelter import offer_words as say
from bot.shelter.houses import About, read_house
from bot.shelter.pushed_words import GIVE_BACK
from bot.shelter.words import KINDS, NOT_FEDASIL
from bot.speech.dates import moment_in_words
from bot.store.tables import House, Offer, Vacancy


@dataclass(frozen=True)
class Wording:
    """What an offer is about, for whoever reads one language."""

    office: Office
    offer: Offer
    vacancy: Vacancy
    house: About
    language: str

    def question(self, *before: Text) -> Text:
        """The offer: what kind, how long, from when, what to bring, until when to answer."""
        bring = [say.BRING.with_values(bring=self.house.bring)] if self.house.bring else []
        return joined(
            *before,
            say.OFFER.with_values(**self._place()),
            joined_or(bring, say.WHERE_LATER),
            self.until(say.UNTIL),
            NOT_FEDASIL,
        )

    def address(self) -> Text:
        """What somebody needs who has said yes. The address of a secret house is not here."""
        where = say.MEET_AT if self.house.secret else say.GO_TO
        bring = [say.BRING.with_values(bring=self.house.bring)] if self.house.bring else []
        return joined(
            say.KEPT.with_values(**self._place()),
            where.with_values(where=self.house.whereabouts),
            *bring,
            say.GIVE_BACK_HOW.with_values(key=GIVE_BACK),
            NOT_FEDASIL,
        )

    def until(self, text: Text) -> Text:
        """A text with the end of the time to answer in it."""
        return text.with_values(until=self.moment(self.offer.until or self.office.now()))

    def moment(self, at: datetime) -> Text:
        """A moment in words."""
        return verbatim(moment_in_words(at, self.language, self.office.catalogues))

    def _place(self) -> dict[str, Text]:
        kind = KINDS[self.vacancy.list]
        if self.offer.accessible:
            kind = say.WITHOUT_STEPS.with_values(kind=kind)
        return {
            "kind": kind,
            "nights": say.nights(self.vacancy.nights),
            "start": self.moment(self.vacancy.starts_at),
        }


def joined_or(bring: list[Text], later: Text) -> Text:
    """One paragraph of what to bring and when the address comes."""
    return Text(" ", parts=(*bring, later))


async def wording(session: AsyncSession, office: Office, offer: Offer, language: str) -> Wording:
    """An offer's words in a language."""
    vacancy = await session.get_one(Vacancy, offer.vacancy_id)
    house = await session.get_one(House, vacancy.house_id)
    return Wording(office, offer, vacancy, await read_house(session, office, house), language)
