"""Keeping who belongs to the staff: told by the channel, and looked up before it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.acts import give_back
from bot.desk.staff import FRESH, find_members, make_volunteer, service_groups
from bot.office import Office
from bot.post.channel import Directory
from bot.post.errors import NotDone
from bot.post.events import GroupMoved, MemberChanged, Role, Sender
from bot.privacy.audit import note
from bot.store.database import Database
from bot.store.tables import Card, Membership, MovedGroup, Ticket, Volunteer
from bot.tickets.life import UNCLOSED
from bot.tickets.owner import close_view, owner_of

log = structlog.get_logger()


class Memberships:
    """Looks up, before a transaction, who may act in it."""

    def __init__(self, office: Office, database: Database, directory: Directory) -> None:
        self._office = office
        self._database = database
        self._directory = directory

    async def refresh(self, senders: Iterable[Sender]) -> None:
        """Ask the channel about everybody of whom it is not known for certain."""
        for who in senders:
            for group in await self._unknown(who):
                try:
                    role = await self._directory.role(group, who.address)
                except NotDone as fault:
                    log.warning("membership not known", fault=type(fault).__name__)
                    continue
                async with self._database.begin() as session:
                    await keep_role(session, self._office, group, who, role)

    async def volunteers_among(self, senders: Collection[Sender]) -> list[Sender]:
        """Those who were seen to be staff before."""
        async with self._database.begin() as session:
            found = await find_members(session, self._office, [who.address for who in senders])
        return [who for who in senders if who.address in found]

    async def _unknown(self, who: Sender) -> list[str]:
        office = self._office
        async with self._database.begin() as session:
            groups = set((await service_groups(session, office)).values())
            member = (await find_members(session, office, [who.address])).get(who.address)
            if member is None:
                return sorted(groups)
            query = select(Membership.group_address).where(
                Membership.volunteer_id == member.id,
                Membership.checked_at > office.now() - FRESH / 2,
            )
            return sorted(groups - set(await session.scalars(query)))


async def keep_role(
    session: AsyncSession, office: Office, group: str, who: Sender, role: Role
) -> None:
    """Keep somebody's role in a group; whoever leaves gives their tickets back."""
    found = (await find_members(session, office, [who.address])).get(who.address)
    if found is None and role == "absent":
        return
    volunteer = found.volunteer if found else await make_volunteer(session, office, who)
    row = await session.get(Membership, (volunteer.id, group))
    before = row.role if row else "absent"
    if row is None:
        row = Membership(volunteer_id=volunteer.id, group_address=group)
        session.add(row)
    row.role, row.checked_at = role, office.now()
    await session.flush()
    if before != role:
        note(session, f"role_{role}", office.now(), subject=volunteer.id)
    if role == "absent" and before != "absent":
        await _leave(session, office, group, volunteer)


async def member_changed(session: AsyncSession, office: Office, change: MemberChanged) -> None:
    """The channel says that somebody's place in a group changed."""
    groups = await service_groups(session, office)
    if change.chat.address in groups.values():
        await keep_role(session, office, change.chat.address, change.member, change.role)


async def group_moved(session: AsyncSession, office: Office, moved: GroupMoved) -> None:
    """A staff group has another address: what points to the old one follows, cards are posted
    anew (the old messages are dead).
    """
    old, new = moved.chat.address, moved.new_address
    if old not in (await service_groups(session, office)).values() or old == new:
        return
    session.add(MovedGroup(old_address=old, new_address=new))
    note(session, "group_moved", office.now())
    for statement in (
        update(Membership).where(Membership.group_address == old).values(group_address=new),
        update(Card)
        .where(Card.group_address == old)
        .values(group_address=new, message=None, wanted=Card.wanted + 1),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))


async def _leave(session: AsyncSession, office: Office, group: str, volunteer: Volunteer) -> None:
    groups = await service_groups(session, office)
    services = [service for service, address in groups.items() if address == group]
    query = select(Ticket).where(
        Ticket.owner_id == volunteer.id,
        Ticket.service.in_(services),
        Ticket.state.in_((*UNCLOSED, "closed")),
    )
    for ticket in await session.scalars(query):
        if ticket.state == "closed":
            if found := await owner_of(session, office, ticket):
                await close_view(session, office, ticket, found[1])
            ticket.owner_id = None
        else:
            await give_back(session, office, ticket, volunteer.id)
