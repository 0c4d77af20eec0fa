"""Who is staff: members of a service's group are volunteers, its administrators coordinators."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.lost import BELIEVED, KNOWN, lost_groups
from bot.engine import Text
from bot.office import SERVICES, Office
from bot.people.known import Known
from bot.post.actions import Action, AnswerPress, Send
from bot.post.events import Role, Sender
from bot.post.outbox import AT_ONCE, NOTHING, STAFF, About, Recipient
from bot.privacy.vault import Place
from bot.speech.languages import guess
from bot.store.tables import Contact, Membership, Ticket, Volunteer
from bot.tickets.cards import current_group

FRESH = timedelta(minutes=1)
"""How long it is believed that somebody still belongs to a group."""

FLEETING = timedelta(seconds=60)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Member:
    """Somebody of the staff in one transaction: what they may do, and how they are answered.

    `roles` by service, only where it is known for certain; `uncertain` where the channel could not
    be asked about a place that they had.
    """

    office: Office
    session: AsyncSession
    volunteer: Volunteer
    known: Known
    roles: dict[str, Role]
    uncertain: bool

    @property
    def id(self) -> UUID:
        """The volunteer's random id, as tickets and the audit log keep it."""
        return self.volunteer.id

    @property
    def services(self) -> list[str]:
        """The services that they work for."""
        return list(self.roles)

    def may(self, ticket: Ticket) -> bool:
        """Whether the ticket is of a service that they work for."""
        return ticket.service in self.roles

    def coordinates(self, ticket: Ticket) -> bool:
        """Whether they coordinate the ticket's service."""
        return self.roles.get(ticket.service) == "coordinator"

    def words(self, text: Text) -> str:
        """A text in the volunteer's language."""
        return self.office.catalogues.say(text, self.volunteer.language)

    def tell(self, text: Text, *, reply_to: str = "") -> None:
        """Write to their private chat."""
        self.send(Send(self.words(text), reply_to=reply_to))

    def send(self, action: Action, about: About = NOTHING) -> UUID:
        """Do something in their private chat."""
        return self.office.outbox.put(self.session, self.known.recipient, action, about, STAFF)

    def answer(self, press: str, text: Text, *, alert: bool = False, url: str = "") -> None:
        """Answer a press; worthless after a minute."""
        to = Recipient(self.office.channel, press, self.known.contact.id)
        answer_press(self.office, self.session, to, self.words(text), alert=alert, url=url)


def answer_press(
    office: Office, session: AsyncSession, to: Recipient, said: str, *, alert: bool, url: str = ""
) -> None:
    """Answer a press. Its address is the press and no chat: behind what waits for the presser's
    chat it would come too late. Where it does all the same, its contact is told (`Unanswered`).
    """
    action = AnswerPress(to.address, said[:200], alert, url)
    office.outbox.put(session, to, action, NOTHING, AT_ONCE, FLEETING)


async def find_members(
    session: AsyncSession, office: Office, addresses: Collection[str]
) -> dict[str, Member]:
    """The volunteers among some addresses, with the roles that are known for certain."""
    volunteers = {v.contact_id: v for v in await _volunteers(session, office, addresses)}
    if not volunteers:
        return {}
    roles = await _roles(session, office, [each.id for each in volunteers.values()])
    known = await office.people.find(session, addresses)
    return {
        address: Member(office, session, volunteer, each, *roles[volunteer.id])
        for address, each in known.items()
        if (volunteer := volunteers.get(each.contact.id))
    }


async def _volunteers(
    session: AsyncSession, office: Office, addresses: Collection[str]
) -> Sequence[Volunteer]:
    indexes = [i for address in addresses for i in office.vault.indexes(office.channel, address)]
    query = (
        select(Volunteer)
        .join(Contact, Contact.id == Volunteer.contact_id)
        .where(Contact.address_index.in_(indexes))
    )
    return (await session.scalars(query)).all()


async def make_volunteer(session: AsyncSession, office: Office, who: Sender) -> Volunteer:
    """A volunteer for somebody who was seen in a staff group for the first time."""
    known = (await office.people.find(session, [who.address])).get(who.address)
    if known is None:
        known = office.people.make(session, who.address, office.now(), reachable=False)
    row = uuid4()
    volunteer = Volunteer(
        id=row,
        contact_id=known.contact.id,
        name=known.contact_key.seal(who.name.encode(), _name(row)),
        language=guess(who.language, office.catalogues.for_staff),
        as_person=False,
        created_at=office.now(),
    )
    session.add(volunteer)
    await session.flush()
    return volunteer


async def name_of(session: AsyncSession, office: Office, volunteer_id: UUID | None) -> str:
    """A volunteer's name, for colleagues only; "" where there is none."""
    volunteer = await session.get(Volunteer, volunteer_id) if volunteer_id else None
    known = await office.people.by_contact(session, volunteer.contact_id) if volunteer else None
    if volunteer is None or known is None:
        return ""
    return known.contact_key.open(volunteer.name, _name(volunteer.id)).decode()


async def service_groups(session: AsyncSession, office: Office) -> dict[str, str]:
    """Each service's group, where it is now."""
    return {s: await current_group(session, office.groups[s]) for s in SERVICES}


def _believed(row: Membership, lost: datetime, now: datetime) -> bool:
    """Whether somebody counts as a member of a group that cannot be asked: it was lost a short
    time ago, and a short time before that they belonged to it for certain.
    """
    return lost > now - BELIEVED and row.checked_at > lost - KNOWN


async def _roles(
    session: AsyncSession, office: Office, volunteers: Collection[UUID]
) -> dict[UUID, tuple[dict[str, Role], bool]]:
    """For each: the roles by service that are certain, and whether others are not."""
    groups = await service_groups(session, office)
    lost = await lost_groups(session)
    found: dict[UUID, tuple[dict[str, Role], bool]] = {each: ({}, False) for each in volunteers}
    present = Membership.role.in_(("volunteer", "coordinator"))
    query = select(Membership).where(Membership.volunteer_id.in_(volunteers), present)
    for row in await session.scalars(query):
        roles, uncertain = found[row.volunteer_id]
        if row.checked_at <= office.now() - FRESH and not _believed(
            row, lost.get(row.group_address, NEVER), office.now()
        ):
            found[row.volunteer_id] = (roles, uncertain or row.group_address in groups.values())
            continue
        role: Role = "coordinator" if row.role == "coordinator" else "volunteer"
        roles.update({s: role for s, group in groups.items() if group == row.group_address})
    return found


def _name(volunteer_id: UUID) -> Place:
    return Place("volunteer", "name", volunteer_id)
