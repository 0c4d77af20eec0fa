"""What happens, told in the order in which it happens: at Telegram, and in the bot's tables."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.journal import Event
from bot.demo.bot_api.wire import Wire
from bot.demo.page.feed import Feed, Told
from bot.demo.page.kept import Kept
from bot.demo.page.lines import line_of
from bot.demo.page.showing import phone_as_shown, town_as_shown
from bot.demo.town import Town

LOOK_AGAIN = 0.1
"""Seconds between two looks while something waits."""

AT_REST = 1.0
"""Seconds between two looks while nothing does."""

REMEMBERED = 200
"""Lines that a page gets which comes later."""

TYPING = 5.0
"""Seconds for which the bot is seen typing (Bot API page, sendChatAction)."""


class Telling:
    """Looks at the world and at what the bot keeps, and tells the pages what is new."""

    def __init__(self, town: Town, feed: Feed) -> None:
        self._town = town
        self._feed = feed
        self._kept = Kept(town.database, town.world.clock)
        self._seen = 0
        self._arrived = 0
        self._number = 0
        self._lines: deque[Wire] = deque(maxlen=REMEMBERED)
        self._cast: Wire = {}
        self._counts: Wire = {}
        self._phones: dict[int, Wire] = {}
        self._typing_until: dict[int, float] = {}

    def now(self) -> Iterator[Told]:
        """What a page needs that has just been opened, but for the story."""
        yield "town", self._cast
        yield from (("phone", phone) for phone in self._phones.values())
        yield from (("happened", line) for line in self._lines)
        yield "counts", self._counts

    async def run(self) -> None:
        """Tell until cancelled."""
        try:
            self._show()
            while True:
                await self._look()
                await self._wait()
        finally:
            self._kept.close()

    async def _wait(self) -> None:
        events, busy = self._town.world.journal.events, any(self._waiting())
        with contextlib.suppress(TimeoutError):
            await self._town.world.wait_for(
                lambda: len(events) > self._seen, LOOK_AGAIN if busy else AT_REST
            )
        await asyncio.sleep(0)  # what belongs together is told together

    def _waiting(self) -> Iterator[bool]:
        yield bool(self._town.world.updates.waiting)
        yield bool(self._kept.counts.inbox or self._kept.counts.outbox)
        yield self._town.host.state != "running"
        yield bool(self._typing_until)

    async def _look(self) -> None:
        """Tell what arrived, then what became of it in the tables, then what was sent of that.

        What arrives during the look may be in the tables already; what is sent during it waits for
        the next look, because its row may not have been seen.
        """
        events = self._town.world.journal.events
        before = len(events)
        lines = await asyncio.to_thread(self._kept.look)
        arrived, self._arrived = events[self._arrived :], len(events)
        others, self._seen = events[self._seen : before], before
        self._tell_events([event for event in arrived if event.kind == "update"])
        names = self._names()
        for what, whose, words in lines:
            self._tell(what, names.get(whose, self._town.group.title), words)
        self._tell_events([event for event in others if event.kind != "update"])
        self._note_typing(others)
        self._show()
        self._count()

    def _tell_events(self, events: list[Event]) -> None:
        for event in events:
            if line := line_of(self._town, event):
                self._tell(*line)
            if event.kind == "press_answer":
                self._note(event)

    def _tell(self, what: str, who: str, words: str) -> None:
        self._number += 1
        line = {
            "number": self._number,
            "at": self._town.world.clock.now().isoformat(),
            "what": what,
            "who": who,
            "words": words,
        }
        self._lines.append(line)
        self._feed.tell("happened", line)

    def _note(self, event: Event) -> None:
        press = event.details["press"]
        if press.answer.text or press.answer.url:
            note = {
                "user": str(press.user.user_id),
                "chat": str(press.message.chat.chat_id),
                "text": press.answer.text,
                "alert": press.answer.alert,
                "link": bool(press.answer.url),
            }
            self._feed.tell("note", note)

    def _names(self) -> dict[str, str]:
        """Whose rows are whose."""
        town = self._town
        everybody = {str(each.user_id): each.first_name for each in town.world.users.values()}
        addresses = everybody | {str(town.group.chat_id): town.group.title}
        return {town.vault.index("telegram", at): name for at, name in addresses.items()}

    def _chats(self) -> list[Chat]:
        return [self._town.group, *(user.chat for user in self._town.world.users.values())]

    def _note_typing(self, events: list[Event]) -> None:
        now = asyncio.get_running_loop().time()
        for event in events:
            if event.kind == "action" and event.chat_id:
                self._typing_until[event.chat_id] = now + TYPING
            if event.kind == "message" and event.chat_id:
                self._typing_until.pop(event.chat_id, None)
        still = {chat: until for chat, until in self._typing_until.items() if until > now}
        self._typing_until = still

    def _show(self) -> None:
        """Tell who is there and what the chats look like, where that is new."""
        if (cast := town_as_shown(self._town)) != self._cast:
            self._cast = cast
            self._feed.tell("town", cast)
        for chat in self._chats():
            phone = phone_as_shown(self._town, chat, typing=chat.chat_id in self._typing_until)
            if self._phones.get(chat.chat_id) != phone:
                self._phones[chat.chat_id] = phone
                self._feed.tell("phone", phone)

    def _count(self) -> None:
        host, back_in = self._town.host, self._town.host.back_in
        counts = {
            "telegram": len(self._town.world.updates.waiting),
            "inbox": self._kept.counts.inbox,
            "outbox": self._kept.counts.outbox,
            "bot": host.state,
            "back_in": None if back_in is None else round(back_in),
            "ahead": self._ahead(),
        }
        if counts != self._counts:
            self._counts = counts
            self._feed.tell("counts", counts)

    def _ahead(self) -> int:
        """Seconds by which the town's clock was moved: the phones show its hour."""
        moved = self._town.world.clock.now() - datetime.now(UTC)
        return round(moved.total_seconds())
