"""A process of some volunteers who press Claim, again and again, until no ticket is left.

`python -m tests.tickets.claiming ADDRESS RANK OF TURN`: says "ready", waits for a line, and prints
what each press got as JSON: [volunteer, ticket, won, whose it is].
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import Ticket, Volunteer
from bot.tickets.life import claim
from tests.databases import NOON

SHOWN = 40
"""Tickets that all of them see at once: so many people, so few buttons."""

Press = tuple[UUID, UUID]
Result = tuple[str, str, bool, str]


class Volunteers:
    """Some of the volunteers. They look at what is open, and press; others do so meanwhile."""

    def __init__(self, database: Database, staff: list[UUID]) -> None:
        self._database, self._staff = database, staff
        self._dice = random.SystemRandom()
        self.results: list[Result] = []

    async def press_in_turn(self) -> None:
        """In company, as the dispatcher decides presses."""
        while presses := await self._presses():
            async with self._database.begin() as session:
                pressed = select(Ticket).where(Ticket.id.in_({what for _, what in presses}))
                shown = {each.id: each for each in await session.scalars(pressed)}
                for who, what in presses:
                    ticket = shown[what]
                    self._note(who, ticket, await claim(session, ticket, who, NOON))

    async def press_at_once(self) -> None:
        """Each for itself and without the turn: only the claim's own condition decides."""

        async def one(who: UUID, what: UUID) -> None:
            async with self._database.beside() as session:
                ticket = await session.get_one(Ticket, what)
                self._note(who, ticket, await claim(session, ticket, who, NOON))

        while presses := await self._presses():
            await asyncio.gather(*(one(*press) for press in presses))

    async def _presses(self) -> list[Press]:
        """One press of each, at random among the first that are open; none when all are taken."""
        query = select(Ticket.id).where(Ticket.state == "open").order_by(Ticket.reference)
        async with self._database.beside() as session:
            left = (await session.scalars(query.limit(SHOWN))).all()
        return [(who, self._dice.choice(left)) for who in self._staff] if left else []

    def _note(self, who: UUID, ticket: Ticket, won: bool) -> None:
        self.results.append((str(who), str(ticket.id), won, str(ticket.owner_id)))


async def main(address: str, rank: int, of: int, turn: bool) -> Iterator[Result]:
    """Press until none is left; what each press got."""
    database = Database(address)
    async with database.beside() as session:
        staff = list(await session.scalars(select(Volunteer.id).order_by(Volunteer.id)))
    ours = Volunteers(database, staff[rank::of])
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
    await asyncio.to_thread(sys.stdin.readline)
    await (ours.press_in_turn() if turn else ours.press_at_once())
    await database.close()
    return iter(ours.results)


if __name__ == "__main__":
    _, url, rank, of, turn = sys.argv
    print(json.dumps(list(asyncio.run(main(url, int(rank), int(of), turn == "turn")))))  # noqa: T201
