"""Fifty volunteers claim a thousand tickets at once, from several processes on PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from bot.people.known import People
from bot.store.database import Database
from bot.store.tables import Audit, Ticket, Volunteer
from bot.tickets.life import open_ticket
from tests.budget import budget
from tests.databases import NOON, POSTGRESQL, rows
from tests.tickets.claiming import Result

PROCESSES, STAFF = 4, 50
ROOT = Path(__file__).parents[2]


async def _seed(database: Database, people: People, tickets: int) -> None:
    async with database.begin() as session:
        for number in range(STAFF):
            known = people.make(session, f"7{number}", NOON)
            session.add(
                Volunteer(
                    id=uuid4(), contact_id=known.contact.id, name=b"", language="en",
                    as_person=False, created_at=NOON,
                )
            )  # fmt: skip
        for number in range(tickets):
            known = people.make(session, f"5{number}", NOON)
            open_ticket(session, known.person, known.contact, "legal", "status", False, "ar", NOON)


async def _child(
    stack: AsyncExitStack, url: str, rank: int, how: str
) -> asyncio.subprocess.Process:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.tickets.claiming", url, str(rank), str(PROCESSES), how),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    stack.callback(lambda: child.kill() if child.returncode is None else None)
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    return child


async def _all_press(url: str, how: str) -> list[list[Result]]:
    """What the presses of each process got. They begin when all are there."""
    async with AsyncExitStack() as stack:
        start = (_child(stack, url, rank, how) for rank in range(PROCESSES))
        children = await asyncio.gather(*start)
        ended = await asyncio.gather(*(child.communicate(b"go\n") for child in children))
    return [json.loads(out) for out, _ in ended]


@POSTGRESQL
@pytest.mark.parametrize(
    ("how", "tickets"), [("turn", budget(300, 1000)), ("at once", budget(100, 300))]
)
async def test_fifty_who_claim_hundreds_at_once_get_one_owner_each(
    database: Database, database_url: str, people: People, how: str, tickets: int
) -> None:
    await _seed(database, people, tickets)
    presses = await _all_press(database_url, how)
    owners = {str(ticket.id): str(ticket.owner_id) for ticket in await rows(database, Ticket)}
    assert len(owners) == tickets
    assert {ticket.state for ticket in await rows(database, Ticket)} == {"claimed"}

    won = [(ticket, who) for each in presses for who, ticket, won, _ in each if won]
    assert sorted(won) == sorted(owners.items())
    assert {whose == owners[ticket] for each in presses for _, ticket, _, whose in each} == {True}
    assert all(any(won for _, _, won, _ in each) for each in presses)
    lost = {ticket for each in presses for _, ticket, won, _ in each if not won}
    assert len(lost) > tickets / 4  # so many were wanted by several at once

    claims = [line for line in await rows(database, Audit) if line.action == "claimed"]
    assert sorted((str(line.subject), str(line.actor)) for line in claims) == sorted(won)
