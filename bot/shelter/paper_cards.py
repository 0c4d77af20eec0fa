"""Paper cards: printed before they are anybody's, linked by staff, and used once, to bring a person
to a new phone. Only a keyed digest of a card's secret is kept.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people.references import new_reference
from bot.privacy.audit import note
from bot.privacy.vault import Vault
from bot.shelter.card_words import new_secret, read_secret, secret_words
from bot.speech.catalogues import Catalogues
from bot.store.tables import PaperCard, Person

LENGTH = 8
"""Letters of a card's reference: as many as a person's, because it becomes theirs."""

MOST_TRIES = 5
"""Wrong secrets after which a card is locked."""

LOOKUP = "paper_card"
"""What the digest of a secret is of, beside addresses on channels."""

Checked = Literal["right", "wrong", "locks", "unlinked"]
"""What a secret was: `locks` is the wrong one after which the card is locked."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One card, as it stands on paper: the only time that its secret is in the clear."""

    reference: str
    secret: str = field(repr=False)


def make_cards(
    session: AsyncSession, vault: Vault, catalogues: Catalogues, language: str, count: int,
    now: datetime,
) -> list[Printed]:  # fmt: skip
    """New cards that are nobody's yet."""
    words = secret_words(catalogues, language)
    printed = [Printed(new_reference(LENGTH), new_secret(words)) for _ in range(count)]
    for card in printed:
        row = uuid4()
        session.add(
            PaperCard(
                id=row,
                reference=card.reference,
                secret=_digests(vault, card.reference, card.secret)[0],
                language=language,
                tries=0,
                made_at=now,
            )
        )
        note(session, "paper_card made", now, subject=row)
    return printed


async def card_of(session: AsyncSession, reference: str) -> PaperCard | None:
    """The card of a reference."""
    found = await session.scalars(select(PaperCard).where(PaperCard.reference == reference))
    return found.one_or_none()


async def link(
    session: AsyncSession, card: PaperCard, person: Person, now: datetime, by: UUID
) -> bool:
    """Make a card a person's: its reference becomes theirs, and an earlier card of theirs is void.
    False where it is somebody's already, or was used.
    """
    free = PaperCard.person_id.is_(None) & PaperCard.used_at.is_(None)
    if not await _change(session, card, free, person_id=person.id, linked_at=now, tries=0):
        return False
    earlier = (PaperCard.person_id == person.id) & (PaperCard.id != card.id)
    voided = await session.scalars(delete(PaperCard).where(earlier).returning(PaperCard.id))
    for row in voided.all():
        note(session, "paper_card void", now, actor=by, subject=row)
    person.reference = card.reference
    note(session, "paper_card linked", now, actor=by, subject=card.id)
    await session.flush()
    return True


async def check_secret(
    session: AsyncSession, vault: Vault, card: PaperCard, typed: str, now: datetime
) -> Checked:
    """Compare what was typed with a card's secret, and count a wrong one. A card that is locked or
    used has no right one any more.
    """
    usable = PaperCard.used_at.is_(None) & (PaperCard.tries < MOST_TRIES)
    digests = _digests(vault, card.reference, typed)
    right = any(hmac.compare_digest(each, card.secret) for each in digests)
    if right and card.used_at is None and card.tries < MOST_TRIES:
        return "right" if card.person_id else "unlinked"
    if right or not await _change(session, card, usable, tries=PaperCard.tries + 1):
        return "wrong"
    note(session, "paper_card wrong secret", now, subject=card.id)
    return "locks" if card.tries == MOST_TRIES and card.person_id else "wrong"


async def use(session: AsyncSession, card: PaperCard, now: datetime) -> bool:
    """Use a card up. Of two phones that have it at once, one gets True."""
    usable = PaperCard.used_at.is_(None) & PaperCard.person_id.is_not(None)
    used = await _change(session, card, usable & (PaperCard.tries < MOST_TRIES), used_at=now)
    if used:
        note(session, "paper_card used", now, subject=card.id)
    return used


def _digests(vault: Vault, reference: str, secret: str) -> tuple[str, ...]:
    """The keyed digests of a secret, under each key of the ring, newest first."""
    return vault.indexes(LOOKUP, f"{reference}:{read_secret(secret)}")


async def _change(
    session: AsyncSession, card: PaperCard, only_if: ColumnElement[bool], **to: object
) -> bool:
    await session.flush()
    done = await session.scalars(
        update(PaperCard)
        .where(PaperCard.id == card.id, only_if)
        .values(**to)
        .returning(PaperCard.id)
        .execution_options(synchronize_session=False)
    )
    changed = done.one_or_none() is not None
    await session.refresh(card)
    return changed
