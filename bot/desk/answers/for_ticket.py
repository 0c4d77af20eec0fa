"""Choosing an answer of the library for the person of a ticket."""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk import acts
from bot.desk.answers.suggesting import fitting_keys, fitting_to
from bot.desk.shelter.screen import NOTHING, Screen
from bot.desk.staff import Member
from bot.engine import Article, Text, _, joined, pgettext
from bot.post.outbox import About
from bot.store.tables import Ticket
from flows.answers import TOPICS

WHICH = _("📚 Which answer shall %(reference)s get?")
FITTING = _("What may fit their words comes first.")
SEARCH = _("To find one by words, reply to the ticket, like: /answers shelter")
BACK = pgettext("button", "◀️ Back")


async def from_ticket(screen: Screen) -> Text:
    """The button under a ticket: what follows is a message of its own, the ticket stays."""
    return await choose(Screen(screen.member, "", screen.about))


async def choose(screen: Screen) -> Text:
    """What fits the person's words, then all topics."""
    return await show_choice(screen, await screen.row(0, Ticket))


async def show_choice(screen: Screen, ticket: Ticket) -> Text:
    """The same, for a ticket that is known."""
    if (refused := not_theirs(screen.member, ticket)) is not None:
        return refused
    found = await fitting_to(screen.member, ticket)
    topics = [[screen.button(each.label, "a.topic", ticket.id, each.id)] for each in TOPICS]
    said = [WHICH.with_values(reference=ticket.reference), *([FITTING] if found else []), SEARCH]
    rows = [*fitting_keys(screen.member, ticket, found, "a.look"), *topics]
    screen.show(joined(*said), rows, About(ticket.person_id, ticket.id))
    return NOTHING


async def topic(screen: Screen) -> Text:
    """The answers of one topic."""
    ticket = await screen.row(0, Ticket)
    if (refused := not_theirs(screen.member, ticket)) is not None:
        return refused
    articles = {each.id: each.articles for each in TOPICS}
    show_some(screen, ticket, articles[screen.word(1, articles)])
    return NOTHING


def show_some(screen: Screen, ticket: Ticket, articles: Iterable[Article]) -> None:
    """Some answers to choose from, for a ticket."""
    which = WHICH.with_values(reference=ticket.reference)
    keys = [[screen.button(each.question, "a.look", ticket.id, each.id)] for each in articles]
    back = [screen.button(BACK, "a.for", ticket.id)]
    screen.show(which, [*keys, back], About(ticket.person_id, ticket.id))


def not_theirs(member: Member, ticket: Ticket) -> Text | None:
    """Why somebody may not send anything to a ticket now; None where they may."""
    if ticket.owner_id != member.id:
        return acts.NOT_YOURS.with_values(reference=ticket.reference)
    if ticket.contact_id is None:
        return acts.NO_CONTACT.with_values(reference=ticket.reference)
    return None
