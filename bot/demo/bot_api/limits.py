"""How much a bot may send: Telegram's flood limits, as budgets per bot, person and group."""

import math
from collections import deque
from dataclasses import dataclass
from typing import NoReturn

from .clock import Clock
from .errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """The rates above which a call is refused with 429.

    Sources: Telegram's bot FAQ ("My bot is hitting limits": 1 message/s in a chat with short
    bursts tolerated, 20 a minute in a group, about 30/s over all) and grammY's flood guide (edits
    in a group count as well). Telegram leaves the exact windows open; here they are:

    * over all chats, a token bucket: `per_second` refill, as many at most in store, so in any
      t seconds no more than 30 + 30 t messages pass;
    * in a private chat, a token bucket: `chat_per_second` refill, `chat_burst` in store;
    * in a group, a sliding window: `group_per_minute` messages and edits in any 60 seconds.

    Edits count in groups only. An album passes when one message would; each of its items is then
    paid for. A refused call costs nothing. `enforced=False` switches everything off, and with it
    the slowing of a poll repeated with the same offset (see `updates.py`).
    """

    per_second: float = 30
    chat_per_second: float = 1
    chat_burst: float = 3
    group_per_minute: int = 20
    enforced: bool = True


NO_LIMITS = Limits(enforced=False)
_MINUTE = 60.0
_NEARLY_ONE = 1 - 1e-9  # a token refilled over exactly its time may miss one by rounding


class TokenBucket:
    """`rate` tokens a second, `capacity` at most; may fall below zero for an album."""

    def __init__(self, rate: float, capacity: float, now: float) -> None:
        self._rate, self._capacity = rate, capacity
        self._tokens, self._at = capacity, now

    def wait(self, now: float) -> float:
        """Seconds until one more message passes; 0 if it does now."""
        self._tokens = min(self._capacity, self._tokens + (now - self._at) * self._rate)
        self._at = now
        return 0.0 if self._tokens >= _NEARLY_ONE else (1 - self._tokens) / self._rate

    def spend(self, count: int, _now: float) -> None:
        self._tokens -= count


class SlidingWindow:
    """At most `size` in any 60 seconds."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more message passes; 0 if it does now."""
        while self._times and self._times[0] <= now - _MINUTE:
            self._times.popleft()
        if len(self._times) < self._size:
            return 0.0
        return self._times[len(self._times) - self._size] + _MINUTE - now

    def spend(self, count: int, now: float) -> None:
        self._times.extend([now] * count)


Budget = TokenBucket | SlidingWindow


class FloodControl:
    """Charges each message to its budgets; `refusals` counts the 429 answers given."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self.limits = limits
        self.refusals = 0
        self._clock = clock
        self._overall = TokenBucket(limits.per_second, limits.per_second, clock.monotonic())
        self._chats: dict[int, Budget] = {}
        self._about_to_close: dict[int, float] = {}
        self._closed_until: dict[int, float] = {}

    def close_at_next(self, chat_id: int, seconds: float) -> None:
        """From the next message on, a chat takes none for so long: what its limits are is
        Telegram's secret, and it may be fuller than anybody can know.
        """
        self._about_to_close[chat_id] = seconds

    def charge_message(self, chat_id: int, count: int = 1) -> None:
        """Pay for `count` messages to a chat. Raises ApiError 429."""
        self._check_open(chat_id)
        self._charge([self._overall, self._budget(chat_id)], count)

    def charge_edit(self, chat_id: int) -> None:
        """Pay for one edit; free in private chats. Raises ApiError 429."""
        if chat_id < 0:
            self._check_open(chat_id)
            self._charge([self._budget(chat_id)], 1)

    def _check_open(self, chat_id: int) -> None:
        now = self._clock.monotonic()
        if seconds := self._about_to_close.pop(chat_id, 0):
            self._closed_until[chat_id] = now + seconds
        if (wait := self._closed_until.get(chat_id, now) - now) > 0:
            self._refuse(wait)

    def _refuse(self, wait: float) -> NoReturn:
        self.refusals += 1
        raise too_many_requests(math.ceil(wait))

    def _charge(self, budgets: list[Budget], count: int) -> None:
        if not self.limits.enforced:
            return
        now = self._clock.monotonic()
        wait = max(budget.wait(now) for budget in budgets)
        if wait > 0:
            self._refuse(wait)
        for budget in budgets:
            budget.spend(count, now)

    def _budget(self, chat_id: int) -> Budget:
        if chat_id not in self._chats:
            self._chats[chat_id] = self._new_budget(chat_id)
        return self._chats[chat_id]

    def _new_budget(self, chat_id: int) -> Budget:
        if chat_id < 0:
            return SlidingWindow(self.limits.group_per_minute)
        limits, now = self.limits, self._clock.monotonic()
        return TokenBucket(limits.chat_per_second, limits.chat_burst, now)
