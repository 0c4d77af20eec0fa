"""Whether a message was written after something that it seems to answer."""

from __future__ import annotations

from typing import Literal

from bot.reception.visit import Visit
from bot.store.tables import Outbox

Arrival = Literal["after", "before", "unknown"]


def arrival(visit: Visit, row: Outbox | None) -> Arrival:
    """A message is an answer only if what it answers was there to be read.

    Telegram numbers the messages of a private chat upwards; a tap with a lower number than the
    question's was meant for an older one.
    """
    if row is None:
        return "after"
    if row.state == "queued":
        return "before"
    message = row.message
    if row.state == "sending":
        message = visit.office.outbox.arrivals.message(row.id)
        if message is None:
            return "unknown"
    if message and message.isdecimal() and visit.message.isdecimal():
        return "after" if int(visit.message) > int(message) else "before"
    return "after"
