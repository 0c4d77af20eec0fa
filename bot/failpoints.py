"""Places where a test can let this process die, each by its name.

They are off unless LOKET_TEST_FAILPOINT_FILE names a file, and the file names a point: it takes
both, and neither is a setting (`bot.settings` does not know the variable). Off, a point costs one
look at a global. On, each point that is reached reads the file, which holds `name times`: at the
last of so many times the file is removed, and the process kills itself as `kill -9` does.
"""

from __future__ import annotations

import os
import signal
from enum import Enum
from pathlib import Path

FAILPOINT_FILE = "LOKET_TEST_FAILPOINT_FILE"
"""Environment variable: the file that names the point (tests set it for their child processes)."""


class Point(Enum):
    """Where the process can die. Beside each, what is done and what is not."""

    STARTING = "The keys are checked, what was on its way is taken back; not committed."
    ERASING_AGAIN = "Who is on the list of the erased is erased again; not committed."
    MIGRATING = "A step of the migrations has run and is not committed; those before it are."
    FETCHED = "Telegram gave updates; nothing of them is stored."
    KEEPING = "Updates are in the inbox; not committed."
    KEPT = "Updates are committed; nobody has been woken, Telegram not been told."
    ACKNOWLEDGING = "The dispatcher was woken; Telegram is about to be told."
    TAKEN = "The dispatcher has read its list; nothing is decided."
    SETTING_ASIDE = "An update that nobody can read is marked; not committed."
    PREPARED = "What a decision needs from the network is kept; no transaction has begun."
    HELD = "The list is locked in its transaction; nothing is decided."
    DECIDED = "Effects, outbox and done inbox are in the transaction; not committed."
    COMMITTED = "They are committed; the sender has not been woken."
    CLAIMED = "A claim is written and its ticket is to be shown; not committed."
    ANSWER_KEPT = "A helper's answer is kept and queued; not committed."
    ERASURE_BEGUN = "The last messages are queued; the ids are not listed, no key is destroyed."
    ERASURE_LISTED = "The ids are on the list outside the database; no key is destroyed."
    KEYS_DESTROYED = "Keys and rows of the erased are gone; not committed."
    TAKING = "Rows are marked as being sent; not committed."
    TO_SEND = "Rows are committed as being sent; none has been called out."
    PRESS_UNANSWERED = "What a press did is committed; its answer is not called out."
    BETWEEN_PARTS = "Of a message in two parts Telegram has the first."
    RETURNED = "Telegram took a message; this process has noted nothing."
    CARD_POSTED = "A card is in its group; which message it is, is not kept."
    ANSWER_ARRIVED = "An answer has arrived, the volunteer's sign is queued; not committed."
    SETTLING = "Results are written; not committed."
    SETTLED = "Results are committed; the next round has not begun."
    TELLING_SOME = "The next few have their copy of a notice, and it is queued; not committed."
    FORGOTTEN = "What is old is deleted, the audit log not chained; not committed."
    CHAINED = "The audit log is chained; not committed."
    STOPPING = "The host asked for a stop; nothing has been told to stop yet."
    FINISHING = "What was on its way at a stop has arrived; its results are not kept."


class Fuse:
    """Reads which point is armed, and dies there."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def burn(self, point: Point) -> None:
        """Die if this is the point, the last of so many times. Raises KeyError or ValueError for a
        file that names no point: a test would wait in vain.
        """
        try:
            name, times = self._file.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return
        if Point[name] is not point:
            return
        if int(times) > 1:
            self._file.write_text(f"{name} {int(times) - 1}", encoding="ascii")
            return
        self._file.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


_fuse: Fuse | None = None


def look_for_a_fuse() -> None:
    """Do what the environment asks for; in every installation nothing. Done once, by importing."""
    global _fuse  # noqa: PLW0603 - so that a point that is off costs one look at it
    named = os.environ.get(FAILPOINT_FILE)
    _fuse = Fuse(Path(named)) if named else None


look_for_a_fuse()


def reach(point: Point) -> None:
    """This is a point: in a test the process may die here."""
    if _fuse is not None:
        _fuse.burn(point)
