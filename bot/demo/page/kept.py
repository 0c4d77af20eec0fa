"""What the bot keeps, seen from beside it: its tables are read, never written, and never opened.

The rows are sealed. Whose they are, the demo knows because it gave the bot its key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy.exc import OperationalError

from bot.demo.bot_api import Clock
from bot.store.tables import Card, Inbox, Outbox

LINGERS = 1.0
"""Seconds after which something that is not out yet is shown as paced."""

PACED = {"paced": "paced", "held": "blocked"}
"""States in which something waits, and the word of README.md for each."""

Line = tuple[str, str, str]
"""What happened (a word of README.md), whose row it is (a keyed look-up), and more about it."""


@dataclass(frozen=True)
class Counts:
    """What waits at the bot."""

    inbox: int = 0
    outbox: int = 0


@dataclass
class Kept:
    """Looks at the database and says what is new since the last look."""

    database: Path
    clock: Clock
    counts: Counts = field(default_factory=Counts)
    _inbox: dict[int, str] = field(default_factory=dict)
    _outbox: dict[int, str] = field(default_factory=dict)
    _cards: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._engine = create_engine(f"sqlite:///file:{self.database}?mode=ro&uri=true")

    def look(self) -> list[Line]:
        """What is new, in its order. Nothing where there is no database yet, or it is busy."""
        try:
            with self._engine.connect() as connection:
                # One look at all tables: what is committed in between belongs to the next.
                connection.exec_driver_sql("BEGIN")
                lines = self._came(connection) + self._goes(connection) + self._views(connection)
                self.counts = self._count(connection)
                return lines
        except OperationalError:
            return []

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _came(self, connection: Connection) -> list[Line]:
        columns = select(Inbox.number, Inbox.state, Inbox.conversation, func.length(Inbox.payload))
        undone = [number for number, state in self._inbox.items() if state == "waiting"]
        newest = max(self._inbox, default=0)
        changed = (Inbox.number > newest) | Inbox.number.in_(undone)
        lines: list[Line] = []
        for number, state, whose, size in connection.execute(
            columns.where(changed).order_by(Inbox.number)
        ):
            if number not in self._inbox:
                lines.append(("stored", whose, f"sealed, {size} bytes" if size else "sealed"))
            if state != self._inbox.get(number, "waiting"):
                lines.append(("decided", whose, "" if state == "done" else "nobody can read it"))
            self._inbox[number] = state
        return lines

    def _goes(self, connection: Connection) -> list[Line]:
        columns = select(
            Outbox.number, Outbox.state, Outbox.chat, Outbox.created_at, Outbox.next_attempt_at
        )
        unsent = [n for n, state in self._outbox.items() if state in ("queued", "paced", "held")]
        newest = max(self._outbox, default=0)
        changed = (Outbox.number > newest) | Outbox.number.in_(unsent)
        lines: list[Line] = []
        for number, state, whose, created, due in connection.execute(
            columns.where(changed).order_by(Outbox.number)
        ):
            if number not in self._outbox:
                lines.append(("queued", whose, "sealed"))
            seen = self._state(state, created, due)
            if seen in PACED and self._outbox.get(number) != seen:
                lines.append((PACED[seen], whose, self._why(seen, state, due)))
            self._outbox[number] = seen
        return lines

    def _views(self, connection: Connection) -> list[Line]:
        """Cards are views: the newest version is what counts."""
        lines: list[Line] = []
        for card, wanted in connection.execute(select(Card.id, Card.wanted)):
            if self._cards.get(str(card)) != wanted:
                lines.append(("queued", "", "a card, without a word of what was written"))
            self._cards[str(card)] = wanted
        return lines

    def _state(self, state: str, created: datetime, due: datetime) -> str:
        """`sending` is as good as queued here (its due time is when it is looked at again); what
        waits for its time is paced.
        """
        if state not in ("queued", "sending"):
            return state
        now = self.clock.now()
        put_off = state == "queued" and (due - now).total_seconds() > LINGERS / 2
        return "paced" if put_off or (now - created).total_seconds() > LINGERS else "queued"

    def _why(self, seen: str, state: str, due: datetime) -> str:
        if seen == "held":
            return "kept until they come back"
        if state == "sending":
            return "is on its way"
        wait = (due - self.clock.now()).total_seconds()
        return f"waits {wait:.0f} s" if wait >= 1 else "waits its turn"

    @staticmethod
    def _count(connection: Connection) -> Counts:
        undone = select(func.count()).where(Inbox.state == "waiting")
        unsent = select(func.count()).where(Outbox.state.in_(("queued", "sending")))
        behind = select(func.count()).where(Card.shown < Card.wanted)
        inbox, outbox, cards = (connection.scalar(each) or 0 for each in (undone, unsent, behind))
        return Counts(inbox, outbox + cards)
