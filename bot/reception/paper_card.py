"""A paper card brings somebody to a new phone: its number and its secret words together do, the
number alone does nothing. Nobody learns from the answers which numbers there are.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from bot.engine import Ask, Entry, GoTo, _
from bot.people.references import ALPHABET, read_reference
from bot.reception import language as languages
from bot.reception.moving import enter
from bot.reception.reply import reply
from bot.reception.visit import Visit
from bot.reception.words import take
from bot.shelter.card_words import CARD_LINK, EXAMPLE, may_be_secret, not_words
from bot.shelter.joining import listing_of
from bot.shelter.life import LISTED
from bot.shelter.locked import tell_staff
from bot.shelter.moved import moved
from bot.shelter.paper_cards import LENGTH, card_of, check_secret, use
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import ConversationRow, PaperCard, Person, Speaking
from bot.tickets.life import unclosed_of

ASKING = "@card"

MENU = GoTo("menu")

WHICH_CARD = _("Write /card and the number of your card, like /card 4M7K-Q2PX.")
ASK = _(
    "You have card %(card)s. To bring your place on our list to this phone, write the words "
    "in the frame of the card, like: %(example)s."
)
IN_LETTERS = _("Please type the words of the card. Two words and a number.")
WRONG = _(
    "These words do not fit this card, or it cannot be used any more. Look at the card again. "
    "Our team at the desk can help you."
)
MOVED = _(
    "Welcome back. Your place on our list, with its first date, and your requests are on this "
    "phone now. The other phone does not get them any more."
)
NEW_CARD = _("This card is used up. Ask at the desk for a new one.")
ALREADY = _("This phone has your place on our list already. Keep the card for another day.")
NOT_YET = _("This card is not linked to anybody yet. Please show it at the desk.")


def number_in(typed: str) -> str:
    """The number of a card behind a command or in a link; "" where there is none."""
    _command, _space, rest = typed.strip().partition(" ")
    number = read_reference(rest.strip().removeprefix(CARD_LINK))
    whole = len(number) == LENGTH + 1 and set(number) <= {"-", *ALPHABET}
    return number if whole else ""


async def begin(visit: Visit, typed: str) -> None:
    """Somebody has scanned a card, or typed its number: ask for the words. Who has not chosen a
    language does so first, whether the card exists or not.
    """
    number = number_in(typed)
    if not number:
        visit.say(WHICH_CARD)
        if visit.known.person.language is None:
            languages.ask_language(visit)
    elif visit.known.person.language is None:
        ask_language(visit, number)
    else:
        ask(visit, number)


def ask(visit: Visit, number: str) -> None:
    """Ask for the words of a card."""
    text = ASK.with_values(card=number, example=EXAMPLE)
    visit.ask = (ASKING, Ask(number, text, ()))


def ask_language(visit: Visit, number: str) -> None:
    """Ask for the language, and go on with the card after it."""
    languages.ask_language(visit)
    if visit.ask is not None:
        flow, asked = visit.ask
        visit.ask = (flow, replace(asked, step=f"{ASKING}{number}"))


def is_secret(visit: Visit, typed: str) -> bool:
    """Whether words are meant for the card that is asked about, and for nobody's eyes."""
    return visit.known.contact.asked_flow == ASKING and may_be_secret(typed)


async def read(visit: Visit, entry: Entry) -> None:
    """The words of the card; other words are for whoever may have them."""
    number = visit.known.contact.asked_step or ""
    if entry.kind == "text" and may_be_secret(entry.text):
        return await _try(visit, number, entry.text)
    if entry.kind == "text" and not_words(entry.text):
        return await take(visit, entry)
    visit.say(IN_LETTERS)
    return ask(visit, number)


async def _try(visit: Visit, number: str, typed: str) -> None:
    session, office = visit.session, visit.office
    card = await card_of(session, number)
    found = await check_secret(session, office.vault, card, typed, visit.now) if card else "wrong"
    if card is not None and found == "unlinked":
        visit.say(NOT_YET)
        return await enter(visit, MENU)
    if card is not None and found == "right" and await _speaks_for(visit, card.person_id):
        visit.say(ALREADY, NOT_FEDASIL)
        return await enter(visit, MENU)
    if card is not None and found == "right" and await use(session, card, visit.now):
        return await _move(visit, card)
    if card is not None and found == "locks":
        await tell_staff(session, office, card)
    visit.say(WRONG)
    return ask(visit, number)


async def _speaks_for(visit: Visit, person_id: UUID | None) -> bool:
    """Whether this phone has the person of a card already."""
    speaking = await visit.session.get(Speaking, (visit.known.contact.id, person_id))
    return speaking is not None


async def _move(visit: Visit, card: PaperCard) -> None:
    """The person is here now. What is said of it goes out before an offer that still counts: the
    keys of that have to stay.
    """
    session, office = visit.session, visit.office
    person = await session.get_one(Person, card.person_id)
    holder, contact = visit.known.person, visit.known.contact
    person.language = person.language or holder.language
    await office.people.move(session, person, contact, visit.now)
    if await _listed(visit, holder):
        contact.person_id = holder.id  # a friend's phone, which now speaks for both
        await session.flush()
    await _look_anew(visit)
    visit.say(MOVED, NOT_FEDASIL, NEW_CARD)
    await enter(visit, MENU)
    reply(visit)
    visit.said, visit.ask, visit.answered_otherwise = [], None, True
    await session.flush()
    await moved(session, office, person)


async def _listed(visit: Visit, person: Person) -> bool:
    """Whether whoever calls this phone their own is on the list themselves."""
    listing = await listing_of(visit.session, person.id)
    return listing is not None and listing.state in LISTED


async def _look_anew(visit: Visit) -> None:
    """The contact is another person's: what was known of whoever wrote is not true any more."""
    session, contact = visit.session, visit.known.contact
    known = await visit.office.people.by_contact(session, contact.id)
    if known is None:  # cannot be: it was found a moment ago
        raise KeyError("the contact is gone")
    contact.answering = contact.answering_outbox = contact.after_consent = None
    visit.known = known
    mine = select(ConversationRow).where(ConversationRow.person_id == known.person.id)
    visit.conversations = {row.flow: row for row in await session.scalars(mine)}
    visit.tickets = list(await unclosed_of(session, [contact.id]))
    visit.asked_row = visit.answering_row = None
