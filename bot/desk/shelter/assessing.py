"""/assess: what somebody declared, and a human's decision about it."""

from __future__ import annotations

from sqlalchemy import select

from bot.desk.shelter.listing import show_listing
from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.screen import NOTHING, Screen, in_rows
from bot.desk.shelter.whose import NOBODY, WHICH, find_listing, is_own, reference_of
from bot.engine import Text, _, verbatim
from bot.shelter.assessing import TIERS, assess, settle
from bot.shelter.joining import listing_of
from bot.shelter.names import (
    ASSESSMENT_REASONS,
)
from bot.shelter.rules import LISTS
from bot.store.tables import Listing, Ticket

WHY = _("What is the reason? It is kept.")
HOW_MANY_PEOPLE = _("How many people are in the household?")
HOW_MANY_COTS = _("How many cots do they need?")
MEANWHILE = _("Somebody has decided meanwhile. This is how it is now.")
SENT = _("It is below.")
NOT_NOW = _("A place is offered to them now, so this stays as it is.")
OWN = _("This place is your own, or of somebody on your phone: a colleague decides about it.")
REASONS = tuple(ASSESSMENT_REASONS)
SIZES, COTS = range(1, 13), range(4)
TALKS = _("🗣 With whom to talk, the longest waiting first. A draft waits for its list or its size.")
NO_TALKS = _("Nobody waits for a talk.")
SHOWN = 20


async def assess_command(screen: Screen, argument: str) -> Text:
    """What somebody declared, by their number or a ticket's."""
    if not argument:
        return WHICH.with_values(command="/assess")
    listing = await find_listing(screen, argument)
    if listing is None:
        return NOBODY
    await show_listing(screen, listing)
    return NOTHING


async def talks(screen: Screen) -> Text:
    """Who waits for a talk, or for a human to settle something."""
    query = select(Listing).where(
        (Listing.state == "draft")
        | Listing.talk_by.is_not(None)
        | Listing.list.is_(None)
        | Listing.size.is_(None),
        Listing.state != "withdrawn",
    )
    found = await screen.member.session.scalars(query.order_by(Listing.since).limit(SHOWN))
    keys = [
        screen.button(verbatim(await reference_of(screen, each)), "l.look", each.id)
        for each in found
    ]
    home = [screen.button(HOME, "l.home")]
    screen.show(TALKS if keys else NO_TALKS, [*in_rows(keys, 3), home])
    return NOTHING


async def from_ticket(screen: Screen) -> Text:
    """Whom a ticket is about, in a message of its own: the ticket stays as it is."""
    ticket = await screen.row(0, Ticket)
    listing = await listing_of(screen.member.session, ticket.person_id)
    if listing is None:
        return NOBODY
    await show_listing(Screen(screen.member), listing)
    return SENT


async def look(screen: Screen) -> Text:
    """One of them."""
    await show_listing(screen, await screen.row(0, Listing))
    return NOTHING


async def decide(screen: Screen) -> Text:
    """A tier, then a reason; both for the tier that was seen."""
    listing, seen = await screen.row(0, Listing), screen.number(1, TIERS[0], TIERS[-1])
    after = screen.number(2, TIERS[0], TIERS[-1])
    if len(screen.about) == 3:
        keys = [
            [screen.button(text, "l.tier", *screen.about, number)]
            for number, text in enumerate(ASSESSMENT_REASONS.values())
        ]
        screen.show(WHY, [*keys, [screen.button(HOME, "l.home")]])
        return NOTHING
    reason = REASONS[screen.number(3, 0, len(REASONS) - 1)]
    member = screen.member
    if await is_own(screen, listing):
        return OWN
    now = member.office.now()
    done = await assess(member.session, listing, seen, after, reason, member.id, now)
    await show_listing(screen, listing)
    return NOTHING if done else MEANWHILE


async def settle_draft(screen: Screen) -> Text:
    """The list, the people, the cots or the steps, as a human found out."""
    listing, what = await screen.row(0, Listing), screen.word(1, ("list", "size", "cots", "steps"))
    if what in ("size", "cots") and len(screen.about) == 2:
        numbers, asked = (SIZES, HOW_MANY_PEOPLE) if what == "size" else (COTS, HOW_MANY_COTS)
        keys = [screen.button(verbatim(str(n)), "l.settle", *screen.about, n) for n in numbers]
        screen.show(asked, in_rows(keys, 4))
        return NOTHING
    if listing.state not in ("draft", "waiting", "set_aside"):
        return NOT_NOW
    member = screen.member
    await settle(
        member.session,
        listing,
        member.id,
        member.office.now(),
        list_name=screen.word(2, LISTS) if what == "list" else None,
        size=screen.number(2, 1, SIZES[-1]) if what == "size" else None,
        cots=screen.number(2, 0, COTS[-1]) if what == "cots" else None,
        accessible=not listing.accessible if what == "steps" else None,
    )
    await show_listing(screen, listing)
    return NOTHING
