"""What can happen to a listing and to an offer. Each change is one conditional UPDATE with a line
in the audit log: of many who try at once, one wins.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.audit import note
from bot.store.tables import Listing, Offer

LISTED = ("draft", "waiting", "offered", "accepted", "placed", "set_aside")
"""A listing that has not ended."""

LISTING_WAYS: dict[str, frozenset[str]] = {
    "draft": frozenset({"waiting", "set_aside", "withdrawn"}),
    "waiting": frozenset({"draft", "offered", "set_aside", "withdrawn"}),
    "offered": frozenset({"waiting", "accepted", "set_aside", "withdrawn"}),
    "accepted": frozenset({"waiting", "placed", "set_aside", "withdrawn"}),
    "placed": frozenset({"waiting", "set_aside", "withdrawn"}),
    "set_aside": frozenset({"waiting", "draft", "withdrawn"}),
    "withdrawn": frozenset({"waiting", "draft"}),
}
"""Where each state can lead."""

OFFER_WAYS: dict[str, frozenset[str]] = {
    "proposed": frozenset({"open", "withdrawn"}),
    "open": frozenset({"accepted", "declined", "unanswered", "withdrawn"}),
    "accepted": frozenset({"came", "missed", "declined", "withdrawn"}),
    "unanswered": frozenset({"accepted"}),
    "declined": frozenset(),
    "withdrawn": frozenset(),
    "came": frozenset({"missed"}),
    "missed": frozenset({"came"}),
}
"""The same for offers: a late *Yes* counts while the place is still free, and a tap on the sheet of
the night can be corrected.
"""


async def change(
    session: AsyncSession,
    row: Listing | Offer,
    come_from: Collection[str],
    to: str,
    now: datetime,
    *,
    by: UUID | None = None,
    **values: object,
) -> bool:
    """Bring a listing or an offer from one of some states to another, with other values of its own;
    whether this call did. `by`: the volunteer who did it, in the audit log. Raises ValueError for a
    way that there is not.
    """
    table = type(row)
    _check(LISTING_WAYS if table is Listing else OFFER_WAYS, come_from, to)
    await session.flush()
    done = await session.scalars(
        update(table)
        .where(table.id == row.id, table.state.in_(come_from))
        .values(state=to, **values)
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(row)
    if changed:
        note(session, f"{table.__tablename__} {to}", now, actor=by, subject=row.id)
    return changed


def _check(ways: dict[str, frozenset[str]], come_from: Collection[str], to: str) -> None:
    for state in come_from:
        if to not in ways[state]:
            raise ValueError(f"nothing leads from {state} to {to}")
