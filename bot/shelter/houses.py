"""Houses with places: what is said of one is sealed with its own key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.privacy.audit import note
from bot.privacy.vault import Place
from bot.store.tables import House, VaultKey


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a house. `whereabouts`: its address; of a secret house a meeting point."""

    name: str
    whereabouts: str = field(repr=False)
    bring: str = ""
    secret: bool = False


def make_house(session: AsyncSession, office: Office, about: About, by: UUID) -> House:
    """A house, with a key of its own."""
    house_id, now = uuid4(), office.now()
    key, kept = office.vault.new_key(house_id)
    session.add(VaultKey(holder=house_id, ring_key=kept.ring_key, wrapped=kept.wrapped))
    house = House(
        id=house_id,
        name=key.seal(about.name.encode(), Place("house", "name", house_id)),
        whereabouts=key.seal(about.whereabouts.encode(), Place("house", "whereabouts", house_id)),
        bring=key.seal(about.bring.encode(), Place("house", "bring", house_id)),
        secret=about.secret,
        made_by=by,
        made_at=now,
    )
    session.add(house)
    note(session, "house made", now, actor=by, subject=house_id)
    return house


async def read_house(session: AsyncSession, office: Office, house: House) -> About:
    """What is said of a house, open. Raises KeyError where its key is gone."""
    key = await office.people.key_of(session, house.id)

    def opened(column: str, sealed: bytes | None) -> str:
        return key.open(sealed, Place("house", column, house.id)).decode() if sealed else ""

    return About(
        opened("name", house.name),
        opened("whereabouts", house.whereabouts),
        opened("bring", house.bring),
        house.secret,
    )


async def houses(session: AsyncSession, office: Office) -> list[tuple[House, About]]:
    """The houses that are not closed, by name."""
    found = await session.scalars(select(House).where(House.closed_at.is_(None)))
    read = [(house, await read_house(session, office, house)) for house in found]
    return sorted(read, key=lambda each: each[1].name.casefold())


def close_house(session: AsyncSession, house: House, now: datetime, by: UUID) -> None:
    """Nothing more is offered there; who is there stays."""
    house.closed_at = now
    note(session, "house closed", now, actor=by, subject=house.id)
