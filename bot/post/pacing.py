"""Keeping the platform's limits before the platform has to say so."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.post.channel import Limits

SECOND = 1.03
"""The platform's second as it is kept here: calls do not arrive exactly as they leave."""

SPREAD = 0.25
"""Seconds over which a burst is spread, so that it is none when it arrives."""

CHAT_HEADROOM = 1.1
"""A chat's messages are this much further apart than has to be."""

MINUTE = 61.0
GROUP_HEADROOM = 2
"""Messages a minute that stay free in a group."""


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

    def until(self, wanted: int, now: float) -> float:
        """Seconds until `wanted` fit (at most as many as ever do)."""
        leaving = min(wanted, self.most) - self.room(now)
        return max(self.sent[leaving - 1] + self.seconds - now, 0.0) if leaving > 0 else 0.0


class Pacer:
    """Says who may be sent to now: the bot as a whole, one chat, one group. Times in seconds."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        most = max(int(limits.messages_per_second) - 1, 1)
        self._whole = [Window(most, SECOND), Window(max(int(most * SPREAD) + 1, 1), SPREAD)]
        self._ready: dict[str, float] = {}
        self._groups: dict[str, Window] = {}

    def room(self) -> int:
        """How many messages may go out now."""
        now = self._clock.monotonic()
        return min(window.room(now) for window in self._whole)

    def until_room(self, wanted: int) -> float:
        """Seconds until so many may go out at once."""
        now = self._clock.monotonic()
        return max(window.until(wanted, now) for window in self._whole)

    def sent(self, chat: str, group: bool) -> None:
        """A message goes out to a chat now."""
        now = self._clock.monotonic()
        for window in self._whole:
            window.sent.append(now)
        if group:
            most = self._limits.per_group_per_minute - GROUP_HEADROOM
            self._groups.setdefault(chat, Window(most, MINUTE)).sent.append(now)
            return
        # A chat's messages are a second apart; some may come sooner after a pause (a burst).
        spacing = CHAT_HEADROOM / self._limits.per_chat_per_second
        earliest = now - spacing * (self._limits.chat_burst - 1)
        self._ready[chat] = max(self._ready.get(chat, earliest), earliest) + spacing

    def pause(self, chat: str, seconds: float) -> None:
        """The platform asked to leave one chat alone for a while."""
        self._ready[chat] = self._clock.monotonic() + seconds

    def waiting(self) -> set[str]:
        """The chats that may not be sent to now."""
        now = self._clock.monotonic()
        self._ready = {chat: at for chat, at in self._ready.items() if at > now - SPREAD}
        waiting = {chat for chat, at in self._ready.items() if at > now}
        return waiting | {chat for chat, group in self._groups.items() if group.room(now) <= 0}
