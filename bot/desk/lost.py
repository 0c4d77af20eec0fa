"""Staff groups that cannot be written to: the bot was thrown out, or is let in but may not write.

Requests go on being kept, and are claimed from /queue; who coordinates is told, once.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, _
from bot.office import Office
from bot.post.events import OwnPlace
from bot.store.tables import Card, LostGroup
from bot.tickets.coordinators import coordinators

LOST = _(
    "❗ I can no longer write in the staff group. Requests still come in: /queue shows them, and "
    "you can claim them there. To bring me back, add me to the group and make me an administrator."
)
NO_ADMINISTRATOR = _(
    "❗ I am not an administrator of the staff group, so I do not see who leaves it. "
    "Please make me one."
)
BACK = _("✅ I can write in the staff group again.")

BELIEVED = timedelta(hours=24)
KNOWN = timedelta(days=7)
"""For so long after a group was lost, whoever belonged to it for certain within KNOWN before is
believed to: nobody can be asked, and requests must not wait for that. Decision 10 weighs it.
"""


async def own_place(
    session: AsyncSession, office: Office, groups: Collection[str], change: OwnPlace
) -> None:
    """The bot's own place in a staff group changed."""
    group = change.chat.address
    if group not in groups:
        return None
    if change.role == "absent":
        return await lose(session, office, group)
    await find_again(session, office, group)
    if change.role != "coordinator":
        await _tell_coordinators(session, office, group, NO_ADMINISTRATOR)
    return None


async def lose(session: AsyncSession, office: Office, group: str) -> None:
    """A group cannot be written to: keep that, and tell who coordinates, the first time."""
    if await session.get(LostGroup, group) is None:
        session.add(LostGroup(address=group, since=office.now()))
        await _tell_coordinators(session, office, group, LOST)
        await session.flush()


async def find_again(session: AsyncSession, office: Office, group: str) -> None:
    """A group can be written to: what its cards show is brought up to date now."""
    lost = await session.get(LostGroup, group)
    if lost is None:
        return
    await session.delete(lost)
    await session.flush()
    await session.execute(
        update(Card)
        .where(Card.group_address == group, Card.shown < Card.wanted)
        .values(next_attempt_at=office.now())
        .execution_options(synchronize_session=False)
    )
    await _tell_coordinators(session, office, group, BACK)


async def lost_groups(session: AsyncSession) -> dict[str, datetime]:
    """The groups that cannot be written to, and since when."""
    return {row.address: row.since for row in await session.scalars(select(LostGroup))}


async def _tell_coordinators(session: AsyncSession, office: Office, group: str, text: Text) -> None:
    for each in await coordinators(session, office, [group]):
        each.tell(session, office, text)
