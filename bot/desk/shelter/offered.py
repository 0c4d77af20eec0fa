"""Places that were given: what became of each offer, and what can be done about it now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.desk.shelter.overview import BACK
from bot.desk.shelter.proposal import references, show_proposal, title
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, lines, verbatim
from bot.shelter.giving_on import give_on, remains, taken
from bot.shelter.names import LIST_NAMES, STATE_NAMES, named
from bot.store.tables import Offer, Vacancy

GIVEN = _("🏠 Places given. Which ones?")
NONE = _("No place is given at the moment.")
# Translators: one button; %(list)s is like "Men", %(when)s a day.
ONE = _("%(list)s, %(n)s places, from %(when)s")
LINE = _("%(place)s. %(reference)s: %(state)s")
AGAIN = _("🛏 Offer free places to the next (%(n)s)")
TAKEN_ALREADY = _("There is no free place any more.")
LATELY = timedelta(days=14)
SHOWN = 12


async def given(screen: Screen) -> Text:
    """The vacancies that are not over."""
    now = screen.member.office.now()
    query = select(Vacancy).where(Vacancy.state == "approved", Vacancy.starts_at > now - LATELY)
    newest = query.order_by(Vacancy.approved_at.desc()).limit(SHOWN)
    found = [v for v in await screen.member.session.scalars(newest) if v.places]
    keys = [[screen.button(_one(screen, each), "l.places", each.id)] for each in found]
    screen.show(GIVEN if found else NONE, [*keys, [screen.button(BACK, "l.home")]])
    return NOTHING


async def places(screen: Screen) -> Text:
    """The offers of one vacancy."""
    await show_given(screen, await screen.row(0, Vacancy))
    return NOTHING


async def offer_again(screen: Screen) -> Text:
    """A new proposal for the places that are free again."""
    vacancy, member = await screen.row(0, Vacancy), screen.member
    new = await give_on(member.session, member.office, vacancy, member.id)
    if new is None:
        return TAKEN_ALREADY
    await show_proposal(screen, new)
    return NOTHING


async def show_given(screen: Screen, vacancy: Vacancy, *before: Text) -> None:
    """What became of each offer of a vacancy."""
    offers = await _offers(screen, vacancy)
    people = await references(screen, [each.listing_id for each in offers])
    shown = [
        LINE.with_values(
            place=offer.place,
            reference=people[offer.listing_id],
            state=named(STATE_NAMES, offer.state),
        )
        for offer in offers
    ]
    keys = [
        screen.button(verbatim(people[offer.listing_id]), "l.offer", offer.id)
        for offer in offers
        if offer.state in ("open", "accepted", "unanswered")
    ]
    rows = [keys[start : start + 3] for start in range(0, len(keys), 3)]
    free = await _free(screen, vacancy)
    again = screen.button(AGAIN.with_values(n=free), "l.again", vacancy.id)
    rows += [[again]] if free and screen.coordinates else []
    text = joined(*before, await title(screen, vacancy), *([lines(*shown)] if shown else []))
    screen.show(text, [*rows, [screen.button(BACK, "l.home")]])


async def _offers(screen: Screen, vacancy: Vacancy) -> Sequence[Offer]:
    query = select(Offer).where(Offer.vacancy_id == vacancy.id, Offer.offered_at.is_not(None))
    return (await screen.member.session.scalars(query.order_by(Offer.place))).all()


async def _free(screen: Screen, vacancy: Vacancy) -> int:
    """Places that somebody else could have now."""
    office = screen.member.office
    zone = office.catalogues.zone
    if remains(vacancy.starts_at, vacancy.nights, office.now(), zone) is None:
        return 0
    return max(0, vacancy.places - len(await taken(screen.member.session, vacancy)))


def _one(screen: Screen, vacancy: Vacancy) -> Text:
    return ONE.with_values(
        list=named(LIST_NAMES, vacancy.list), n=vacancy.places, when=screen.day(vacancy.starts_at)
    )
