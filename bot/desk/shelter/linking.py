"""/card: a paper card becomes the card of somebody on the list."""

from __future__ import annotations

from bot.desk.shelter.screen import Screen
from bot.desk.shelter.whose import NOBODY, find_listing
from bot.engine import Text, _
from bot.people.references import read_reference
from bot.shelter.life import LISTED
from bot.shelter.paper_cards import card_of, link
from bot.store.tables import Person

HOW = _("Write the person's number, then the card's, like /card 4M7K-2PQR 8MYY-TXG5.")
NO_CARD = _("There is no free card with that number. Each card is given to one person, once.")
LINKED = _(
    "The card is theirs: %(reference)s is their number from now on. "
    "An earlier card of theirs no longer works. Nobody else needs to see the words on it."
)


async def card_command(screen: Screen, argument: str) -> Text:
    """Link a card to somebody's number."""
    numbers = argument.split()
    if len(numbers) != 2:
        return HOW
    whose, which = numbers
    member = screen.member
    listing = await find_listing(screen, whose)
    if listing is None or listing.state not in LISTED:
        return NOBODY
    card = await card_of(member.session, read_reference(which))
    person = await member.session.get_one(Person, listing.person_id)
    if card is None or not await link(member.session, card, person, member.office.now(), member.id):
        return NO_CARD
    return LINKED.with_values(reference=card.reference)
