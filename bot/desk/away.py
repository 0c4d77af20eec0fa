"""The bot was away: staff are asked to press again, and it is kept whom else to tell.

Only staff have buttons under messages. People have keys in place of their keyboard: a tap is a
message, and waits 24 hours at Telegram.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.lost import lost_groups
from bot.desk.staff import service_groups
from bot.engine import Text, _, verbatim
from bot.office import Office
from bot.post.actions import Send
from bot.post.outbox import STAFF, Recipient
from bot.privacy.audit import note
from bot.speech.dates import moment_in_words
from bot.store.tables import Absence

KEPT = timedelta(hours=24)
"""So long Telegram keeps what people write (https://core.telegram.org/bots/api#getting-updates)."""

# Translators: staff read it in their group. %(since)s and %(until)s are like "14:05", or
# "Tuesday 3 March, 14:05, afternoon".
PRESS_AGAIN = _(
    "I was away from %(since)s to %(until)s. "
    "If you pressed a button in that time, please press again."
)
DO_AGAIN = _(
    "I was away from %(since)s to %(until)s. "
    "What you pressed or wrote to me in that time may not have arrived. Please do it again."
)

# Translators: coordinators read it.
WERE_TOLD = _("I was away from %(since)s to %(until)s. People whom I asked to write again: %(n)s.")


async def was_away(office: Office, session: AsyncSession, since: datetime, until: datetime) -> None:
    """One line to each staff group; after more than a day, people are to be told as well."""
    note(session, "away", until)
    long = until - since > KEPT
    text = (DO_AGAIN if long else PRESS_AGAIN).with_values(
        **between(office, since, until, office.first_language)
    )
    lost = await lost_groups(session)
    for group in sorted(set((await service_groups(session, office)).values()) - set(lost)):
        to = Recipient(office.channel, group, group=True)
        said = office.catalogues.say(text, office.first_language)
        office.outbox.put(session, to, Send(said), rank=STAFF)
    if long:
        await _keep(session, since, until)


def between(office: Office, since: datetime, until: datetime, language: str) -> dict[str, Text]:
    """Two moments in words; without the date where both are on one day."""
    zone = office.catalogues.zone
    local = [moment.astimezone(zone) for moment in (since, until)]
    if local[0].date() == local[1].date():
        words = [f"{moment:%H:%M}" for moment in local]
    else:
        words = [moment_in_words(m, language, office.catalogues) for m in (since, until)]
    return {"since": verbatim(words[0]), "until": verbatim(words[1])}


async def _keep(session: AsyncSession, since: datetime, until: datetime) -> None:
    """Whoever was still to be told of an earlier absence is told of both in one."""
    unfinished = Absence.done_at.is_(None)
    before = await session.scalar(select(Absence.since).where(unfinished).order_by(Absence.number))
    await session.execute(
        update(Absence)
        .where(unfinished)
        .values(done_at=until)
        .execution_options(synchronize_session=False)
    )
    session.add(Absence(since=min(since, before or since), until=until, told=0, part=0))
