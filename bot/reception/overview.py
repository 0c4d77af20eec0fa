"""What a person can look up: their requests, and what is kept about them."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.engine import Text, _, joined, lines, ngettext, pgettext, verbatim
from bot.notices.wishes import reminder_of, wishes_news
from bot.notices.words import LETTERS_ON, NEWS_ON
from bot.people.came_from import PLACES
from bot.reception.places import placed_here
from bot.reception.visit import Visit
from bot.shelter.place import since_in_words
from bot.speech.dates import day_in_words
from bot.store.tables import EntryRow, Ticket
from bot.tickets.topics import topic_name

NO_REQUESTS = _("You have no open requests.")
# Translators: one request: its number, what it is about, since when, how it stands.
REQUEST = _("%(reference)s · %(topic)s · %(day)s: %(state)s")
STATES = {
    "open": pgettext("state of a request", "waiting for a helper"),
    "claimed": pgettext("state of a request", "a helper has it"),
    "answered": pgettext("state of a request", "a helper has answered"),
}

# Translators: one line of what is kept; %(reference)s is somebody's number with us.
ON_LIST = _("On our list for a place, not Fedasil's: %(reference)s, since %(day)s")
CAME_FROM = _("You came by the link of: %(place)s")
NUMBER_KEPT = _("A number to call, locked")

ALLOWED = _("You allowed us to keep your messages.")
NOT_ALLOWED = _("You did not allow us to keep your messages.")


def show_requests(visit: Visit) -> None:
    """The requests that are not closed. No rank, no promise of a time."""
    if not visit.tickets:
        visit.say(NO_REQUESTS)
        return
    visit.say(lines(*(_request(visit, ticket) for ticket in visit.tickets)))
    visit.say(_("To add something, write it here."))


def _request(visit: Visit, ticket: Ticket) -> Text:
    opened = ticket.opened_at.astimezone(visit.office.catalogues.zone).date()
    return REQUEST.with_values(
        reference=ticket.reference,
        topic=topic_name(ticket.topic),
        day=verbatim(day_in_words(opened, visit.language)),
        state=STATES[ticket.state],
    )


async def show_data(visit: Visit) -> None:
    """What is kept, in words (GDPR art. 15; the full copy is made by a human until later)."""
    person, contact = visit.known.person, visit.known.contact
    persons = select(Ticket.person_id).where(Ticket.contact_id == contact.id)
    mine = EntryRow.person_id.in_(persons)
    count = await visit.session.scalar(select(func.count()).where(mine)) or 0
    allowed = ALLOWED if person.allows_keeping else NOT_ALLOWED
    visit.say(
        joined(
            lines(
                _("Language: %(language)s").with_values(
                    language=visit.office.catalogues[visit.language].endonym
                ),
                _("Your number with us: %(reference)s").with_values(reference=person.reference),
                allowed,
                *_came_from(visit),
                *await _places(visit),
                *await _sent(visit),
                ngettext("%(n)s open request", "%(n)s open requests", len(visit.tickets)),
                ngettext(
                    "%(n)s message or answer in your requests",
                    "%(n)s messages or answers in your requests",
                    count,
                ),
            ),
            _(
                "Your words are locked. Your helper opens them, and sometimes a coordinator. "
                "Telegram has its own copy."
            ),
        )
    )


async def _sent(visit: Visit) -> list[Text]:
    """A line for each thing that we send because they asked."""
    news = [NEWS_ON] if await wishes_news(visit.session, visit.known) else []
    letters = await reminder_of(visit.session, visit.known.person.id)
    return [*news, LETTERS_ON] if letters else news


def _came_from(visit: Visit) -> list[Text]:
    place = PLACES.get(visit.known.contact.came_from or "")
    return [CAME_FROM.with_values(place=place)] if place else []


async def _places(visit: Visit) -> list[Text]:
    """A line for each place on the shelter list that this phone may see."""
    found = []
    for listing, person in await placed_here(visit):
        day = verbatim(since_in_words(visit.office, listing, visit.language))
        found.append(ON_LIST.with_values(reference=person.reference, day=day))
        if listing.number is not None:
            found.append(NUMBER_KEPT)
    return found
