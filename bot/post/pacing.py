"""Keeping the platform's limits before the platform has to say so."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor

from bot.clock import Clock
from bot.post.channel import Limits
from bot.post.sending import Earlier

SECOND = 1.03
"""The platform's second as it is kept here: calls do not arrive exactly as they leave."""

AHEAD = 0.6
"""Seconds for which messages are given their moments in advance, so that none passes unused while
the database is busy.
"""

EXACT = 1e-3
"""Of a message: rounding of times takes no moment away."""

CHAT_HEADROOM = 1.1
"""A chat's messages are this much further apart than has to be."""

MINUTE = 61.0
"""The platform's minute, and the longest that anything counts."""

GROUP_HEADROOM = 2
"""Messages a minute that stay free in a group."""

GROUP_BURST = 6
"""Messages that may come close together in a group. Those after them are spread over the minute:
a budget spent in its first seconds would leave new tickets unseen for the rest of it.
"""


@dataclass(slots=True)
class Window:
    """At most `most` in any `seconds` that slide."""

    most: int
    seconds: float
    sent: deque[float] = field(default_factory=deque)

    def room(self, now: float) -> int:
        """How many more fit now."""
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        return self.most - len(self.sent)


@dataclass(slots=True)
class Stream:
    """Messages evenly `seconds` apart, each with its moment: a burst when they leave may be a worse
    one when they arrive. In any of the platform's seconds there are at most SECOND / `seconds`.
    """

    seconds: float
    free_at: float = 0.0

    def room(self, now: float) -> int:
        """How many moments there are from now to AHEAD of it."""
        return max(floor((now + AHEAD - max(self.free_at, now)) / self.seconds + EXACT) + 1, 0)

    def until(self, wanted: int, now: float) -> float:
        """Seconds until there are so many (or as many as there ever are)."""
        wanted = min(wanted, floor(AHEAD / self.seconds + EXACT) + 1)
        last = max(self.free_at, now) + (wanted - 1) * self.seconds
        return max(last - AHEAD - now, 0.0)

    def sent(self, now: float) -> float:
        """Something goes out: its moment."""
        moment = max(self.free_at, now)
        self.free_at = moment + self.seconds
        return moment


@dataclass(slots=True)
class Spacing:
    """Each chat's messages stand `seconds` apart; after a pause, `burst` may come sooner."""

    seconds: float
    burst: int
    free_at: dict[str, float] = field(default_factory=dict)

    def sent(self, chat: str, now: float) -> None:
        """A message goes out to a chat."""
        earliest = now - self.seconds * (self.burst - 1)
        self.free_at[chat] = max(self.free_at.get(chat, earliest), earliest) + self.seconds

    def until(self, chat: str, now: float) -> float:
        """Seconds until the message that was counted last may go out to a chat."""
        return max(self.free_at.get(chat, now) - self.seconds - now, 0.0)

    def waiting(self, now: float) -> set[str]:
        """The chats that may not be sent to; those with a whole burst again are forgotten."""
        earliest = now - self.seconds * (self.burst - 1)
        self.free_at = {chat: at for chat, at in self.free_at.items() if at > earliest}
        return {chat for chat, at in self.free_at.items() if at > now}


class Pacer:
    """Says who may be sent to now: the bot as a whole, one chat, one group. Times in seconds."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._clock = clock
        self._whole_rate = max(limits.messages_per_second, 1.0)
        self._whole = Stream(SECOND / self._whole_rate)
        spacing = CHAT_HEADROOM / limits.per_chat_per_second
        self._chats = Spacing(spacing, limits.chat_burst)
        self._most_in_group = limits.per_group_per_minute - GROUP_HEADROOM
        self._spread = Spacing(MINUTE / max(self._most_in_group - GROUP_BURST, 1), GROUP_BURST)
        self._groups: dict[str, Window] = {}
        self._paused: dict[str, float] = {}

    def shared_by(self, processes: int) -> None:
        """So many processes share what the bot as a whole may send."""
        self._whole.seconds = SECOND / max(self._whole_rate // processes, 1)

    def room(self) -> int:
        """How many messages may be given their moments now."""
        return self._whole.room(self._clock.monotonic())

    def until_room(self, wanted: int) -> float:
        """Seconds until so many may."""
        return self._whole.until(wanted, self._clock.monotonic())

    def earliest(self) -> datetime:
        """The moment since when what was sent still counts."""
        return self._clock.now() - timedelta(seconds=MINUTE)

    def remember(self, earlier: Iterable[Earlier]) -> None:
        """What went out before this process was there counts as well: it was killed, perhaps, in
        the middle of a rush.
        """
        moment = self._clock.now()
        for each in sorted(earlier, key=lambda each: each.at):
            for _ in range(each.often):
                self.sent(each.chat, each.group, (moment - each.at).total_seconds())
            if each.rest:
                self.pause(each.chat, each.rest.total_seconds())

    def sent(self, chat: str, group: bool, ago: float = 0.0) -> float:
        """A message goes out to a chat, or went out some seconds ago; in how many seconds is its
        moment.
        """
        now = self._clock.monotonic()
        moment = self._whole.sent(now - ago)
        if group:
            self._groups.setdefault(chat, Window(self._most_in_group, MINUTE)).sent.append(moment)
            self._spread.sent(chat, moment)
        else:
            self._chats.sent(chat, moment)
        return moment - now

    def until(self, chat: str) -> float:
        """Seconds until a person's chat has room for all that was counted as going out now: two
        messages where there was room for one have to wait together.
        """
        return self._chats.until(chat, self._clock.monotonic())

    async def moment(self, chat: str, group: bool, wait: float) -> None:
        """Wait for a message's moment. Where this process was busy, or asleep, and the message is
        late, the chat's next one is as well.
        """
        until = self._clock.monotonic() + wait
        await asyncio.sleep(wait)
        spacing, late = self._spread if group else self._chats, self._clock.monotonic() - until
        if chat in spacing.free_at:
            spacing.free_at[chat] += max(late, 0.0)

    def pause(self, chat: str, seconds: float) -> None:
        """The platform asked to leave one chat alone for a while."""
        until = self._clock.monotonic() + seconds
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def waiting(self) -> set[str]:
        """The chats that may not be sent to now."""
        now = self._clock.monotonic()
        self._paused = {chat: at for chat, at in self._paused.items() if at > now}
        full = {chat for chat, group in self._groups.items() if group.room(now) <= 0}
        return full | set(self._paused) | self._chats.waiting(now) | self._spread.waiting(now)
