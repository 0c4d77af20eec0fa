"""A proposal on the screen: whose turn it is and why, who was passed over and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from bot.desk.shelter.overview import BACK
from bot.desk.shelter.screen import NOTHING, Buttons, Screen, in_rows
from bot.desk.staff import name_of
from bot.engine import Text, _, joined, lines, ngettext, pgettext, verbatim
from bot.shelter.free import is_tonight
from bot.shelter.houses import read_house
from bot.shelter.names import HINDRANCES, LIST_NAMES, TIER_NAMES, WHY, named
from bot.shelter.overriding import passed_over
from bot.shelter.policy import Passed
from bot.shelter.proposing import decided_by, proposed
from bot.shelter.rules import RULES
from bot.store.tables import House, Listing, Offer, Person, Vacancy

PROPOSAL = _("📝 This is a proposal. Nobody has been told: a coordinator decides.")
# Translators: free places, like "Men: 3 places in Harbour House, from Tuesday…, 7 nights".
TITLE = _("%(list)s: %(places)s in %(house)s, from %(when)s, %(nights)s")
LAYOUT = _("In each room: %(people)s, %(cots)s.")
STEPS = _("Without steps: %(n)s.")
AT_SHORT_NOTICE = _("At short notice: only people who asked for that.")
# Translators: one person of a proposal: number, reference, language, since when, why, household.
LINE = _("%(place)s. %(reference)s · %(language)s · since %(since)s · %(why)s · %(people)s")
STEPLESS = pgettext("kind of place", "♿ a place without steps")
PASSED = _("Passed over:")
PASSED_LINE = _("%(reference)s: %(why)s")
MORE = _("And %(n)s more.")
SHOWN = 5
"""Of those who were passed over, so many are named."""

ALL = _("✅ Approve all (%(n)s)")
EXCEPT = pgettext("button", "Approve all except…")
SKIP = pgettext("button", "Skip…")
SWAP = pgettext("button", "Swap…")
DISCARD = pgettext("button", "🗑 Discard the proposal")

APPROVED = _("%(name)s has approved this proposal already.")
DISCARDED = _("%(name)s has discarded this proposal already.")
CHANGED = _("%(name)s has changed this proposal meanwhile. This is how it is now.")
HAPPENED = {"vacancy approved": APPROVED, "vacancy withdrawn": DISCARDED}


async def show(screen: Screen) -> Text:
    """The proposal of a button."""
    vacancy = await screen.row(0, Vacancy)
    if vacancy.state != "proposed":
        return await show_stale(screen, vacancy)
    await show_proposal(screen, vacancy)
    return NOTHING


async def show_proposal(screen: Screen, vacancy: Vacancy, *before: Text) -> None:
    """The proposal as it is, with everything that can be decided about it."""
    member = screen.member
    offers = await proposed(member.session, vacancy)
    free = vacancy.places - len(offers)
    passed = await passed_over(member.session, member.office, vacancy)
    named_here = [o.listing_id for o in offers] + [p.unit.id for p in passed[:SHOWN]]
    people = await references(screen, named_here)
    text = joined(
        *before,
        PROPOSAL,
        lines(await title(screen, vacancy), *_layout(vacancy)),
        *([AT_SHORT_NOTICE] if short_notice(screen, vacancy) else []),
        lines(*[await line(screen, offer, people) for offer in offers]),
        *(
            [ngettext("%(n)s place has nobody.", "%(n)s places have nobody.", free)]
            if free > 0
            else []
        ),
        *_passed(passed, people),
    )
    screen.show(text, [*_decisions(screen, vacancy, len(offers)), [screen.button(BACK, "l.home")]])


async def show_stale(screen: Screen, vacancy: Vacancy) -> Text:
    """Somebody else was faster: what happened and who did it, and how it is now."""
    action, who = await decided_by(screen.member.session, vacancy)
    name = await name_of(screen.member.session, screen.member.office, who)
    said = HAPPENED.get(action, CHANGED).with_values(name=name)
    if vacancy.state == "proposed":
        await show_proposal(screen, vacancy, said)
    else:
        given = screen.button(BACK, "l.home")
        screen.show(joined(await title(screen, vacancy), said), [[given]])
    return said


async def title(screen: Screen, vacancy: Vacancy) -> Text:
    """The places on one line."""
    house = await screen.member.session.get_one(House, vacancy.house_id)
    about = await read_house(screen.member.session, screen.member.office, house)
    return TITLE.with_values(
        list=named(LIST_NAMES, vacancy.list),
        places=ngettext("%(n)s place", "%(n)s places", vacancy.places),
        house=about.name,
        when=screen.when(vacancy.starts_at),
        nights=ngettext("%(n)s night", "%(n)s nights", vacancy.nights),
    )


async def line(screen: Screen, offer: Offer, people: Mapping[UUID, str]) -> Text:
    """One person: number, language, since when, why it is their turn, household."""
    listing = await screen.member.session.get_one(Listing, offer.listing_id)
    size = ngettext("%(n)s person", "%(n)s people", listing.size or 1)
    shown = LINE.with_values(
        place=offer.place,
        reference=people[offer.listing_id],
        language=screen.member.office.catalogues[listing.language].endonym,
        since=screen.day(listing.since),
        why=why(offer),
        people=size,
    )
    return Text(" · ", parts=(shown, STEPLESS)) if offer.accessible else shown


def why(offer: Offer) -> Text:
    """Why it is somebody's turn, in words."""
    tier = TIER_NAMES.get(offer.tier, verbatim(str(offer.tier)))
    return named(WHY, offer.why).with_values(tier=tier, n=RULES.reserved_every)


async def references(screen: Screen, listings: Iterable[UUID]) -> dict[UUID, str]:
    """The references of people, by their listings."""
    query = select(Listing.id, Person.reference).join(Person, Person.id == Listing.person_id)
    rows = await screen.member.session.execute(query.where(Listing.id.in_(set(listings))))
    return {row.id: row.reference for row in rows}


def short_notice(screen: Screen, vacancy: Vacancy) -> bool:
    """Whether only people who asked to be told at short notice can have these places now."""
    office = screen.member.office
    return is_tonight(vacancy.starts_at, office.now(), office.catalogues.zone)


def _layout(vacancy: Vacancy) -> list[Text]:
    """What each place is like, where it is not simply a bed."""
    shown = []
    if vacancy.size > 1:
        people = ngettext("%(n)s person", "%(n)s people", vacancy.size)
        cots = ngettext("%(n)s cot", "%(n)s cots", vacancy.cots)
        shown.append(LAYOUT.with_values(people=people, cots=cots))
    return [*shown, *([STEPS.with_values(n=vacancy.accessible)] if vacancy.accessible else [])]


def _passed(passed: Sequence[Passed], people: Mapping[UUID, str]) -> list[Text]:
    if not passed:
        return []
    shown = [
        PASSED_LINE.with_values(reference=people[each.unit.id], why=HINDRANCES[each.why])
        for each in passed[:SHOWN]
    ]
    more = [MORE.with_values(n=len(passed) - SHOWN)] if len(passed) > SHOWN else []
    return [lines(PASSED, *shown, *more)]


def _decisions(screen: Screen, vacancy: Vacancy, n: int) -> list[Buttons]:
    if not screen.coordinates:
        return []
    seen = (vacancy.id, vacancy.version)
    discard = screen.button(DISCARD, "l.discard", *seen)
    if not n:
        return [[discard]]
    every = screen.button(ALL.with_values(n=n), "l.approve", *seen)
    keys = [
        screen.button(EXCEPT, "l.except", *seen),
        screen.button(SKIP, "l.skip", *seen),
        screen.button(SWAP, "l.swap", *seen),
        discard,
    ]
    return [[every], *in_rows(keys, 2)]
