"""A card's life: printed, linked once, tried a few times, used once. Its secret is nowhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.office import Office
from bot.privacy.keyring import new_key, parse
from bot.privacy.vault import Vault
from bot.shelter.paper_cards import (
    MOST_TRIES,
    Printed,
    card_of,
    check_secret,
    link,
    make_cards,
    use,
)
from bot.store.database import Database
from bot.store.tables import Audit, PaperCard, Person
from tests.databases import NOON, SQLITE
from tests.shelter.conftest import Joins

BY = uuid4()


def printed(session: AsyncSession, office: Office, count: int = 1) -> list[Printed]:
    """Cards that are nobody's."""
    return make_cards(session, office.vault, office.catalogues, "en", count, NOON)


async def linked(session: AsyncSession, office: Office, joins: Joins) -> tuple[Printed, Person]:
    """A card that is somebody's."""
    (paper,) = printed(session, office)
    known, _listing = await joins(session)
    await session.flush()
    assert await link(session, await kept(session, paper), known.person, NOON, BY)
    return paper, known.person


async def kept(session: AsyncSession, paper: Printed) -> PaperCard:
    """What is stored of a card."""
    await session.flush()
    card = await card_of(session, paper.reference)
    assert card is not None
    return card


async def actions(session: AsyncSession, subject: UUID) -> list[str]:
    """What the audit log says of a card."""
    lines = select(Audit.action).where(Audit.subject == subject).order_by(Audit.number)
    return list(await session.scalars(lines))


def on_disk(folder: Path) -> bytes:
    """Everything that the database wrote."""
    return b"".join(each.read_bytes() for each in folder.glob("*.db*"))


@SQLITE
async def test_only_a_digest_of_a_secret_is_stored(database: Database, office: Office) -> None:
    async with database.begin() as session:
        cards = printed(session, office, 50)
    assert len({card.reference for card in cards}) == 50
    assert database.file is not None
    stored = on_disk(database.file.parent)
    for card in cards:
        assert card.reference.encode() in stored
        assert card.secret.encode() not in stored
        assert card.secret not in repr(card)


async def test_the_digest_is_of_this_card_and_of_this_ring(
    database: Database, office: Office
) -> None:
    async with database.begin() as session:
        one, other = [await kept(session, paper) for paper in printed(session, office, 2)]
        other.secret = one.secret
        typed = "bread river 47"
        one.secret = office.vault.index("paper_card", f"{one.reference}:breadriver47")
        assert await check_secret(session, office.vault, one, typed, NOON) == "unlinked"
        assert await check_secret(session, office.vault, other, typed, NOON) == "wrong"
        strange = Vault(parse(new_key("1")))
        assert await check_secret(session, strange, one, typed, NOON) == "wrong"


async def test_a_linked_card_gives_its_reference_to_the_person(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        paper, person = await linked(session, office, joins)
        card = await kept(session, paper)
        assert (person.reference, card.person_id) == (paper.reference, person.id)
        assert await actions(session, card.id) == ["paper_card made", "paper_card linked"]


async def test_a_second_card_voids_the_first(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        first, person = await linked(session, office, joins)
        (second,) = printed(session, office)
        old = await kept(session, first)
        assert await link(session, await kept(session, second), person, NOON, BY)
        assert await card_of(session, first.reference) is None
        assert person.reference == second.reference
        assert (await actions(session, old.id))[-1] == "paper_card void"


async def test_a_card_is_linked_once(database: Database, office: Office, joins: Joins) -> None:
    async with database.begin() as session:
        paper, person = await linked(session, office, joins)
        other, _listing = await joins(session, "5000000002")
        before = other.person.reference
        assert not await link(session, await kept(session, paper), other.person, NOON, BY)
        assert other.person.reference == before
        assert person.reference == paper.reference


async def test_five_wrong_secrets_lock_a_card_even_for_the_right_one(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        paper, _person = await linked(session, office, joins)
        card = await kept(session, paper)
        said = [
            await check_secret(session, office.vault, card, f"bread river {n}", NOON)
            for n in range(MOST_TRIES + 1)
        ]
        assert said == ["wrong"] * (MOST_TRIES - 1) + ["locks", "wrong"]
        assert await check_secret(session, office.vault, card, paper.secret, NOON) == "wrong"
        assert not await use(session, card, NOON)
        assert card.tries == MOST_TRIES


async def test_a_right_secret_costs_no_try_and_a_used_card_is_wrong(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        paper, _person = await linked(session, office, joins)
        card = await kept(session, paper)
        assert (
            await check_secret(session, office.vault, card, paper.secret.upper(), NOON) == "right"
        )
        assert card.tries == 0
        assert await use(session, card, NOON)
        assert not await use(session, card, NOON)
        assert await check_secret(session, office.vault, card, paper.secret, NOON) == "wrong"


async def test_a_card_that_is_nobodys_moves_nobody(database: Database, office: Office) -> None:
    async with database.begin() as session:
        (paper,) = printed(session, office)
        card = await kept(session, paper)
        assert await check_secret(session, office.vault, card, paper.secret, NOON) == "unlinked"
        assert not await use(session, card, NOON)


@pytest.mark.parametrize("phones", [2, 6])
async def test_of_phones_that_use_a_card_at_once_one_wins(
    database: Database, office: Office, joins: Joins, phones: int
) -> None:
    async with database.begin() as session:
        paper, _person = await linked(session, office, joins)

    async def tried() -> bool:
        async with database.beside() as session:
            card = await kept(session, paper)
            right = await check_secret(session, office.vault, card, paper.secret, NOON) == "right"
            return right and await use(session, card, NOON)

    assert sorted(await asyncio.gather(*(tried() for _ in range(phones)))) == [
        *[False] * (phones - 1),
        True,
    ]
