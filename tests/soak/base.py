"""One example: a house, a ledger, and the step that each rule takes."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import structlog
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from bot.clock import MovableClock
from bot.demo.bot_api import Message, User, World, serve
from tests.e2e.staff import CATALOGUES, label
from tests.soak.house import START, House
from tests.soak.invariants import INVARIANTS, Seen
from tests.soak.kept import look_into
from tests.soak.ledger import Ledger

T = TypeVar("T")
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where a file need not wait for a disk; that a commit survives one is tested elsewhere."""

ANY = st.integers(0, 30)
"""Which of several: whatever there is then is counted through."""

HURRY = st.sampled_from([0, 0, 0, 0, 0, 1, 5, 20])
"""For how many turns of the loop a step waits; 0: until everything is quiet."""

SECONDS = 2.0
"""The time that somebody takes for a message."""


def one_of(choices: list[T], number: int) -> T | None:
    """One of several, None of none."""
    return choices[number % len(choices)] if choices else None


class Example(RuleBasedStateMachine):
    """What all rules stand on. `database` gives an empty database for the folder of an example."""

    database: ClassVar[Callable[[Path], AbstractContextManager[str]]]
    logs: ClassVar[list[str]]
    steps: ClassVar[int] = 0
    examples: ClassVar[int] = 0
    looks: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp(prefix="loket-soak-", dir=IN_MEMORY))
        self.ledger = Ledger()
        self.stack = contextlib.AsyncExitStack()
        self.database_here = type(self).database(self.folder)
        self.url = self.database_here.__enter__()
        self.clean, self.whole = True, False
        self.quiet = self.was_quiet = False
        self.since = START
        self.contacts: dict[int, Any] = {}
        self.agenda: list[tuple[int, Callable[[], Awaitable[None]]]] = []
        self.known_words = 0
        type(self).examples += 1
        self.logs.clear()
        structlog.contextvars.clear_contextvars()

    @initialize(requests=st.integers(0, 2))
    def opens(self, requests: int) -> None:
        """The staff say hello; some people have called for help already."""
        self._do(self._open())
        for user in self.house.people[:requests]:
            self.calls_the_team(user)

    def calls_the_team(self, user: User) -> None:
        """Straight to a request."""
        self.step(lambda: self.writes(user, "/emergency"))
        for step, value in (("what", "health"), ("tell", "yes")):
            self.taps_one_of(user, [("emergency", step, value)])

    def taps_one_of(self, user: User, wanted: list[tuple[str, str, str]]) -> None:
        """Tap the first of some choices that is offered, in whatever language."""
        shown = {name for row in user.chat.keyboard for name in row}
        for each in wanted:
            for name in (label(*each, code) for code in CATALOGUES.codes):
                if name in shown and not user.chat.blocked:
                    return self.step(lambda: self.writes(user, name))  # noqa: B023 - done at once
        return None

    async def _open(self) -> None:
        clock = MovableClock(START)
        world = World(clock=clock, seed=1)
        api = await self.stack.enter_async_context(serve(world))
        self.house = House(self.folder, self.url, api, world, clock)
        await self.house.start()
        for each in self.house.staff:
            self.writes(each, "/desk")
        await self.settle()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something in this example's loop; whatever goes wrong ends the example."""
        self.whole, self.was_quiet, self.quiet = False, self.quiet, False
        self.loop.run_until_complete(work)
        self.whole = True

    def step(self, act: Callable[[], object], hurry: int = 0) -> None:
        """Let some seconds pass, do one thing, and look at what came of it."""
        type(self).steps += 1
        self._do(self._step(act, hurry))

    def later(self, steps: int, work: Callable[[], Awaitable[None]]) -> None:
        """Have something done before the step after so many others."""
        self.agenda.append((type(self).steps + steps, work))

    async def _step(self, act: Callable[[], object], hurry: int) -> None:
        due = [work for at, work in self.agenda if at < type(self).steps]
        self.agenda = [each for each in self.agenda if each[0] >= type(self).steps]
        for work in due:
            await work()
        await self.house.calm()
        self.house.let_pass(SECONDS)
        act()
        if hurry or not self.house.running:
            for _ in range(hurry):
                await asyncio.sleep(0)
        else:
            await self.settle()

    async def settle(self) -> None:
        """Wait until it is quiet, and see that every invariant holds."""
        await self.house.settle()
        type(self).looks += 1
        house, ledger = self.house, self.ledger
        kept = await look_into(house)
        contacts = {kept.user_by_contact[c.id]: c.id for c in kept.contacts
                    if c.id in kept.user_by_contact}  # fmt: skip
        ledger.erasing = {u for u, c in self.contacts.items() if contacts.get(u) != c}
        self._note_erased()
        seen = Seen(
            house, ledger, kept, ledger.news(house), list(self.logs), self.clean, self.since
        )
        for check in INVARIANTS:
            check(seen)
        self.logs.clear()
        self.since = house.clock.now()
        self.kept, self.contacts, self.known_words = kept, contacts, ledger.number
        self.clean, self.quiet = house.world.faults.left == 0, True

    def _note_erased(self) -> None:
        people = {user.user_id for user in self.house.people}
        for canary in self.ledger.canaries.values():
            if int(canary.word[2:-1]) > self.known_words or canary.author not in people:
                continue
            if canary.author in self.ledger.erasing:
                self.ledger.erased[canary.word] = canary

    def writes(self, user: User, text: str, reply_to: Message | None = None) -> None:
        """Somebody writes to the bot."""
        self.ledger.wrote(user, user.send_text(text, reply_to=reply_to), self.house)

    def write(self, user: User, *texts: str) -> None:
        """Somebody writes several messages in one moment."""
        for text in texts:
            self.writes(user, text)

    def trouble(self) -> None:
        """Something is made to go wrong."""
        self.ledger.troubles += 1
        self.clean = False

    def teardown(self) -> None:
        """Everything that began comes to its end, also after the last step."""
        try:
            if self.whole:
                self._do(self._end())
        finally:
            self.loop.run_until_complete(self._close())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()
            self.database_here.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    async def _end(self) -> None:
        self.house.world.faults.clear()
        for _, work in self.agenda:
            await work()
        if not self.house.running:
            await self.house.start()
        await self.settle()

    async def _close(self) -> None:
        try:
            if hasattr(self, "house") and self.house.running:
                await (self.house.stop() if self.whole else self.house.kill())
        finally:
            await self.stack.aclose()
