"""Noticing at the start that the ring of keys is not the one that sealed the database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.privacy.vault import CannotOpen, Place, Vault
from bot.store.tables import Inbox, KeyCheck, Outbox, VaultKey

KNOWN = b"loket"
PLACE = Place("key_check", "sealed", UUID(int=0))


class WrongKeys(Exception):
    """The ring lacks a key that the database needs, or has another one under its name."""


async def check_keys(session: AsyncSession, vault: Vault, names: tuple[str, ...]) -> None:
    """Compare the ring with what the database remembers of it. Raises WrongKeys."""
    kept = {row.ring_key: row for row in await session.scalars(select(KeyCheck))}
    for name in names:
        if name in kept:
            _open(vault, kept[name])
        else:
            sealed = vault.post(name).seal(KNOWN, PLACE)
            session.add(KeyCheck(ring_key=name, sealed=sealed))
    needed = await session.scalars(
        union(
            select(VaultKey.ring_key),
            select(Inbox.post_key).where(Inbox.state == "waiting"),
            select(Outbox.post_key).where(Outbox.body.is_not(None)),
        )
    )
    missing = sorted(set(needed) - set(names))
    if missing:
        raise WrongKeys(
            f"LOKET_SECRET_KEYS lacks the key '{missing[0]}', which sealed what is in the "
            "database: add it behind the newest one"
        )


def _open(vault: Vault, row: KeyCheck) -> None:
    try:
        vault.post(row.ring_key).open(row.sealed, PLACE)
    except CannotOpen:
        raise WrongKeys(
            f"LOKET_SECRET_KEYS has another key called '{row.ring_key}' than the one that sealed "
            "the database: use that one, or another database"
        ) from None
