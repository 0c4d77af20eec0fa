"""Whoever coordinates, as the last `chat_member` update or look-up said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text
from bot.office import Office
from bot.post.actions import Send
from bot.post.outbox import STAFF, Recipient
from bot.store.tables import Membership, Volunteer


@dataclass(frozen=True, slots=True)
class Coordinator:
    """A coordinator's private chat, their language, and the groups that they coordinate."""

    to: Recipient
    language: str
    groups: frozenset[str]

    def tell(self, session: AsyncSession, office: Office, text: Text) -> None:
        """Write to their private chat."""
        said = office.catalogues.say(text, self.language)
        office.outbox.put(session, self.to, Send(said), rank=STAFF)


async def coordinators(
    session: AsyncSession, office: Office, groups: Collection[str]
) -> list[Coordinator]:
    """Everybody who coordinates one of some groups, each once."""
    places: dict[Volunteer, set[str]] = {}
    query = (
        select(Volunteer, Membership.group_address)
        .join(Membership, Membership.volunteer_id == Volunteer.id)
        .where(Membership.group_address.in_(groups), Membership.role == "coordinator")
    )
    for volunteer, group in await session.execute(query):
        places.setdefault(volunteer, set()).add(group)
    found = []
    for volunteer, own in places.items():
        known = await office.people.by_contact(session, volunteer.contact_id)
        if known is not None:
            found.append(Coordinator(known.recipient, volunteer.language, frozenset(own)))
    return found
