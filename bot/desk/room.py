"""The desk: the room where staff's messages and presses take effect."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.commands import STAFF_ONLY, command_of, obey
from bot.desk.lost import own_place
from bot.desk.membership import Memberships, group_moved, member_changed
from bot.desk.points.typing import typed
from bot.desk.presses import press
from bot.desk.private import EDIT_NOT_SENT, hear, on_its_way
from bot.desk.staff import Member, answer_press, find_members, service_groups
from bot.engine import _
from bot.notices.pushed_words import reminded
from bot.office import Office
from bot.people.reachable import set_reachable
from bot.post.actions import Button, Send
from bot.post.events import (
    Edited,
    GroupMoved,
    MemberChanged,
    OwnPlace,
    Pressed,
    Said,
    Sender,
)
from bot.post.outbox import STAFF, Recipient
from bot.post.rooms import LOOK_AGAIN, Item
from bot.shelter.tapped import tapped
from bot.speech.languages import guess
from bot.tickets.spoken_keys import tapped as by_voice

NOT_STAFF = _("Only members of the team can do that.")
ANONYMOUS = _("I cannot see who you are. Press as yourself, not in the name of the group.")
NOT_CERTAIN = _(
    "I cannot see now whether you belong to the team, so nobody got this. Please send it again."
)
ANSWERED_THERE = _("I answer in the private chat. Open it with me and tap Start.")
OPEN_CHAT = _("Open the private chat")
COULD_NOT = _("That did not work. Please try again.")


class Desk:
    """Takes what staff do; what is not theirs is left to the next room."""

    def __init__(self, office: Office, memberships: Memberships) -> None:
        self._office = office
        self._memberships = memberships

    async def prepare(self, items: Sequence[Item]) -> None:
        """Make certain of everybody who is about to do something that only staff may."""
        acting = [item.incoming.sender for item in items if _acts(item)]
        writing = [i.incoming.sender for i in items if _writes(i) and not _acts(i)]
        if writing:
            acting += await self._memberships.volunteers_among(writing)
        await self._memberships.refresh({who.address: who for who in acting}.values())

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        """Take effect, and return what people wrote."""
        senders = [item.incoming.sender.address for item in items]
        members = await find_members(session, self._office, senders)
        left = []
        for item in items:
            member = members.get(item.incoming.sender.address)
            if not await self._take(session, item, member):
                left.append(item)
        return left

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        """It failed too often: say so to whoever is staff."""
        address = item.incoming.sender.address
        member = (await find_members(session, self._office, [address])).get(address)
        if member is None or member.volunteer.as_person:
            return False
        member.tell(COULD_NOT)
        return True

    async def _take(self, session: AsyncSession, item: Item, member: Member | None) -> bool:
        match item.incoming:
            case MemberChanged() | OwnPlace() | GroupMoved() as change:
                await self._changed(session, change)
            case Pressed() as pressed:
                await self._pressed(session, pressed, member)
            case Said(chat=chat) as said if not chat.private:
                if member and member.roles and command_of(said) and not said.sender.anonymous:
                    await obey(member, said, command_of(said))
                    _invite(member, said)
            case Said() as said if member and _is_key(self._office, said):
                return False  # a volunteer may be on the list: their answer is to nobody's ticket
            case Said() as said if member and _not_certain(member):
                member.tell(NOT_CERTAIN, reply_to=said.message)
            case Said() as said if member and _at_work(member, said):
                await set_reachable(session, self._office.outbox, member.known, reachable=True)
                await _private(member, said, item)
            case Edited(chat=chat, message=message) if member and _is_staff(member):
                if chat.private:
                    member.tell(EDIT_NOT_SENT, reply_to=message)
            case _:
                return False
        return True

    async def _changed(
        self, session: AsyncSession, change: MemberChanged | OwnPlace | GroupMoved
    ) -> None:
        """Something changed in a group: who belongs to it, whether we do, where it is."""
        match change:
            case MemberChanged():
                await member_changed(session, self._office, change)
            case OwnPlace():
                groups = (await service_groups(session, self._office)).values()
                await own_place(session, self._office, groups, change)
            case GroupMoved():
                await group_moved(session, self._office, change)

    async def _pressed(
        self, session: AsyncSession, pressed: Pressed, member: Member | None
    ) -> None:
        if member is not None and member.roles and not pressed.sender.anonymous:
            return await press(member, pressed)
        text = ANONYMOUS if pressed.sender.anonymous else NOT_STAFF
        if member is not None and member.uncertain:
            text = COULD_NOT
        language = guess(pressed.sender.language, self._office.catalogues.for_staff)
        said = self._office.catalogues.say(text, language)
        contact = member.known.contact.id if member is not None else None
        to = Recipient(self._office.channel, pressed.press, contact)
        return answer_press(self._office, session, to, said, alert=True)


def _invite(member: Member, said: Said) -> None:
    """The answer waits in a private chat that was never opened: say where."""
    if member.known.contact.reachable:
        return
    office = member.office
    link = Button(member.words(OPEN_CHAT), url=f"{office.link}?start=desk")
    group = Recipient(office.channel, said.chat.address, group=True)
    send = Send(member.words(ANSWERED_THERE), buttons=((link,),) if office.link else ())
    office.outbox.put(member.session, group, send, rank=STAFF)


def _acts(item: Item) -> bool:
    """Whether only staff do such a thing, or somebody who was seen to be staff."""
    match item.incoming:
        case Pressed(sender=Sender(anonymous=False)):
            return True
        case Said(chat=chat) as said:
            return command_of(said) in STAFF_ONLY or (not chat.private and bool(command_of(said)))
        case _:
            return False


def _writes(item: Item) -> bool:
    incoming = item.incoming
    return isinstance(incoming, Said | Edited) and incoming.chat.private


def _is_key(office: Office, said: Said) -> bool:
    """Whether it is a key under something that was sent to them as to a person."""
    if not said.chat.private or said.entry.kind != "text" or said.reply_to:
        return False
    typed, catalogues = said.entry.text, office.catalogues
    keys = (tapped(typed, catalogues), reminded(typed, catalogues), by_voice(typed, catalogues))
    return any(key is not None for key in keys)


def _is_staff(member: Member) -> bool:
    return bool(member.roles) and not member.volunteer.as_person


def _not_certain(member: Member) -> bool:
    return member.uncertain and not member.roles and not member.volunteer.as_person


def _at_work(member: Member, said: Said) -> bool:
    """Whether this is for the desk; whoever tries things as a person comes back by /desk."""
    if member.roles and command_of(said) == "/desk":
        member.volunteer.as_person = False
    return _is_staff(member)


async def _private(member: Member, said: Said, item: Item) -> None:
    command = command_of(said)
    if said.reply_to and not item.crowd and await on_its_way(member, said.reply_to):
        item.wait = LOOK_AGAIN
    elif command:
        await obey(member, said, command)
    elif not await typed(member, said):
        await hear(member, said)
