"""The library as the desk sees it: how each answer stands today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.answers.checks import latest
from bot.answers.standing import Check, Standing, standings
from bot.desk.shelter.screen import Screen
from bot.desk.staff import Member
from bot.engine import Article
from bot.office import Office


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
    return standings(office.library.articles.values(), checks, today, office.catalogues.zone)


def article_of(screen: Screen, place: int) -> Article:
    """The answer that a button names. Raises OldButton where there is none (any more)."""
    articles = screen.member.office.library.articles
    return articles[screen.word(place, articles)]
