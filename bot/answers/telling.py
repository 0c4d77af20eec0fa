"""An answer as a person reads it: its words, and below them its source and its age."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.checks import latest
from bot.answers.freshness import certainty
from bot.answers.standing import Standing, standing
from bot.engine import Article, Text, joined
from bot.office import Office
from bot.speech.dates import date_in_words


async def standing_of(session: AsyncSession, office: Office, article: Article) -> Standing:
    """How an answer stands today, in the time zone of the place."""
    zone = office.catalogues.zone
    check = (await latest(session)).get(article.id)
    return standing(article, check, office.now().astimezone(zone).date(), zone)


def as_told(stands: Standing, language: str, places: Text | None = None) -> Text:
    """The answer for somebody who reads a language, the places that it names below its words; the
    same whether they asked the bot or a helper sends it.
    """
    day = date_in_words(stands.checked_on, language) if stands.checked_on else ""
    below = [places] if places else []
    return joined(stands.article.body, *below, certainty(stands, day))
