"""What is wrong and a human should know, above the board: a group that is lost, words that did not
arrive.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

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
    return [*found, *await _not_arrived(member, coordinated)] if coordinated else found


async def _not_arrived(member: Member, services: list[str]) -> list[Text]:
    query = (
        select(Outbox.rank, Outbox.entry_id, Ticket.reference)
        .join(Ticket, Ticket.id == Outbox.ticket_id, isouter=True)
        .where(Outbox.state.in_(("failed", "held")), Outbox.rank != AT_ONCE)
        .where(Outbox.created_at > member.office.now() - WEEK)
        .where(Ticket.service.is_(None) | Ticket.service.in_(services))
        .order_by(Outbox.number.desc())
    )
    rows = (await member.session.execute(query)).all()
    if not rows:
        return []
    answers = [r.reference for r in rows if r.reference and r.entry_id and r.rank == ANSWER]
    named = ", ".join(list(dict.fromkeys(answers))[:NAMED])
    texts = [NOT_ARRIVED.with_values(n=len(rows))]
    return [*texts, ANSWERS.with_values(references=named)] if named else texts
