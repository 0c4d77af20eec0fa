"""People with phones: what they write, what they want, and what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.clock import MovableClock
from bot.demo.stories.labels import key
from bot.engine import Text
from bot.notices.broadcast import Broadcast
from bot.notices.letters import Letters
from bot.notices.standing import make, put_up, take_down, tell
from bot.notices.wishes import wish
from bot.office import Office
from bot.people.consent import NOTICES
from bot.people.known import Known
from bot.post.actions import Send
from bot.speech.direction import MARKS
from bot.store.database import Database
from bot.store.tables import Notice
from tests.shelter.offers import Shelter

AMAL = "5000000001"
WEEK = timedelta(days=7)


@dataclass
class Town:
    """Every step is a transaction of its own."""

    database: Database
    office: Office
    clock: MovableClock
    by: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.use(self.office)

    def use(self, office: Office) -> None:
        """Another office from now on."""
        self.office = office
        self._phones = Shelter(self.database, self.office, self.clock)

    async def comes(self, *addresses: str, language: str = "en", flow: str = "menu") -> None:
        """People who have chosen a language, and stand in a flow."""
        async with self.database.begin() as session:
            for address in addresses or (AMAL,):
                known = self.office.people.make(session, address, self.office.now())
                known.person.language = known.contact.asked_language = language
                known.person.allows_keeping, known.contact.asked_flow = True, flow

    async def want(self, addresses: Iterable[str], purpose: str = NOTICES) -> None:
        """They asked, some time ago."""
        async with self.database.begin() as session:
            found = await self.office.people.find(session, list(addresses))
            for known in found.values():
                await wish(session, self.office, known, purpose, given=True)

    async def known(self, address: str = AMAL) -> Known:
        async with self.database.begin() as session:
            return (await self.office.people.find(session, [address]))[address]

    async def notice(self, template: str = "scam", days: int = 3, **values: str) -> UUID:
        """A notice that stands."""
        now = self.office.now()
        async with self.database.begin() as session:
            row = make(session, template, values, self.by, now)
            row.until = now + timedelta(days=days)
            assert await put_up(session, row, self.by, now)
        return row.id

    async def tells(self, notice: UUID) -> bool:
        """A coordinator taps: also to those who asked."""
        async with self.database.begin() as session:
            row = await session.get_one(Notice, notice)
            return await tell(session, row, self.by, self.office.now())

    async def told_at(self, notice: UUID) -> datetime | None:
        async with self.database.begin() as session:
            return (await session.get_one(Notice, notice)).told_at

    async def takes_down(self, notice: UUID) -> bool:
        async with self.database.begin() as session:
            row = await session.get_one(Notice, notice)
            return await take_down(session, row, self.by, self.office.now())

    async def told(self, broadcast: Broadcast, notice: UUID) -> None:
        """It is told to the end; what is queued is sent in between."""
        assert await self.tells(notice)
        while await broadcast.some():
            pass

    async def writes(self, words: Text | str, address: str = AMAL) -> str:
        """A message from a phone, or a tap; what the bot answers."""
        return _plain(await self._phones.writes(address, words))

    async def types(self, words: str, address: str = AMAL) -> None:
        """A message whose answer is not waited for."""
        await self._phones.receive(address, words)

    async def taps(self, flow: str, step: str, value: str, address: str = AMAL) -> str:
        return await self.writes(key(flow, step, value), address)

    async def heard(self, address: str = AMAL) -> list[Send]:
        """What comes to a phone and has not been looked at before; it counts as sent."""
        return await self._phones.heard(address)

    async def reads(self, address: str = AMAL) -> str:
        return _plain("\n".join(send.text for send in await self.heard(address)))

    async def round(self) -> int:
        """A round of what is due."""
        async with self.database.begin() as session:
            return await Letters(self.office).round(session)

    def at(self, when: str) -> None:
        """Move the clock to a day and hour in Brussels: "2026-03-04 09:00"."""
        moment = datetime.fromisoformat(when).replace(tzinfo=self.office.catalogues.zone)
        self.clock.move(moment - self.office.now())


def _plain(words: str) -> str:
    return MARKS.sub("", words)
