"""Which answers are due for a check, and why. Pure: it is told what was checked and when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.engine import Article

State = Literal["checked", "stale"]
"""What can be said of an answer. One that is stale stays so until somebody checks it."""

Why = Literal["stale", "changed", "never", "old"]
"""Somebody said that it is wrong; its text is another since; nobody has checked it; too long ago.
In the order of their weight."""

WEIGHT: tuple[Why, ...] = ("stale", "changed", "never", "old")


@dataclass(frozen=True, slots=True)
class Check:
    """What was said last of an answer: when (UTC), by which volunteer, and of which words."""

    answer: str
    state: State
    words: str
    at: datetime
    by: UUID


def fingerprint(article: Article) -> str:
    """SHA-256 (hex) of the English words of an answer: they are what a check is about."""
    words = [article.question, *article.paragraphs]
    return hashlib.sha256("\n".join(each.msgid for each in words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an answer stands: why it is due (None: it is not), the day on which it was checked last
    (None: never, or not known), and for how many days it has been too old. `check` is what was said
    in chat, where that is what counts.
    """

    article: Article
    why: Why | None
    checked_on: date | None
    late: int = 0
    check: Check | None = None


def standing(article: Article, check: Check | None, today: date, zone: ZoneInfo) -> Standing:
    """How an answer stands on a day. A check in chat counts before what stands in the file, unless
    that is newer.
    """
    on = check.at.astimezone(zone).date() if check else None
    filed = article.checked_on
    if filed is not None and (on is None or filed > on):
        return _by_age(article, filed, today)
    if check is None or on is None:
        return Standing(article, "never", None)
    if check.state == "stale":
        return Standing(article, "stale", filed, check=check)
    if check.words != fingerprint(article):
        return Standing(article, "changed", on, check=check)
    return replace(_by_age(article, on, today), check=check)


def standings(
    articles: Iterable[Article], checks: Mapping[str, Check], today: date, zone: ZoneInfo
) -> list[Standing]:
    """How all stand: the due ones first, by weight and by how late they are; the others by how soon
    they will be due.
    """
    found = [standing(each, checks.get(each.id), today, zone) for each in articles]
    return sorted(found, key=lambda each: _order(each, today))


def _by_age(article: Article, on: date, today: date) -> Standing:
    late = max((today - on).days - article.stale_after, 0)
    return Standing(article, "old" if late else None, on, late)


def _order(each: Standing, today: date) -> tuple[int, int]:
    if each.why is not None:
        return WEIGHT.index(each.why), -each.late
    ends = (each.checked_on or today) + timedelta(days=each.article.stale_after)
    return len(WEIGHT), (ends - today).days
