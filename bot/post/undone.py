"""Whose turn it is in the inbox: questions to the database that are asked again and again, and so
are put together once.
"""

from __future__ import annotations

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from bot.store.tables import Inbox

_WAITING = Inbox.state == "waiting"
_older = aliased(Inbox)
_an_older = exists().where(
    _older.conversation == Inbox.conversation,
    _older.state == "waiting",
    _older.number < Inbox.number,
)

OLDEST: Select[Inbox] = (
    select(Inbox)
    .where(Inbox.channel == bindparam("channel"), _WAITING, ~_an_older)
    .where(Inbox.next_attempt_at <= bindparam("now"))
    .order_by(Inbox.number)
    .limit(bindparam("most"))
)
"""The oldest undone row of each of at most `most` conversations of a `channel`."""

AMONG = (
    select(Inbox.number)
    .where(Inbox.number.in_(bindparam("numbers", expanding=True)), _WAITING)
    .where(~_an_older.where(_older.number.not_in(bindparam("numbers", expanding=True))))
    .order_by(Inbox.number)
    .with_for_update(skip_locked=True, of=Inbox)
)
"""Of some `numbers` those that are undone, with none older of their conversation but among them.
On PostgreSQL they are locked in their order, and what another process has locked is left out.
"""

CROWDED = (
    select(Inbox.conversation)
    .where(Inbox.conversation.in_(bindparam("among", expanding=True)))
    .where((Inbox.received_at > bindparam("lately")) | _WAITING)
    .group_by(Inbox.conversation)
    .having(func.count() > bindparam("many"))
)
"""The conversations `among` some with more than so `many` rows that wait or came `lately`."""

OF_ONE: Select[Inbox] = (
    select(Inbox)
    .where(Inbox.conversation == bindparam("conversation"), _WAITING)
    .order_by(Inbox.number)
    .limit(bindparam("most"))
)
"""The oldest undone rows of one conversation."""

NEXT = select(func.min(Inbox.next_attempt_at)).where(_WAITING, ~_an_older)
"""When the next row is due; whatever waits behind it is no sooner."""
