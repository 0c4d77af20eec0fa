"""The bot's own parts in this process, against the local Bot API, on a clock that stands still."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.clock import MovableClock
from bot.demo.bot_api import Group, User, World
from bot.demo.process import settings_for
from bot.fetching import Fetching
from bot.privacy.keyring import new_key
from bot.running import WayIn, working
from bot.settings import Settings
from bot.wiring import Installation, opened

START = datetime(2026, 3, 3, 12, tzinfo=UTC)
LANGUAGES = ("ar", "fr", "nl")
PATIENCE = 30.0
"""Seconds of real time in which whatever can be done is done, on a busy machine as well."""

FOR_EVER = timedelta(hours=4)
"""What is not done after so long, with nothing but time to wait for, is never done."""

STEP = 0.3
"""Seconds by which the clock is moved where a pace is waited for."""


BEHIND = "FROM card WHERE shown < wanted AND group_address NOT IN (SELECT address FROM lost_group)"
UNSENT = "FROM outbox WHERE state IN ('queued', 'sending')"
UNDECIDED = "FROM inbox i WHERE state = 'waiting'"
FIRST = """AND NOT EXISTS (SELECT 1 FROM inbox older WHERE older.state = 'waiting'
    AND older.conversation = i.conversation AND older.number < i.number)"""
UNDONE = text(f"""SELECT
    (SELECT count(*) {UNDECIDED}), (SELECT count(*) {UNSENT}) + (SELECT count(*) {BEHIND}),
    (SELECT min(next_attempt_at) {UNDECIDED} {FIRST}), (SELECT min(next_attempt_at) {UNSENT}),
    (SELECT min(next_attempt_at) {BEHIND})""")


@dataclass
class Look:
    """What is undone: how much to decide and to send, and when the first of each is due."""

    deciding: int
    sending: int
    decide_at: datetime | None
    send_at: datetime | None


class House:
    """A world with a staff group, and one bot that can be started, stopped and killed."""

    def __init__(self, folder: Path, url: str, api: str, world: World, clock: MovableClock) -> None:
        self.world, self.clock, self.url, self.api = world, clock, url, api
        self.key = new_key("1")
        self.coordinator = world.create_user("Vname0", language_code="fr")
        self.staff = [self.coordinator, *(self._volunteer(n) for n in (1, 2))]
        self.people = [
            world.create_user(f"Pname{n}", language_code=code) for n, code in enumerate(LANGUAGES)
        ]
        self.group: Group = world.create_group(
            "Legal help", self.coordinator, self.staff[1:], bot="administrator"
        )
        values = settings_for(world, api, self.group.chat_id, folder, self.key, 8080)
        values["LOKET_DATABASE_URL"] = url
        lower = {name.removeprefix("LOKET_").lower(): value for name, value in values.items()}
        self.settings = Settings(_env_file=None, **lower)  # type: ignore[arg-type, call-arg]
        self.expired: set[int] = set()
        """Updates that Telegram gave up while nobody fetched them."""
        self.parts: Installation | None = None
        self.lives = 0
        self._life: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    def _volunteer(self, number: int) -> User:
        code = ("en", "nl")[number % 2]
        return self.world.create_user(f"Vname{number}", language_code=code)

    @property
    def running(self) -> bool:
        """Whether there is a bot now."""
        return self._life is not None

    @property
    def everybody(self) -> list[User]:
        """Whoever has a phone here."""
        return [*self.people, *self.staff]

    async def start(self) -> None:
        """Begin one life of the bot, on the same database."""
        self._stopping, began = asyncio.Event(), asyncio.Event()
        self._life = asyncio.get_running_loop().create_task(self._live(began))
        self.lives += 1
        await self._first(began)

    async def _first(self, began: asyncio.Event) -> None:
        while not began.is_set():
            self._check()
            await asyncio.sleep(0.001)

    async def _live(self, began: asyncio.Event) -> None:
        async with opened(self.settings, self.clock) as parts:
            fetched = WayIn(Fetching(parts.poller, parts.presence))
            async with working(parts, fetched):
                self.parts = parts
                began.set()
                await self._stopping.wait()

    async def stop(self) -> None:
        """As a host asks for it."""
        self._stopping.set()
        await self._ended()

    async def kill(self) -> None:
        """Whatever is in memory is lost; nothing is finished."""
        if self._life is not None:
            self._life.cancel()
            await asyncio.sleep(0)
            self._life.cancel()  # and it does not wait for what is on its way
        await self._ended()

    async def _ended(self) -> None:
        life, self._life, self.parts = self._life, None, None
        if life is not None:
            await asyncio.wait([life])
            if not life.cancelled() and (fault := life.exception()):
                raise fault

    def _check(self) -> None:
        """The bot must not have ended by itself."""
        if self._life is not None and self._life.done():
            self._life.result()
            raise AssertionError("the bot has ended by itself")

    def let_pass(self, seconds: float) -> None:
        """Move the one clock; Telegram gives up what has become too old."""
        before = self._waiting()
        self.clock.move(timedelta(seconds=seconds))
        self.expired |= before - self._waiting()
        self.wake()

    def wake(self) -> None:
        """Time has passed: have what waits for it looked at."""
        if self.parts is not None:
            self.parts.dispatcher.wake()
            self.parts.sender.wake()
            self.parts.telling.wake()

    def _waiting(self) -> set[int]:
        return {update["update_id"] for update in self.world.updates.waiting}

    @property
    def fetched(self) -> bool:
        """Whether everything was fetched, kept and acknowledged."""
        queue = self.world.updates
        return self.world.polling.is_open and not queue.waiting and not queue._repeats

    @property
    def flying(self) -> bool:
        """Whether the bot waits for an answer of the Bot API, or has not kept it yet."""
        return self.parts is not None and bool(self.parts.sender._in_flight)

    async def calm(self) -> None:
        """Wait until nothing is on its way: else moving the clock would make it late."""
        async with asyncio.timeout(PATIENCE):
            while self.flying:
                self._check()
                await asyncio.sleep(0.002)

    async def at_work(self) -> None:
        """Wait until the bot sends something, for a moment."""
        until = asyncio.get_running_loop().time() + 1
        while not self.flying and asyncio.get_running_loop().time() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    async def settle(self) -> None:
        """Wait until nothing is left to do; the clock is moved where only time is waited for.

        Raises AssertionError for what is never done.
        """
        began, until = self.clock.now(), asyncio.get_running_loop().time() + PATIENCE
        while True:
            self._check()
            late = asyncio.get_running_loop().time() > until
            assert not late, f"not done: fetched {self.fetched}, flying {self.flying}"
            if self.fetched and not self.flying:
                look = await self._look()
                if not (look.deciding or look.sending or self.flying) and self.fetched:
                    return
                assert self.clock.now() - began < FOR_EVER, f"undone for ever: {look}"
                self._let_time_help(look)
            await asyncio.sleep(0.003)

    def _let_time_help(self, look: Look) -> None:
        now = self.clock.now()
        if not self.fetched or self.flying or (look.decide_at and look.decide_at <= now):
            return  # it is being done
        due = min((at for at in (look.decide_at, look.send_at) if at), default=now)
        self.let_pass(max((due - now) / timedelta(seconds=1) + 0.001, STEP))

    async def _look(self) -> Look:
        assert self.parts is not None
        async with self.parts.database.beside() as session:
            deciding, sending, *due = (await session.execute(UNDONE)).one()
        decide_at, *others = [_moment(each) for each in due]
        send_at = min((at for at in others if at), default=None)
        return Look(deciding, sending, decide_at, send_at)


def _moment(kept: datetime | str | None) -> datetime | None:
    """SQLite gives back what was written."""
    if kept is None:
        return None
    at = kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
