"""Once a day to whoever coordinates: who called for help and waits, what did not arrive, how many
answers are due for a check. Numbers of requests, and no words.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.answers.morning import answers_due
from bot.desk.staff import service_groups
from bot.desk.warnings import NAMED, not_arrived
from bot.engine import Text, _, lines, verbatim
from bot.office import Office
from bot.speech.dates import moment_in_words
from bot.store.moments import moment, set_moment
from bot.store.tables import Outbox, Ticket
from bot.tickets.coordinators import coordinators
from bot.tickets.topics import ALARMS

# Translators: coordinators read it in the morning; a list of numbers of tickets, like 4M7-KQ2.
ALARM = _("🔴 They called for help, and nobody has taken it: %(references)s.")
# Translators: coordinators read it. %(since)s is like "Tuesday 3 March, 09:00, morning".
SINCE = _("❗ Messages that did not arrive since %(since)s: %(n)s.")
SEE_DESK = _("/desk shows those of the last 7 days.")

AT = time(9)
"""When it comes, in the time zone of the place."""

NAME = "digest"
"""The moment of the last one."""


class Digest:
    """Falls due once a day; nothing is said on a day on which there is nothing to say."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def round(self, session: AsyncSession) -> None:
        """Tell, if it is due, and keep that it was told: both in one transaction."""
        office, now = self._office, self._office.now()
        last = await moment(session, NAME)
        if last is not None and now < following(last, office):
            return
        await set_moment(session, NAME, now)
        if last is not None:
            await self._tell(session, last)

    async def _tell(self, session: AsyncSession, since: datetime) -> None:
        office = self._office
        groups = await service_groups(session, office)
        due = await answers_due(session, office, since)
        for each in await coordinators(session, office, set(groups.values())):
            services = [s for s, group in groups.items() if group in each.groups]
            text = await self._text(session, services, since, each.language)
            said = [*([text] if text else []), *due]
            if said:
                each.tell(session, office, lines(*said))

    async def _text(
        self, session: AsyncSession, services: Collection[str], since: datetime, language: str
    ) -> Text | None:
        # What is failed or held is not tried again: the moment of its next try is that of its last.
        lately = (Outbox.next_attempt_at > since) & (Outbox.next_attempt_at <= self._office.now())
        found = await not_arrived(session, services, lately)
        alarms = await _alarms(session, services)
        if not found.count:
            return lines(*alarms) if alarms else None
        when = verbatim(moment_in_words(since, language, self._office.catalogues))
        missing = SINCE.with_values(since=when, n=found.count)
        return lines(*alarms, missing, *found.answers, SEE_DESK)


async def _alarms(session: AsyncSession, services: Collection[str]) -> list[Text]:
    """Who called for help and still waits, before everything else."""
    query = (
        select(Ticket.reference)
        .where(Ticket.state == "open", Ticket.topic.in_(ALARMS), Ticket.service.in_(services))
        .order_by(Ticket.opened_at)
        .limit(NAMED)
    )
    waiting = list(await session.scalars(query))
    return [ALARM.with_values(references=", ".join(waiting))] if waiting else []


def following(last: datetime, office: Office) -> datetime:
    """When it falls due after a moment."""
    zone = office.catalogues.zone
    day = last.astimezone(zone).date()
    today = datetime.combine(day, AT, zone)
    return today if today > last else datetime.combine(day + timedelta(days=1), AT, zone)
