"""What is wrong and a human should know, above the board: a group that is lost, words that did not
arrive.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.lost import lost_groups
from bot.desk.staff import Member, service_groups
from bot.engine import Text, _
from bot.post.outbox import ANSWER, AT_ONCE
from bot.store.tables import Outbox, Ticket

LOST_HERE = _("❗ I cannot write in the staff group now. New requests are only here.")
NOT_ARRIVED = _("❗ Messages that did not arrive in the last 7 days: %(n)s.")
# Translators: %(references)s is a list of numbers of tickets, like 4M7-KQ2, 8XC-2PW.
ANSWERS = _("❗ Answers that did not arrive: %(references)s.")

WEEK = timedelta(days=7)
NAMED = 8
"""Tickets that are named; those behind them are only counted."""


async def warnings(member: Member) -> list[Text]:
    """A line for each thing that is wrong; what did not arrive is for who coordinates."""
    lost = await lost_groups(member.session)
    groups = await service_groups(member.session, member.office)
    found = [LOST_HERE] if any(groups[s] in lost for s in member.services) else []
    coordinated = [s for s, role in member.roles.items() if role == "coordinator"]
    if not coordinated:
        return found
    lately = Outbox.created_at > member.office.now() - WEEK
    missing = await not_arrived(member.session, coordinated, lately)
    if not missing.count:
        return found
    return [*found, NOT_ARRIVED.with_values(n=missing.count), *missing.answers]


@dataclass(frozen=True, slots=True)
class NotArrived:
    """How many messages did not arrive, and a line that names the answers among them, if any."""

    count: int
    answers: tuple[Text, ...] = ()


async def not_arrived(
    session: AsyncSession, services: Collection[str], when: ColumnElement[bool]
) -> NotArrived:
    """What did not arrive of some services, and of nobody's; an answer to a press is no message."""
    query = (
        select(Outbox.rank, Outbox.entry_id, Ticket.reference)
        .join(Ticket, Ticket.id == Outbox.ticket_id, isouter=True)
        .where(Outbox.state.in_(("failed", "held")), Outbox.rank != AT_ONCE, when)
        .where(Ticket.service.is_(None) | Ticket.service.in_(services))
        .order_by(Outbox.number.desc())
    )
    rows = (await session.execute(query)).all()
    answers = [r.reference for r in rows if r.reference and r.entry_id and r.rank == ANSWER]
    named = ", ".join(list(dict.fromkeys(answers))[:NAMED])
    return NotArrived(len(rows), (ANSWERS.with_values(references=named),) if named else ())
