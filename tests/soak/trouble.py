"""What goes wrong: the network, the order of updates, the group, the host, and time that passes."""

from __future__ import annotations

import asyncio

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot.demo.bot_api import ApiError, Cut, Page, Slow, Truncated, When
from bot.demo.bot_api.errors import too_many_requests
from bot.demo.bot_api.faults import Way
from tests.soak.base import ANY, HURRY, SECONDS, Example, one_of

METHODS = ("sendMessage", "sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery",
           "setMessageReaction", "deleteMessages", "getChatMember", "getUpdates")  # fmt: skip
WAYS: tuple[Way, ...] = (
    too_many_requests(3),
    too_many_requests(35),
    ApiError(500, "Internal Server Error"),
    Page(),
    Page(500, ""),
    Page(200, "", after=True),
    Cut(after=False),
    Cut(after=True),
    Truncated(),
    Slow(0.03),
)
REST = st.integers(0, 4)
"""For how many steps something is as it should not be."""

SPANS = (70, 600, 8 * 3600, 25 * 3600, 49 * 3600, 80 * 3600, 31 * 86400)
"""A minute, ten, a night, past a day, past each time after which something is forgotten."""


class TroubleComes(Example):
    """Rules for everything that nobody asked for."""

    @rule(method=st.sampled_from(METHODS), way=st.sampled_from(WAYS), nth=st.integers(1, 3))
    def a_call_will_go_wrong(self, method: str, way: Way, nth: int) -> None:
        self.trouble()
        if method == "getUpdates" and isinstance(way, ApiError):
            way = Page()  # the poller waits in real time for as long as it is asked to
        self.house.world.faults.plan(When(method, nth=nth), way)

    @rule(which=ANY, hurry=HURRY)
    def an_update_comes_again(self, which: int, hurry: int) -> None:
        old = list(self.house.world.updates.history)[-40:]
        number = one_of(old[::-1], which)
        if number is not None and number not in self.house.expired:
            self.step(lambda: self.house.world.updates.deliver_again(number), hurry)

    @rule()
    def the_next_updates_come_reversed(self) -> None:
        self.house.world.updates.reverse_next()

    @rule(
        update=st.sampled_from(
            [{"poll": {"id": "1"}}, {"message": {"message_id": 1}}, {"message": None}, {}]
        ),
        hurry=HURRY,
    )
    def an_odd_update_comes(self, update: dict[str, object], hurry: int) -> None:
        self.step(lambda: self._odd(update), hurry)

    def _odd(self, update: dict[str, object]) -> None:
        self.ledger.odd.add(self.house.world.updates.next_id)
        self.house.world.updates.put_odd(update)

    @rule(seconds=st.sampled_from(SPANS))
    def time_passes(self, seconds: int) -> None:
        self._do(self._pass(seconds))

    async def _pass(self, seconds: int) -> None:
        await self.house.calm()
        self.house.let_pass(seconds)
        if self.house.running:
            assert self.house.parts is not None
            await self.settle()
            await self.house.parts.housekeeping.round()
            await self.settle()

    @precondition(lambda self: self.house.running)
    @rule(rest=REST)
    def the_host_stops_the_bot(self, rest: int) -> None:
        self.trouble()
        self._do(self.house.stop())
        self.later(rest, self._start)

    @precondition(lambda self: self.house.running)
    @rule(at_work=st.booleans(), turns=st.integers(0, 60), rest=REST)
    def the_bot_is_killed(self, at_work: bool, turns: int, rest: int) -> None:
        """At once, or in the middle of answering everybody."""
        self.trouble()
        self._do(self._kill(turns, at_work=at_work))
        self.later(rest, self._start)

    async def _kill(self, turns: int, *, at_work: bool) -> None:
        if at_work:
            await self.house.calm()
            self.house.let_pass(SECONDS)
            for user in [p for p in self.house.people if not p.chat.blocked]:
                self.writes(user, self.ledger.word())
            await self.house.at_work()
        for _ in range(turns):
            await asyncio.sleep(0)
        await self.house.kill()

    async def _start(self) -> None:
        self.house.let_pass(SECONDS)
        await self.house.start()
        await self.settle()

    @precondition(lambda self: self.house.group.has(self.house.world.bot))
    @rule(rest=REST, hurry=HURRY)
    def the_group_is_lost(self, rest: int, hurry: int) -> None:
        self.trouble()
        self.step(lambda: self.house.group.remove_bot(self.house.coordinator), hurry)
        self.later(rest, self._find_group)

    async def _find_group(self) -> None:
        self.house.let_pass(SECONDS)
        self.house.group.add_bot(self.house.coordinator)
        self.house.group.promote(self.house.world.bot, self.house.coordinator)

    @precondition(lambda self: self.house.group.kind == "group")
    @rule(hurry=HURRY)
    def the_group_migrates(self, hurry: int) -> None:
        self.trouble()
        self.step(self._migrate, hurry)

    def _migrate(self) -> None:
        self.house.group = self.house.group.migrate(self.house.coordinator)

    @rule(which=ANY, hurry=HURRY)
    def a_card_is_deleted(self, which: int, hurry: int) -> None:
        card = one_of(self.house.group.bot_messages, which)
        if card is not None:
            self.trouble()
            self.step(lambda: self.house.coordinator.delete(card), hurry)
