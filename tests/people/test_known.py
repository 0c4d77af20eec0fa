"""Whoever is behind an address, found by a keyed look-up."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text

from bot.clock import MovableClock
from bot.people.known import People
from bot.privacy.keyring import KeyRing
from bot.privacy.vault import CannotOpen, Place, Vault
from bot.store.database import Database
from bot.store.tables import Contact, Person, Speaking, VaultKey
from tests.databases import CHANNEL, NEW_KEY, NOON, OLD_KEY, rows

AMINA, BILAL = "5000000001", "5000000002"


async def make(database: Database, people: People, *addresses: str) -> None:
    """Contacts for addresses, committed."""
    async with database.begin() as session:
        for address in addresses:
            people.make(session, address, NOON)


async def test_nobody_is_known_at_first(database: Database, people: People) -> None:
    async with database.begin() as session:
        assert await people.find(session, [AMINA]) == {}
        assert await people.find(session, []) == {}
        assert await people.by_contact(session, uuid4()) is None


async def test_somebody_new_is_a_contact_that_speaks_for_a_person_of_their_own(
    database: Database, people: People
) -> None:
    await make(database, people, AMINA)
    (contact,), (person,), (speaking,) = (
        await rows(database, Contact),
        await rows(database, Person),
        await rows(database, Speaking),
    )
    assert contact.person_id == person.id != contact.id
    assert (speaking.contact_id, speaking.person_id) == (contact.id, person.id)
    assert person.language is None
    assert person.allows_keeping is None
    assert {key.holder for key in await rows(database, VaultKey)} == {contact.id, person.id}


async def test_the_address_is_found_again_and_is_not_readable_in_the_database(
    database: Database, people: People
) -> None:
    await make(database, people, AMINA, BILAL)
    async with database.begin() as session:
        found = await people.find(session, [AMINA, BILAL, "5000000003"])
    assert {address: known.address for address, known in found.items()} == {
        AMINA: AMINA,
        BILAL: BILAL,
    }
    assert found[AMINA].recipient.address == AMINA
    assert found[AMINA].recipient.contact_id == found[AMINA].contact.id
    if database.file:
        assert AMINA.encode() not in database.file.read_bytes()
    assert AMINA not in repr(found[AMINA])


async def test_two_contacts_never_share_an_address(database: Database, people: People) -> None:
    await make(database, people, AMINA)
    with pytest.raises(Exception, match="address_index"):
        await make(database, people, AMINA)


async def test_two_people_share_neither_person_nor_key(database: Database, people: People) -> None:
    await make(database, people, AMINA, BILAL)
    async with database.begin() as session:
        found = await people.find(session, [AMINA, BILAL])
    one, two = found[AMINA], found[BILAL]
    assert one.person.id != two.person.id
    assert one.person.reference != two.person.reference
    keys = {k.secret for k in (one.contact_key, one.person_key, two.contact_key, two.person_key)}
    assert len(keys) == 4


async def test_a_key_opens_what_was_sealed_in_an_earlier_transaction(
    database: Database, people: People
) -> None:
    place = Place("entry", "body", uuid4())
    async with database.begin() as session:
        sealed = people.make(session, AMINA, NOON).person_key.seal(b"words", place)
    async with database.begin() as session:
        known = (await people.find(session, [AMINA]))[AMINA]
        assert known.person_key.open(sealed, place) == b"words"
        assert (await people.key_of(session, known.person.id)).open(sealed, place) == b"words"
        with pytest.raises(CannotOpen):
            known.contact_key.open(sealed, place)


async def test_an_address_that_was_moved_to_another_row_does_not_open(
    database: Database, people: People, vault: Vault
) -> None:
    await make(database, people, AMINA, BILAL)
    contacts = {each.address_index: each for each in await rows(database, Contact)}
    one, two = (contacts[vault.index(CHANNEL, address)] for address in (AMINA, BILAL))
    async with database.begin() as session:
        swap = text("UPDATE contact SET address = :address WHERE address_index = :place")
        await session.execute(swap, {"address": one.address, "place": two.address_index})
    async with database.begin() as session:
        with pytest.raises(CannotOpen, match=r"contact\.address"):
            await people.find(session, [BILAL])


async def test_somebody_indexed_under_an_old_key_is_found_and_indexed_anew(
    database: Database, people: People
) -> None:
    await make(database, people, AMINA)
    rotated = Vault(KeyRing((NEW_KEY, OLD_KEY)))
    async with database.begin() as session:
        found = await People(CHANNEL, rotated).find(session, [AMINA])
        assert found[AMINA].address == AMINA
    assert [c.address_index for c in await rows(database, Contact)] == [
        rotated.index(CHANNEL, AMINA)
    ]
    async with database.begin() as session:
        assert AMINA in await People(CHANNEL, rotated).find(session, [AMINA])
        assert await people.find(session, [AMINA]) == {}


async def test_a_holder_whose_key_was_destroyed_is_erased(
    database: Database, people: People, clock: MovableClock
) -> None:
    async with database.begin() as session:
        with pytest.raises(KeyError, match="destroyed"):
            await people.key_of(session, uuid4())
        assert clock.now() == NOON


async def test_somebody_who_was_only_seen_in_a_group_cannot_be_written_to(
    database: Database, people: People
) -> None:
    async with database.begin() as session:
        people.make(session, AMINA, NOON, reachable=False)
    assert [contact.reachable for contact in await rows(database, Contact)] == [False]
