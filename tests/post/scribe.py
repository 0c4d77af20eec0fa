"""A room for tests: it writes down what it hears, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.post.events import Said
from bot.post.rooms import Item
from bot.store.tables import Audit
from tests.databases import NOON

Hook = Callable[[str], None]


class Scribe:
    """A room that writes down what it hears; words starting with "boom" are too much for it."""

    def __init__(self) -> None:
        self.lists: list[int] = []
        self.gave_up: list[str] = []
        self.before: Hook = lambda words: None
        self.after: Hook = lambda words: None
        self.told: Hook = lambda words: None
        self.waits: list[str] = []

    async def prepare(self, items: Sequence[Item]) -> None:
        for item in items:
            self.before(said(item))

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        self.lists.append(len(items))
        for item in items:
            if said(item) in self.waits:
                self.waits.remove(said(item))
                item.wait = timedelta(seconds=1)
                continue
            session.add(Audit(at=NOON, action=said(item)))
            await session.flush()
            if "boom" in said(item):
                raise RuntimeError(said(item))
            self.after(said(item))
        return []

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        self.gave_up.append(said(item))
        session.add(Audit(at=NOON, action="told"))
        await session.flush()
        self.told(said(item))
        return True


def said(item: Item) -> str:
    assert isinstance(item.incoming, Said)
    return item.incoming.entry.text
