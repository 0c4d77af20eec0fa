"""Looking after a place on the list: seeing it, changing it, saying how to be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from bot.engine import (
    Answer,
    Ask,
    ChangeListing,
    Choice,
    Conversation,
    GoTo,
    Text,
    _,
    entries,
    value,
    verbatim,
)
from bot.people.words import hold
from bot.reception.others import UNDECIDED, WHOSE, about_whom
from bot.reception.visit import Visit
from bot.shelter import ways
from bot.shelter.aside import leave, restore, set_aside
from bot.shelter.joining import listing_of
from bot.shelter.life import LISTED
from bot.shelter.news import news
from bot.shelter.place import NOT_LISTED, my_place, since_in_words
from bot.shelter.pushed_words import READ
from bot.shelter.reach import keep_ways
from bot.shelter.words import NOT_FEDASIL
from bot.speech.keys import Rows, in_rows
from bot.store.tables import Listing, Person, Speaking

ASKING = "@place"
WHICH = _("Several people are on the list with this phone. Whose place do you mean?")

ABOUT_ONE = ("my_place", "paused_place")
"""Flows that are about one place."""

ABOUT_A_PLACE = ("join_list", "reach")
"""Flows that they lead to, about the same place."""

UNDER_WAY = ("offered", "accepted", "placed")
"""Whoever looks at their place now may have lost the keys of what was sent: it can be read again.
"""

Placed = tuple[Listing, Person]


async def placed_here(visit: Visit) -> Sequence[Placed]:
    """Everybody on the list for whom this phone speaks, whoever came first first."""
    spoken_for = select(Speaking.person_id).where(Speaking.contact_id == visit.known.contact.id)
    query = (
        select(Listing, Person)
        .join(Person, Person.id == Listing.person_id)
        .where(Person.id.in_(spoken_for), Listing.state.in_(LISTED))
        .order_by(Listing.since, Person.reference)
    )
    return [(listing, person) for listing, person in await visit.session.execute(query)]


async def show_place(visit: Visit) -> GoTo:
    """Say how it stands, and ask what to do with it; of several, whose."""
    here = await placed_here(visit)
    if not here:
        visit.say(NOT_LISTED, NOT_FEDASIL)
        return GoTo("shelter", afresh=True)
    if len(here) > 1:
        return GoTo(ASKING)
    return await show_one(visit, *here[0])


async def show_one(visit: Visit, listing: Listing, person: Person) -> GoTo:
    """Say how one place stands; the flow that follows is about this one."""
    office, session = visit.office, visit.session
    visit.say(await my_place(session, office, listing, visit.language, visit.now))
    if listing.state in UNDER_WAY and await news(session, office, listing, visit.language):
        visit.keys = in_rows([visit.words(READ)])
    flow = "paused_place" if listing.state == "set_aside" else "my_place"
    await visit.keep(Conversation(flow, {WHOSE: str(person.id)}))
    return GoTo(flow)


async def ask_whose(visit: Visit) -> None:
    """Ask which of several places is meant."""
    visit.ask = (ASKING, question(visit, await placed_here(visit)))


def question(visit: Visit, here: Sequence[Placed]) -> Ask:
    """The places of one phone: number, and since when."""
    choices = [
        Choice(
            person.reference,
            verbatim(
                f"{person.reference} · {since_in_words(visit.office, listing, visit.language)}"
            ),
        )
        for listing, person in here
    ]
    return Ask("place", WHICH, tuple(choices))


async def go_along(visit: Visit, conversation: Conversation, to: GoTo) -> GoTo:
    """Where a flow leads; whose place it was about goes along."""
    if to.flow == "join_list" and conversation.flow == "shelter":
        return await _join(visit)
    if conversation.flow in ABOUT_ONE and to.flow in ABOUT_A_PLACE:
        meant = await _meant(visit, conversation)
        if meant is None:
            return await _look_again(visit)
        conversation = replace(conversation, answers={WHOSE: str(meant.person_id)})
    known = _known(conversation, to)
    if not known:
        return to
    await visit.keep(Conversation(to.flow, known))
    return GoTo(to.flow)


def _known(conversation: Conversation, to: GoTo) -> dict[str, Answer]:
    """What a flow knows before it asks. Who is on the list has agreed to that already."""
    whose = value(conversation.answers, WHOSE)
    if to.flow == "join_list" and conversation.flow == "listed_already":
        return {"someone_else": "yes"}
    if not whose or to.flow not in ABOUT_A_PLACE:
        return {}
    known: dict[str, Answer] = {WHOSE: whose}
    if to.flow == "join_list":
        known["consent"] = "yes"
    return known


async def _join(visit: Visit) -> GoTo:
    """Begin the questions of the list. Who is on it already may mean somebody else: one phone
    speaks for many, and nobody's answers are written over by another's.
    """
    own = await listing_of(visit.session, visit.known.person.id)
    begun = visit.conversation("join_list").answers
    if own is not None and own.state in LISTED and not value(begun, "someone_else"):
        return GoTo("listed_already", afresh=True)
    return GoTo("join_list", afresh=bool(value(begun, WHOSE)))


async def change_listing(
    visit: Visit, conversation: Conversation, effect: ChangeListing
) -> GoTo | None:
    """Do what they wish with their place, and say what that means. Where it is not known (any
    more) whose is meant, they see what there is.
    """
    listing = await _meant(visit, conversation)
    if listing is None:
        return await _look_again(visit)
    visit.say(await _wish(visit, listing, effect))
    if listing.state == "set_aside":
        visit.keys = await _one_tap_back(visit, listing)
    return None


async def _one_tap_back(visit: Visit, listing: Listing) -> Rows:
    """The key that ends a rest: what was just said speaks of one tap."""
    session, contact = visit.session, visit.known.contact
    reference = await ways.reference_on(session, contact.id, listing.person_id)
    return in_rows([ways.key_label(visit.office, visit.language, "still", reference)])


async def _look_again(visit: Visit) -> GoTo:
    await visit.session.flush()  # the conversation that has just ended is begun anew
    return await show_place(visit)


async def _meant(visit: Visit, conversation: Conversation) -> Listing | None:
    """The place that a conversation is about; where that was forgotten, the only one there is."""
    if value(conversation.answers, WHOSE):
        person = await about_whom(visit, conversation)
        listing = await listing_of(visit.session, person.id) if person else None
        return listing if listing and listing.state in LISTED else None
    here = await placed_here(visit)
    return here[0][0] if len(here) == 1 else None


async def _wish(visit: Visit, listing: Listing, effect: ChangeListing) -> Text:
    session, office, now = visit.session, visit.office, visit.now
    match effect.to:
        case "pause":
            return await set_aside(session, office, listing, "asked", now)
        case "return":
            return await restore(session, office, listing, now)
        case "withdraw":
            return await leave(session, office, listing, now)


async def keep_reach(visit: Visit, conversation: Conversation) -> None:
    """Keep how they can be reached."""
    listing = await _meant(visit, conversation)
    if listing is not None:
        key = await visit.office.people.key_of(visit.session, listing.person_id)
        keep_ways(listing, key, conversation.answers)
        return
    for entry in entries(conversation.answers, "number"):  # they have left the list meanwhile
        hold(visit.session, visit.known, entry, UNDECIDED, visit.now)
