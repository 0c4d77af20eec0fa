"""The control surface: everything that exists at this Telegram, and how tests move it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import count
from typing import TypeVar

from bot.demo.serving import Door

from .bot_account import BotAccount
from .chats import Chat
from .clock import Clock, SystemClock
from .errors import bad_request
from .faults import FaultPlan, Way
from .files import FileStore
from .groups import Group
from .hooks import Hook
from .journal import Journal
from .limits import FloodControl, Limits
from .parameters import ChatName
from .polling import Polling
from .presses import Press
from .updates import UpdateQueue
from .users import User
from .wire import Wire, given_fields

T = TypeVar("T")
TOKEN = "7000000001:local-token-that-opens-nothing"  # noqa: S105 -- opens only this server
_FIRST_USER = 5_000_000_001  # above 2**31, so that 32-bit columns show themselves
_FIRST_GROUP, _FIRST_SUPERGROUP = 4_000_000_001, 1_002_000_000_001


class World:
    """One bot, the people and groups around it, and what happened.

    clock: moves expiry and limits. limits: `Limits()` as Telegram's, `NO_LIMITS` for none.
    delay: seconds of network for each API call, half before it takes effect and half after;
    it may be changed at any time. seed: makes ids repeatable.
    """

    def __init__(
        self, *, clock: Clock | None = None, limits: Limits | None = None, delay: float = 0,
        token: str = TOKEN, username: str = "loket_test_bot", seed: int | None = None,
    ) -> None:  # fmt: skip
        self.clock = clock or SystemClock()
        self.delay = delay
        self.chance = random.Random(seed)  # noqa: S311 -- invents ids, keeps no secret
        self.numbers = count(1)
        self.bot = BotAccount(token, username, "Loket")
        self.journal = Journal()
        self.faults = FaultPlan()
        self.door = Door()
        self.files = FileStore(self.chance)
        self.flood = FloodControl(limits or Limits(), self.clock)
        self.updates = UpdateQueue(self.clock, self.journal, self.chance.randrange(10**8, 10**9))
        slowed = self.flood.limits.enforced
        self.polling = Polling(self.updates, self.clock, self.journal, slowed=slowed)
        self.hook = Hook(self.updates, self.bot, self.journal)
        self.updates.on_arrival = self._arrived
        self.presses: dict[str, Press] = {}
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}

    def create_user(
        self, first_name: str, *, user_id: int | None = None, last_name: str | None = None,
        username: str | None = None, language_code: str | None = "en", started: bool = False,
    ) -> User:  # fmt: skip
        """A new person; `started` says that they have spoken to the bot before."""
        user_id = user_id or _FIRST_USER + len(self.users)
        profile = given_fields(
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        user = User(self, user_id, profile)
        user.chat.started = started
        self.users[user_id] = user
        return user

    def create_group(
        self, title: str, creator: User, members: Sequence[User] = (), *,
        supergroup: bool = False, bot: str | None = "member",
    ) -> Group:  # fmt: skip
        """A new group. `bot`: "member", "administrator" or None; it learns of being brought in."""
        group = self.new_group(title, supergroup=supergroup)
        group.set_status(creator, "creator", by=creator)
        for member in members:
            group.set_status(member, "member", by=creator)
        if bot:
            group.add_bot(creator)
        if bot == "administrator":
            group.promote(self.bot, creator)
        return group

    def new_group(self, title: str, *, supergroup: bool) -> Group:
        """An empty group, numbered as Telegram numbers its kind."""
        first = _FIRST_SUPERGROUP if supergroup else _FIRST_GROUP
        chat_id = -(first + len(self.groups))
        group = Group(self, chat_id, title, count(1) if supergroup else self.numbers)
        self.groups[chat_id] = group
        return group

    def find_chat(self, name: ChatName) -> Chat:
        """The chat of an id. Raises ApiError 400 "chat not found"."""
        if isinstance(name, int) and name in self.groups:
            return self.groups[name]
        if isinstance(name, int) and name in self.users:
            return self.users[name].chat
        raise bad_request("chat not found")

    def writable_chat(self, name: ChatName) -> Chat:
        """The chat of an id, if the bot may write there. Raises ApiError."""
        chat = self.find_chat(name)
        chat.check_writable()
        return chat

    def _arrived(self) -> None:
        self.polling.wake()
        self.hook.wake()

    def fail_next(self, method: str, *ways: Way) -> None:
        """The next calls of `method` go wrong in these ways, one each."""
        self.faults.fail_next(method, *ways)

    def fail_next_in(self, chat: Chat, *ways: Way) -> None:
        """The next calls that say something in `chat` go wrong in these ways, one each."""
        self.faults.fail_next_in(chat.chat_id, *ways)

    def calls(self, method: str) -> list[Wire]:
        """Every finished call of a method, in order: `method`, `parameters`, `answer`."""
        done = (event.details for event in self.journal.events if event.kind == "call")
        return [call for call in done if call["method"].lower() == method.lower()]

    async def wait_for(
        self, predicate: Callable[[], T], within: float = 5, chat: Chat | None = None
    ) -> T:
        """The first true value of `predicate`, tried now and after each event (of `chat` only).

        `within`: seconds of real time. Raises TimeoutError naming the last events.
        """
        return await self.journal.wait_for(predicate, within, chat.chat_id if chat else None)
