"""The line about the library in the morning's digest of whoever coordinates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.checks import latest
from bot.answers.standing import Standing
from bot.desk.answers.shelf import standings_on
from bot.engine import Text, _
from bot.office import Office

# Translators: coordinators read it in the morning.
DUE = _("📚 Answers due for a check: %(n)s. /answers shows them.")

MONDAY = 0
"""The day on which it is said again. Said each day, nobody would read it."""


async def answers_due(session: AsyncSession, office: Office, since: datetime) -> list[Text]:
    """How many answers are due, if any has become so since the last digest, or a week has begun."""
    zone = office.catalogues.zone
    last, today = since.astimezone(zone).date(), office.now().astimezone(zone).date()
    checks = await latest(session)
    due = [each for each in standings_on(office, checks, today) if each.why is not None]
    new = [each for each in due if _is_new(each, since, (today - last).days)]
    if not due or not (new or _monday_between(last, today)):
        return []
    return [DUE.with_values(n=len(due))]


def _is_new(each: Standing, since: datetime, days: int) -> bool:
    """Whether an answer was marked as stale, or grew too old, in so many days."""
    if each.why == "stale":
        return each.check is not None and each.check.at >= since
    return each.why == "old" and each.late <= days


def _monday_between(last: date, today: date) -> bool:
    """Whether a week has begun after the last digest."""
    days = (today - timedelta(days=n) for n in range((today - last).days))
    return any(day.weekday() == MONDAY for day in days)
