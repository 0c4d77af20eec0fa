"""Answers to what the shelter list sends by itself: its keys work whatever is asked at the moment.

Whose answer it is, the key says where several people of the list use one phone; an old key without
a reference is asked about. A key without anything to answer is met with kind words.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bot.engine import Entry, Text, joined
from bot.post.rooms import LOOK_AGAIN
from bot.reception.arrival import arrival
from bot.reception.reminded import read_here
from bot.reception.visit import Visit
from bot.shelter import aside_words, offer_words, ways
from bot.shelter.aside import after_stay, can_undo, still_needed
from bot.shelter.news import news
from bot.shelter.offering import How, answer, newest_offers, open_offer_of
from bot.shelter.pushed_words import ACCEPTED, OFFERED, RESTS, Pushed
from bot.shelter.tapped import Tap, in_short, tapped
from bot.shelter.words import NOT_FEDASIL
from bot.speech.keys import Rows
from bot.store.tables import Listing, Offer, Outbox, Person, Speaking

HOWS: dict[Pushed, How] = {"yes": "yes", "no": "no", "call": "call", "give back": "no"}
ANSWERABLE: dict[Pushed, tuple[str, ...]] = {
    "yes": ("open", "unanswered", "accepted"),
    "no": ("open", "accepted"),
    "call": ("open", "accepted"),
    "give back": ("accepted", "open"),
}
"""Which offer a key is about: those in the first of these states that there is."""

STILL_OPEN: dict[str, tuple[Pushed, ...]] = {"open": OFFERED, "accepted": ACCEPTED}
"""What can be answered still: after *Call me* the other keys have to stay."""


async def read_pushed(visit: Visit, entry: Entry) -> bool:
    """Whether it was a key of the list; then it has taken effect, and something is said."""
    tap = tapped(entry.text, visit.office.catalogues) or await _in_short(visit, entry)
    if tap is None:
        return False
    if tap.key == "read":
        await _read(visit)
    elif tap.key in HOWS:
        await _answer(visit, tap, HOWS[tap.key])
    else:
        await _stay(visit, tap)
    return True


async def _in_short(visit: Visit, entry: Entry) -> Tap | None:
    """A plain "yes" answers an offer, as long as no question or helper waits for it."""
    contact = visit.known.contact
    tap = in_short(entry.text, visit.language, visit.office.catalogues)
    if tap is None or contact.answering or contact.asked_flow not in (None, "menu"):
        return None
    return tap if await open_offer_of(visit.session, contact.id) else None


async def _answer(visit: Visit, tap: Tap, how: How) -> None:
    found = await _offers(visit, tap)
    if not found:
        return _say(visit, joined(offer_words.NO_OFFER, NOT_FEDASIL))
    if len(found) > 1 or await _is_old(visit, tap):
        return await _ask_which(visit, tap.key, [offer.person_id for offer in found])
    (offer,) = found
    if offer.state == "open" and not await _was_read(visit, offer):
        return None
    told = await answer(visit.session, visit.office, offer, how, visit.now, language=visit.language)
    return await _tell(visit, offer.person_id, told, STILL_OPEN.get(offer.state, ()))


async def _offers(visit: Visit, tap: Tap) -> Sequence[Offer]:
    """The offers that a key may be about: more than one where it takes a reference to know."""
    newest = await newest_offers(visit.session, visit.known.contact.id)
    whose = await _person(visit, tap.reference)
    if whose is not None:
        return [offer for offer in newest if offer.person_id == whose][:1]
    for state in ANSWERABLE[tap.key]:
        found = [offer for offer in newest if offer.state == state]
        if found:
            return found
    return newest[:1]


async def _was_read(visit: Visit, offer: Offer) -> bool:
    """Whether the offer was there to be read: a tap from before was meant for an older one, and the
    new one is on its way.
    """
    contact = visit.known.contact
    first = (
        select(Outbox)
        .where(Outbox.entry_id == offer.id, Outbox.contact_id == contact.id)
        .order_by(Outbox.number)
        .limit(1)
    )
    when = arrival(visit, (await visit.session.scalars(first)).one_or_none())
    if when == "unknown" and not visit.item.crowd:
        visit.item.wait = LOOK_AGAIN
    elif when == "before":
        visit.answered_otherwise = True
    return when != "before" and visit.item.wait is None


async def _stay(visit: Visit, tap: Tap) -> None:
    """Still needed or not; a place after this one or not."""
    found = await _listings(visit, tap)
    if not found:
        return _say(visit, joined(aside_words.NOT_LISTED, NOT_FEDASIL))
    if len(found) > 1 or await _is_old(visit, tap):
        return await _ask_which(visit, tap.key, [listing.person_id for listing in found])
    (listing,) = found
    decide = after_stay if tap.key in ("after", "after not") else still_needed
    needed = tap.key in ("after", "still")
    told = await decide(visit.session, visit.office, listing, needed, visit.now)
    undo = RESTS if can_undo(listing, visit.now) else ()
    return await _tell(visit, listing.person_id, told, undo)


async def _listings(visit: Visit, tap: Tap) -> Sequence[Listing]:
    """The listings that a key may be about."""
    mine = await _of_this_phone(visit)
    whose = await _person(visit, tap.reference)
    if whose is not None:
        return [listing for listing in mine if listing.person_id == whose]
    if tap.key in ("after", "after not"):
        about = [listing for listing in mine if listing.state in ("placed", "accepted")]
    else:
        about = [each for each in mine if each.asked_at or each.state == "set_aside"]
        about = about or [each for each in mine if can_undo(each, visit.now)]
    return about or mine


async def _of_this_phone(visit: Visit) -> Sequence[Listing]:
    query = (
        select(Listing)
        .join(Speaking, Speaking.person_id == Listing.person_id)
        .where(Speaking.contact_id == visit.known.contact.id)
        .order_by(Listing.since, Listing.id)
    )
    found = (await visit.session.scalars(query)).all()
    return [each for each in found if each.state != "withdrawn" or can_undo(each, visit.now)]


async def _read(visit: Visit) -> None:
    """What a shared phone did not show by itself."""
    rows = await read_here(visit)
    for listing in await _of_this_phone(visit):
        told = await news(visit.session, visit.office, listing, visit.language)
        if told is not None:
            reference = await _reference(visit, listing.person_id)
            visit.say(ways.about(told.text, reference) if reference else told.text)
            rows += [
                ways.key_label(visit.office, visit.language, key, reference) for key in told.keys
            ]
    if not visit.said:
        visit.say(joined(offer_words.NO_NEWS, NOT_FEDASIL))
    visit.keys = _keys(visit, rows)


async def _ask_which(visit: Visit, key: Pushed, people: Sequence[UUID]) -> None:
    """Several people's answer it may be: each gets a key."""
    references = [(await visit.session.get_one(Person, each)).reference for each in people]
    labels = [ways.key_label(visit.office, visit.language, key, each) for each in references]
    visit.say(joined(offer_words.WHICH, NOT_FEDASIL))
    visit.keys = _keys(visit, labels)


async def _tell(visit: Visit, person: UUID, told: Text, keys: Sequence[Pushed] = ()) -> None:
    reference = await _reference(visit, person)
    visit.say(ways.about(told, reference) if reference else told)
    labels = [ways.key_label(visit.office, visit.language, key, reference) for key in keys]
    visit.keys = _keys(visit, labels)


def _say(visit: Visit, told: Text) -> None:
    visit.say(told)
    visit.keys = _keys(visit, [])


def _keys(visit: Visit, labels: Sequence[str]) -> Rows:
    return ways.keyboard(visit.office, visit.language, visit.known.contact, labels)


async def _reference(visit: Visit, person: UUID) -> str:
    return await ways.reference_on(visit.session, visit.known.contact.id, person)


async def _is_old(visit: Visit, tap: Tap) -> bool:
    """Whether a key names nobody: since it was sent they have been given a card with another
    number, or are erased. Whose answer it is, is asked then, never guessed.
    """
    return bool(tap.reference) and await _person(visit, tap.reference) is None


async def _person(visit: Visit, reference: str) -> UUID | None:
    found: UUID | None = await visit.session.scalar(
        select(Person.id).where(Person.reference == reference)
    )
    return found
