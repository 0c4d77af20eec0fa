"""A coordinator decides that another has a place: a turn is skipped, or swapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.desk.shelter.asking import BACK, ask_reason, ask_row, is_stale, reason_at, seen
from bot.desk.shelter.proposal import references, show_proposal, show_stale
from bot.desk.shelter.screen import NOTHING, OldButton, Screen, in_rows
from bot.desk.tokens import read_id
from bot.engine import Text, _, verbatim
from bot.shelter.overriding import leave_out, next_in_line, swap
from bot.shelter.policy import Unit
from bot.store.tables import Offer, Vacancy

WHO_SKIP = _("Whose turn is skipped? The next in order has the place.")
WHO_SWAP = _("Who gives the place to somebody else?")
FOR_WHOM = _("Who has the place of %(reference)s instead? These are next in order.")
NOBODY_ELSE = _("There is nobody else for whom this place would do.")


async def skip(screen: Screen) -> Text:
    """One person's turn is skipped for a reason; the next in order has the place."""
    vacancy, version, offers = await seen(screen)
    if is_stale(vacancy, version):
        return await show_stale(screen, vacancy)
    if len(screen.about) == 2:
        return await _rows(screen, "l.skip", vacancy, offers, WHO_SKIP)
    offer = _at(screen, offers)
    if len(screen.about) == 3:
        return ask_reason(screen, "l.skip", screen.about, vacancy)
    member, reason = screen.member, reason_at(screen, 3)
    done = await leave_out(
        member.session, member.office, vacancy, version, [offer], reason, member.id, refill=True
    )
    return await _now(screen, vacancy, changed=done)


async def change_places(screen: Screen) -> Text:
    """Swap: a place goes to one of the next in order instead, for a reason."""
    vacancy, version, offers = await seen(screen)
    if is_stale(vacancy, version):
        return await show_stale(screen, vacancy)
    if len(screen.about) == 2:
        return await _rows(screen, "l.swap", vacancy, offers, WHO_SWAP)
    offer = _at(screen, offers)
    if len(screen.about) == 3:
        return await _instead(screen, vacancy, offer)
    if len(screen.about) == 4:
        return ask_reason(screen, "l.swap", screen.about, vacancy)
    other = read_id(screen.about[3])
    if other is None:
        raise OldButton
    member, reason = screen.member, reason_at(screen, 4)
    done = await swap(
        member.session, member.office, vacancy, version, offer, other, reason, member.id
    )
    return await _now(screen, vacancy, changed=done)


async def _rows(
    screen: Screen, act: str, vacancy: Vacancy, offers: Sequence[Offer], question: Text
) -> Text:
    people = await references(screen, [each.listing_id for each in offers])
    keys = [
        screen.button(
            verbatim(f"{offer.place}. {people[offer.listing_id]}"),
            act, vacancy.id, vacancy.version, offer.place,
        )
        for offer in offers
    ]  # fmt: skip
    await ask_row(screen, vacancy, question, in_rows(keys, 2))
    return NOTHING


async def _instead(screen: Screen, vacancy: Vacancy, offer: Offer) -> Text:
    """The next in order, to choose one."""
    member = screen.member
    units = await next_in_line(member.session, member.office, vacancy, offer)
    people = await references(screen, [offer.listing_id, *(unit.id for unit in units)])
    keys = [
        [screen.button(_unit(screen, unit, people), "l.swap", *screen.about, unit.id)]
        for unit in units
    ]
    back = [screen.button(BACK, "l.swap", *screen.about[:2])]
    asked = FOR_WHOM.with_values(reference=people[offer.listing_id]) if units else NOBODY_ELSE
    screen.show(asked, [*keys, back])
    return NOTHING


def _unit(screen: Screen, unit: Unit, people: Mapping[UUID, str]) -> Text:
    return verbatim(f"{people[unit.id]} · {screen.member.words(screen.day(unit.since))}")


async def _now(screen: Screen, vacancy: Vacancy, *, changed: bool) -> Text:
    if not changed:
        return await show_stale(screen, vacancy)
    await show_proposal(screen, vacancy)
    return NOTHING


def _at(screen: Screen, offers: Sequence[Offer]) -> Offer:
    """The offer of a place. It may be gone though the version is the same: somebody was erased."""
    place = screen.number(2)
    found = [offer for offer in offers if offer.place == place]
    if not found:
        raise OldButton
    return found[0]
