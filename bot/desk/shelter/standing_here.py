"""/offer: answer for somebody who stands there, or take a place back."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select

from bot.desk.shelter.overview import BACK
from bot.desk.shelter.screen import NOTHING, Buttons, OldButton, Screen
from bot.desk.shelter.whose import NOBODY, WHICH, find_listing, reference_of
from bot.engine import Text, _, joined, pgettext, verbatim
from bot.post.outbox import About
from bot.shelter.names import STATE_NAMES, named
from bot.shelter.offering import answer, withdraw
from bot.shelter.wording import wording
from bot.store.tables import Listing, Offer

HEADING = _("🏠 %(reference)s · %(language)s · %(state)s")
READ_OUT = _("Read this out, or show it:")
YES = pgettext("button", "✅ They say yes")
NO = pgettext("button", "❌ They say no")
TAKE_BACK = pgettext("button", "🗑 Take the place back")
NO_OFFER = _("%(reference)s has no offer now.")
TAKEN_BACK = _("The place is taken back. They keep their date on the list.")
ANSWERABLE = ("open", "accepted", "unanswered")


async def offer_command(screen: Screen, argument: str) -> Text:
    """The newest offer of somebody's number."""
    if not argument:
        return WHICH.with_values(command="/offer")
    listing = await find_listing(screen, argument)
    if listing is None:
        return NOBODY
    query = select(Offer).where(
        Offer.listing_id == listing.id, Offer.offered_at.is_not(None), Offer.state.in_(ANSWERABLE)
    )
    newest = query.order_by(Offer.offered_at.desc()).limit(1)
    offer = (await screen.member.session.scalars(newest)).one_or_none()
    if offer is None:
        return NO_OFFER.with_values(reference=await reference_of(screen, listing))
    await _show(screen, offer, listing)
    return NOTHING


async def offer_screen(screen: Screen) -> Text:
    """One offer, from the places given."""
    offer = await screen.row(0, Offer)
    listing = await screen.member.session.get_one(Listing, offer.listing_id)
    await _show(screen, offer, listing)
    return NOTHING


async def answer_for(screen: Screen) -> Text:
    """They have said it here: it counts like a tap of their own, with the volunteer's id."""
    offer = await screen.row(0, Offer)
    member = screen.member
    how: Literal["yes", "no"] = "yes" if screen.word(1, ("yes", "no")) == "yes" else "no"
    listing = await member.session.get_one(Listing, offer.listing_id)
    told = await answer(
        member.session, member.office, offer, how, member.office.now(), by=member.id
    )
    said = () if offer.state == "accepted" else (told,)
    await _show(screen, offer, listing, *said)
    return NOTHING


async def take_back(screen: Screen) -> Text:
    """The place is not there any more: whoever had it is told, and keeps their date."""
    offer, member = await screen.row(0, Offer), screen.member
    if not await withdraw(member.session, member.office, offer, member.id):
        raise OldButton
    listing = await member.session.get_one(Listing, offer.listing_id)
    await _show(screen, offer, listing, TAKEN_BACK)
    return NOTHING


async def _show(screen: Screen, offer: Offer, listing: Listing, *told: Text) -> None:
    """The offer, or what follows from the answer, in the person's language and the volunteer's."""
    heading = HEADING.with_values(
        reference=await reference_of(screen, listing),
        language=screen.member.office.catalogues[listing.language].endonym,
        state=named(STATE_NAMES, offer.state),
    )
    text = joined(heading, READ_OUT, *await _words(screen, offer, listing, told))
    screen.show(text, _buttons(screen, offer), About(listing.person_id))


async def _words(
    screen: Screen, offer: Offer, listing: Listing, told: tuple[Text, ...]
) -> list[Text]:
    member = screen.member
    office, found = member.office, []
    for language in dict.fromkeys((listing.language, member.volunteer.language)):
        said = await wording(member.session, office, offer, language)
        offered = said.address() if offer.state == "accepted" else said.question()
        found.append(verbatim(office.catalogues.say(joined(*(told or (offered,))), language)))
    return found


def _buttons(screen: Screen, offer: Offer) -> list[Buttons]:
    keys = []
    if offer.state in ("open", "unanswered"):
        keys.append(screen.button(YES, "l.answer", offer.id, "yes"))
    if offer.state in ("open", "accepted"):
        keys.append(screen.button(NO, "l.answer", offer.id, "no"))
    back = screen.button(TAKE_BACK, "l.back", offer.id)
    withdrawing = [back] if screen.coordinates and offer.state in ("open", "accepted") else []
    return [keys, withdrawing, [screen.button(BACK, "l.home")]]
