"""The queue of updates: numbers, acknowledgement, expiry.

Rules: Bot API page (getUpdates), tdlib/telegram-bot-api Client.cpp as cited in reliability.md
1.1 and 1.3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .clock import Clock
from .journal import Journal
from .wire import Wire

DAY = timedelta(hours=24)
PRESS_LIFE = timedelta(seconds=150)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Pending:
    """An update that nobody has acknowledged."""

    number: int
    update: Wire
    expires: datetime


@dataclass
class Withheld:
    """An update that comes late: after so many `answers` without it."""

    update: Wire
    answers: int


class UpdateQueue:
    """Updates in order, from the first unacknowledged one."""

    def __init__(self, clock: Clock, journal: Journal, first_id: int) -> None:
        self.next_id = first_id
        self.allowed: frozenset[str] | None = None
        self.history: dict[int, Wire] = {}
        self.on_arrival: Callable[[], None] = lambda: None
        self._clock, self._journal = clock, journal
        self._pending: list[Pending] = []
        self._repeats: list[Wire] = []
        self._withheld: list[Withheld] = []
        self._reversed = False

    def put(self, kind: str, body: Wire, life: timedelta = DAY, chat_id: int | None = None) -> None:
        """Queue an update if the bot asked for its kind; `life` is how long it is kept."""
        if self._wanted(kind):
            self._queue({"update_id": self.next_id, kind: body}, life, chat_id)

    def put_odd(self, update: Wire) -> None:
        """Queue an update as it stands, of whatever kind and shape, for a day. It gets an id unless
        it brings one.
        """
        self._queue({"update_id": self.next_id, **update}, DAY, None)

    def _queue(self, update: Wire, life: timedelta, chat_id: int | None) -> None:
        self.history[self.next_id] = update
        self._pending.append(Pending(self.next_id, update, self._clock.now() + life))
        self.next_id += 1
        self._journal.note("update", chat_id, update=update)
        self.on_arrival()

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: list[str]) -> None:
        """Remember `allowed_updates`; an empty list means the default."""
        self.allowed = frozenset(kinds) or None

    def take(self, offset: int, limit: int) -> list[Wire]:
        """Acknowledge what lies below `offset`, return what is there, `limit` at most.

        A negative offset forgets all but the last -offset updates; one that lies outside the
        queue (after a jump of ids) acknowledges nothing and starts at the head.
        """
        self.drop_expired()
        if offset < 0:
            del self._pending[: max(0, len(self._pending) + offset)]
        elif self._pending and self._pending[0].number < offset <= self.next_id:
            self._pending = [one for one in self._pending if one.number >= offset]
        repeats, self._repeats = self._repeats[:limit], self._repeats[limit:]
        return self._given(repeats + [one.update for one in self._pending[: limit - len(repeats)]])

    def _given(self, updates: list[Wire]) -> list[Wire]:
        """What an answer gives, in which order; what was withheld long enough comes next time."""
        if updates:
            for late in self._withheld:
                late.answers -= 1
            self._repeats += [late.update for late in self._withheld if late.answers <= 0]
            self._withheld = [late for late in self._withheld if late.answers > 0]
        if self._reversed and len(updates) > 1:
            self._reversed = False
            updates.reverse()
        return updates

    def drop_expired(self) -> None:
        now = self._clock.now()
        self._pending = [one for one in self._pending if one.expires > now]

    def clear(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self._pending.clear()

    @property
    def pending(self) -> list[Pending]:
        """What may be posted to a webhook now: what is given again, and what nobody has taken."""
        self.drop_expired()
        now = self._clock.now()
        again = [Pending(int(update["update_id"]), update, now) for update in self._repeats]
        return again + self._pending

    def taken(self, number: int) -> None:
        """A webhook has taken an update."""
        if any(int(update["update_id"]) == number for update in self._repeats):
            self._repeats = [one for one in self._repeats if int(one["update_id"]) != number]
            return
        self._pending = [one for one in self._pending if one.number != number]

    @property
    def waiting(self) -> list[Wire]:
        """Updates not acknowledged and not expired."""
        self.drop_expired()
        return [one.update for one in self._pending]

    def deliver_again(self, update_id: int) -> None:
        """Give an update once more with the next answer, acknowledged or not, expired or not."""
        self._repeats.append(self.history[update_id])
        self._journal.note("update", None, update=self.history[update_id])
        self.on_arrival()

    def withhold(self, update_id: int, answers: int = 1) -> None:
        """Keep an update back until so many answers gave others, then give it once, whatever has
        been acknowledged meanwhile.
        """
        self._pending = [one for one in self._pending if one.number != update_id]
        self._withheld.append(Withheld(self.history[update_id], answers))

    def reverse_next(self) -> None:
        """The next answer with several updates gives the newest first."""
        self._reversed = True

    def jump(self, next_id: int) -> None:
        """Number from `next_id` on, up or down, as Telegram does after an idle week.

        Raises ValueError while updates wait: Telegram jumps only when its queue is empty.
        """
        if self.waiting:
            raise ValueError("update ids jump only when nothing waits")
        self.next_id = next_id
