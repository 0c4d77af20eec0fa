"""What fills the places in a flow's words: whose bot, which number, when a human reads."""

from __future__ import annotations

from bot.engine import Flow, OpenTicket, Outcome, Text, _, verbatim
from bot.engine.text import leaves
from bot.office import SERVICES
from bot.reception.visit import Visit
from bot.speech.dates import hours_in_words, moment_in_words
from bot.store.tables import Ticket

READING = _("Somebody reads now.")
NOT_READING = _("Nobody reads now. We read again: %(when)s.")
NOT_KNOWN = _("We do not know when somebody reads.")


def filled(visit: Visit, text: Text, flow: Flow | None = None) -> Text:
    """A text with every place filled that a flow may use. Hours and dates are put into words only
    for a text that has places: most have none, and this is done for every message.
    """
    if not any("%(" in leaf.msgid for leaf in leaves(text)):
        return text
    office = visit.office
    ticket = visit.ticket or (newest(visit, flow.topic) if flow else None)
    return text.with_values(
        organisation=office.organisation,
        hours=all_hours(visit),
        reference=ticket.reference if ticket else "",
        reading=reading(visit, ticket.service if ticket else service_of(flow)),
    )


def newest(visit: Visit, *topics: str) -> Ticket | None:
    """The newest ticket about one of some topics that is not closed."""
    about = [ticket for ticket in visit.tickets if ticket.topic in topics]
    return about[-1] if about else None


def reading(visit: Visit, service: str) -> Text:
    """Whether somebody of a service reads now, and if not, when. Honest at night."""
    hours = visit.office.hours.get(service)
    if hours is None:
        return NOT_KNOWN
    if hours.open_at(visit.now):
        return READING
    opening = hours.next_opening(visit.now)
    if opening is None:
        return NOT_KNOWN
    when = moment_in_words(opening, visit.language, visit.office.catalogues)
    return NOT_READING.with_values(when=verbatim(when))


def all_hours(visit: Visit) -> Text:
    """When a human reads, whichever service it is, each wording once."""
    hours = visit.office.hours
    said = [hours_in_words(hours[s], visit.language) for s in SERVICES if s in hours]
    return verbatim("; ".join(dict.fromkeys(said)))


def service_of(flow: Flow | None) -> str:
    """The service that a flow's tickets go to; the day centre where it makes none."""
    outcomes = [step for step in flow.steps if isinstance(step, Outcome)] if flow else []
    effects = [effect for outcome in outcomes for effect in outcome.effects]
    services = [effect.service for effect in effects if isinstance(effect, OpenTicket)]
    return services[0] if services else "centre"
