"""Whoever is behind an address: the contact, the person that it is, and their open keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.people.moving import bring_along, cut, old_ways
from bot.people.references import new_reference
from bot.post.outbox import Recipient
from bot.privacy.vault import Key, Place, Vault, WrappedKey
from bot.store.tables import Contact, Person, Speaking, VaultKey


@dataclass(frozen=True, slots=True)
class Known:
    """A contact and the person that it calls "me", with the keys that open what is theirs."""

    contact: Contact
    person: Person
    contact_key: Key
    person_key: Key
    address: str = field(repr=False)

    @property
    def recipient(self) -> Recipient:
        """Where messages to this contact go."""
        return Recipient(self.contact.channel, self.address, self.contact.id)


class People:
    """Finds and makes contacts and persons. All keys go through the vault."""

    def __init__(self, channel: str, vault: Vault) -> None:
        self._channel = channel
        self._vault = vault

    async def find(self, session: AsyncSession, addresses: Collection[str]) -> dict[str, Known]:
        """Who is known behind each address: one query, whichever key of the ring indexed them."""
        indexed = {
            i: address for address in addresses for i in self._vault.indexes(self._channel, address)
        }
        rows = await session.execute(_with_keys().where(Contact.address_index.in_(indexed)))
        return {
            indexed[contact.address_index]: self._known(contact, person, *keys)
            for contact, person, *keys in rows
        }

    async def by_contact(self, session: AsyncSession, contact_id: UUID) -> Known | None:
        """The contact of an id, open."""
        row = (await session.execute(_with_keys().where(Contact.id == contact_id))).first()
        return self._known(*row) if row else None

    def make(
        self, session: AsyncSession, address: str, now: datetime, *, reachable: bool = True
    ) -> Known:
        """A contact for an address that is not known yet, and the person behind it. Somebody who
        was only seen in a group has never started the bot, and cannot be written to.
        """
        person, person_key = self.make_person(session, now)
        contact_id = uuid4()
        contact_key = self._new_key(session, contact_id)
        contact = Contact(
            id=contact_id,
            channel=self._channel,
            address_index=self._vault.index(self._channel, address),
            address=contact_key.seal(address.encode(), _address(contact_id)),
            person_id=person.id,
            reachable=reachable,
            created_at=now,
        )
        session.add_all([contact, Speaking(contact_id=contact_id, person_id=person.id, since=now)])
        return Known(contact, person, contact_key, person_key, address)

    def make_person(
        self, session: AsyncSession, now: datetime, language: str | None = None
    ) -> tuple[Person, Key]:
        """A person with a key of their own; a contact may follow, or never."""
        person_id = uuid4()
        key = self._new_key(session, person_id)
        person = Person(id=person_id, reference=new_reference(8), language=language, created_at=now)
        session.add(person)
        return person, key

    def speak_for(
        self, session: AsyncSession, contact: Contact, person: Person, now: datetime
    ) -> None:
        """From now on this contact also speaks for that person."""
        session.add(Speaking(contact_id=contact.id, person_id=person.id, since=now))

    async def move(self, session: AsyncSession, person: Person, to: Contact, now: datetime) -> None:
        """A person has a new contact: it becomes their own, and the old one speaks no more. Whoever
        holds the old phone is a stranger from now on.

        Whoever calls has made sure that it is the same person: a reference alone proves nothing.
        """
        await session.flush()
        old = await old_ways(session, person, to)
        await cut(session, person, old, to)
        for contact in old:
            if contact.person_id == person.id:
                stranger, _ = self.make_person(session, now)
                contact.person_id = stranger.id
                self.speak_for(session, contact, stranger, now)
        key = await self.key_of(session, to.id)
        address = key.open(to.address, _address(to.id)).decode()
        await bring_along(session, self._vault, person, old, to, address)
        if await session.get(Speaking, (to.id, person.id)) is None:
            self.speak_for(session, to, person, now)
        to.person_id = person.id
        await session.flush()

    async def key_of(self, session: AsyncSession, holder: UUID) -> Key:
        """A holder's open key. Raises KeyError where it was destroyed: they are erased."""
        kept = await session.get(VaultKey, holder)
        if kept is None:
            raise KeyError("the key of this holder was destroyed")
        return self._vault.unwrap(holder, WrappedKey(kept.ring_key, kept.wrapped))

    def _new_key(self, session: AsyncSession, holder: UUID) -> Key:
        key, kept = self._vault.new_key(holder)
        session.add(VaultKey(holder=holder, ring_key=kept.ring_key, wrapped=kept.wrapped))
        return key

    def _known(self, contact: Contact, person: Person, *keys: VaultKey) -> Known:
        contact_key, person_key = (
            self._vault.unwrap(key.holder, WrappedKey(key.ring_key, key.wrapped)) for key in keys
        )
        address = contact_key.open(contact.address, _address(contact.id)).decode()
        newest = self._vault.index(contact.channel, address)
        if contact.address_index != newest:  # the ring has a newer key
            contact.address_index = newest
        return Known(contact, person, contact_key, person_key, address)


def _with_keys() -> Select[Contact, Person, VaultKey, VaultKey]:
    of_contact, of_person = aliased(VaultKey), aliased(VaultKey)
    return (
        select(Contact, Person, of_contact, of_person)
        .join(Person, Person.id == Contact.person_id)
        .join(of_contact, of_contact.holder == Contact.id)
        .join(of_person, of_person.holder == Person.id)
    )


def _address(contact_id: UUID) -> Place:
    return Place("contact", "address", contact_id)
