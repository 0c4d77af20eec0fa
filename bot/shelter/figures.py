"""The numbers of the report: counted from listings, outcomes and overrides, small ones hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.shelter.hiding import Cell, hide
from bot.shelter.rules import LISTS, RULES, STANDARD, Rules
from bot.store.tables import Listing, Outcome, Override

TIERS = tuple(range(1, STANDARD + 1))
ANSWERED = ("accepted", "declined", "unanswered", "withdrawn")
RESULTS = (*ANSWERED, "came", "missed")

Group = tuple[str, int, str]
"""List, tier, language."""


@dataclass(frozen=True, slots=True)
class Share:
    """The same people or offers, seen twice."""

    by_tier: Mapping[tuple[str, int], Cell]
    by_language: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything in the report. `offers` counts what they were answered with, `results` also who
    came; `overrides` are decisions of staff, by kind and reason, and name nobody.
    """

    since: datetime
    waiting: Share
    offers: Share
    results: Mapping[str, Cell]
    overrides: Sequence[tuple[str, str, int]]


async def figures(
    session: AsyncSession, languages: Iterable[str], now: datetime, rules: Rules = RULES
) -> Figures:
    """The figures of the last weeks; `languages` are in them even where nobody speaks them."""
    since, known = now - timedelta(weeks=rules.wait_weeks), list(languages)
    outcomes = await _outcomes(session, since)
    offers: Counter[Group] = Counter()
    results: Counter[str] = Counter(dict.fromkeys(RESULTS, 0))
    for (name, tier, language, result), n in outcomes.items():
        results[result] += n
        if result in ANSWERED:
            offers[name, tier, language] += n
    return Figures(
        since,
        _share(await _waiting(session), known, rules.hidden_below),
        _share(offers, known, rules.hidden_below),
        hide(results, rules.hidden_below),
        await _overrides(session, since),
    )


def _share(counted: Mapping[Group, int], languages: Iterable[str], below: int) -> Share:
    tiers = Counter(dict.fromkeys(product(LISTS, TIERS), 0))
    spoken = Counter(dict.fromkeys(languages, 0))
    for (name, tier, language), n in counted.items():
        tiers[name, tier] += n
        spoken[language] += n
    return Share(hide(tiers, below), hide(spoken, below))


async def _waiting(session: AsyncSession) -> Counter[Group]:
    query = (
        select(Listing.list, Listing.tier, Listing.language, func.count())
        .where(Listing.state == "waiting", Listing.list.is_not(None))
        .group_by(Listing.list, Listing.tier, Listing.language)
    )
    rows = await session.execute(query)
    return Counter({(name or "", tier, language): n for name, tier, language, n in rows})


async def _outcomes(session: AsyncSession, since: datetime) -> Counter[tuple[str, int, str, str]]:
    columns = (Outcome.list, Outcome.tier, Outcome.language, Outcome.result)
    query = select(*columns, func.count()).where(Outcome.at >= since).group_by(*columns)
    rows = await session.execute(query)
    return Counter({(name, tier, spoken, result): n for name, tier, spoken, result, n in rows})


async def _overrides(session: AsyncSession, since: datetime) -> list[tuple[str, str, int]]:
    query = (
        select(Override.kind, Override.reason, func.count())
        .where(Override.at >= since)
        .group_by(Override.kind, Override.reason)
        .order_by(Override.kind, func.count().desc(), Override.reason)
    )
    return [(kind, reason, n) for kind, reason, n in await session.execute(query)]
