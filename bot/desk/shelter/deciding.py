"""A coordinator decides about a proposal: all of it, all but some, others instead, or nothing.

Each button carries the version of the proposal that was seen. Where it has changed since, nothing
is done: the screen says who changed it, and shows how it is now.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.shelter.asking import BACK, ask_reason, ask_row, is_stale, reason_at, seen
from bot.desk.shelter.offered import show_given
from bot.desk.shelter.proposal import (
    references,
    short_notice,
    show_proposal,
    show_stale,
    title,
)
from bot.desk.shelter.screen import NOTHING, Screen, in_rows
from bot.engine import Text, _, joined, ngettext, pgettext
from bot.shelter import proposing
from bot.shelter.free import is_tonight
from bot.shelter.giving_on import STILL_TONIGHT, remains
from bot.shelter.offering import open_offers
from bot.shelter.overriding import leave_out
from bot.shelter.proposing import proposed
from bot.store.tables import Offer, Vacancy

WHO_NOT = _("Who shall not be offered a place? Tap each of them. Their places stay free.")
OUT = pgettext("button", "✗ %(reference)s")
IN = pgettext("button", "✓ %(reference)s")
THESE = pgettext("button", "Leave out %(n)s, approve the rest…")
GONE = _("Not offered, because they do not wait any more: %(references)s.")
TOO_LATE = _(
    "It is too late for the usual time to answer. This is a new proposal: only people who asked to "
    "be told at short notice."
)
NIGHTS_LEFT = _("The first night is over. This is a new proposal for the nights that are left.")
NIGHTS_OVER = _("These nights are over, so nothing is offered. Everybody keeps their place.")
DISCARDED = _("The proposal is discarded. Everybody keeps their place on the list.")


async def approve(screen: Screen) -> Text:
    """Everybody in the proposal is offered a place."""
    vacancy, version = await screen.row(0, Vacancy), screen.number(1)
    return await _approve(screen, vacancy, version)


async def leave_some(screen: Screen) -> Text:
    """Approve all except…: tap who is left out, then the reason; the rest is approved."""
    vacancy, version, offers = await seen(screen)
    if is_stale(vacancy, version):
        return await show_stale(screen, vacancy)
    mask = int(screen.about[2], 16) if len(screen.about) > 2 and _is_hex(screen.about[2]) else 0
    out = [offer for offer in offers if mask >> offer.place & 1]
    if len(screen.about) > 4 and out:
        return await _leave(screen, vacancy, version, out)
    if len(screen.about) > 3 and out:
        return ask_reason(screen, "l.except", (*screen.about[:3], "why"), vacancy)
    people = await references(screen, [each.listing_id for each in offers])
    keys = [
        screen.button(
            (OUT if offer in out else IN).with_values(reference=people[offer.listing_id]),
            "l.except", vacancy.id, version, f"{mask ^ 1 << offer.place:x}",
        )
        for offer in offers
    ]  # fmt: skip
    these = THESE.with_values(n=len(out))
    go_on = [screen.button(these, "l.except", vacancy.id, version, f"{mask:x}", "why")]
    await ask_row(screen, vacancy, WHO_NOT, [*in_rows(keys, 2), go_on if out else []])
    return NOTHING


async def discard(screen: Screen) -> Text:
    """Nobody is offered anything."""
    vacancy, version = await screen.row(0, Vacancy), screen.number(1)
    member = screen.member
    if not await proposing.discard(
        member.session, vacancy, version, member.id, member.office.now()
    ):
        return await show_stale(screen, vacancy)
    home = screen.button(BACK, "l.home")
    screen.show(joined(await title(screen, vacancy), DISCARDED), [[home]])
    return NOTHING


async def _approve(screen: Screen, vacancy: Vacancy, version: int) -> Text:
    member = screen.member
    session, office, now = member.session, member.office, member.office.now()
    if is_stale(vacancy, version):
        return await show_stale(screen, vacancy)
    if _too_late(screen, vacancy):
        return await _again(screen, vacancy, version)
    if not await proposing.approve(session, vacancy, version, member.id, now):
        return await show_stale(screen, vacancy)
    people = await references(
        screen, [each.listing_id for each in await proposed(session, vacancy)]
    )
    gone = await proposing.drop_gone(session, vacancy, member.id, now)
    names = ", ".join(sorted(people[listing] for listing in gone))
    sent = await open_offers(session, office, vacancy, member.id)
    told = ngettext("Offered to %(n)s household.", "Offered to %(n)s households.", sent)
    after = [GONE.with_values(references=names)] if gone else []
    await show_given(screen, vacancy, told, *after)
    return told


async def _again(screen: Screen, vacancy: Vacancy, version: int) -> Text:
    """The evening came before anybody approved: others can be asked now."""
    member = screen.member
    now = member.office.now()
    if not await proposing.discard(member.session, vacancy, version, member.id, now):
        return await show_stale(screen, vacancy)
    rest = remains(vacancy.starts_at, vacancy.nights, now, member.office.catalogues.zone)
    if rest is None:
        home = screen.button(BACK, "l.home")
        screen.show(joined(await title(screen, vacancy), NIGHTS_OVER), [[home]])
        return NIGHTS_OVER
    told = TOO_LATE if now < vacancy.starts_at else NIGHTS_LEFT
    places = proposing.Places(
        vacancy.house_id,
        vacancy.list,
        vacancy.places,
        *rest,
        vacancy.size,
        vacancy.cots,
        vacancy.accessible,
    )
    new = await proposing.propose_for(member.session, member.office, places, member.id)
    await show_proposal(screen, new, told)
    return told


async def _leave(screen: Screen, vacancy: Vacancy, version: int, out: Sequence[Offer]) -> Text:
    if _too_late(screen, vacancy):
        return await _again(screen, vacancy, version)
    member, reason = screen.member, reason_at(screen, 4)
    done = await leave_out(
        member.session, member.office, vacancy, version, out, reason, member.id, refill=False
    )
    if not done:
        return await show_stale(screen, vacancy)
    return await _approve(screen, vacancy, vacancy.version)


def _too_late(screen: Screen, vacancy: Vacancy) -> bool:
    """Whether there was time enough for everybody when it was proposed, and is no more; or the
    first night has gone by.
    """
    zone = screen.member.office.catalogues.zone
    if screen.member.office.now() >= vacancy.starts_at + STILL_TONIGHT:
        return True
    was = is_tonight(vacancy.starts_at, vacancy.made_at, zone)
    return short_notice(screen, vacancy) and not was


def _is_hex(written: str) -> bool:
    return len(written) <= 9 and all(c in "0123456789abcdef" for c in written) and bool(written)
