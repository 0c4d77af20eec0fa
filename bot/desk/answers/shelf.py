"""The library as the desk sees it: how each answer stands today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from bot.answers.checks import latest
from bot.answers.library import AnswerLibrary
from bot.answers.standing import Check, Standing, standing, standings
from bot.desk.shelter.screen import Screen
from bot.desk.staff import Member
from bot.engine import Article, Text, joined, verbatim
from bot.office import Office
from bot.speech.catalogues import Catalogues
from flows.answers import LIBRARY


def coordinates(member: Member) -> bool:
    """Whether they coordinate a service, whichever: the library belongs to all of them."""
    return "coordinator" in member.roles.values()


async def all_standings(member: Member) -> Sequence[Standing]:
    """All answers, the due ones first."""
    office = member.office
    today = office.now().astimezone(office.catalogues.zone).date()
    return standings_on(office, await latest(member.session), today)


def standings_on(office: Office, checks: Mapping[str, Check], today: date) -> Sequence[Standing]:
    """How all answers stand on a day, by what was said of them."""
    return standings(LIBRARY.values(), checks, today, office.catalogues.zone)


async def standing_of(member: Member, article: Article) -> Standing:
    """How one answer stands."""
    zone = member.office.catalogues.zone
    today = member.office.now().astimezone(zone).date()
    check = (await latest(member.session)).get(article.id)
    return standing(article, check, today, zone)


def article_of(screen: Screen, place: int) -> Article:
    """The answer that a button names. Raises OldButton where there is none (any more)."""
    return LIBRARY[screen.word(place, LIBRARY)]


@cache
def _library(catalogues: Catalogues) -> AnswerLibrary:
    return AnswerLibrary(LIBRARY, catalogues)


def find(member: Member, words: str, language: str) -> Sequence[Article]:
    """At most three answers that some words find, best first."""
    return _library(member.office.catalogues).find(words, language)


def as_read(member: Member, each: Standing, language: str) -> Text:
    """An answer as somebody reads it in a language."""
    return joined(each.article.body, verbatim(each.article.source))
