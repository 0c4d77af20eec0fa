"""Somebody under 18 who is alone, at the desk: on no list, and a human at once."""

from __future__ import annotations

from bot.desk.shelter.screen import SERVICE
from bot.desk.staff import Member
from bot.engine import Text, _, joined
from bot.tickets.cards import show_on_card
from bot.tickets.life import open_ticket

NEVER = _("Children who are alone are never on this list.")
CALL = _("Call the Guardianship Service with them now: 078 15 43 24, day and night.")
ALERTED = _("Stay with them. The team is alerted: urgent request %(reference)s.")


async def refuse_minor(member: Member) -> Text:
    """The number to call, and an urgent ticket in the group of the centre."""
    session, office, now = member.session, member.office, member.office.now()
    language = member.volunteer.language
    person, _key = office.people.make_person(session, now, language)
    await session.flush()
    ticket = open_ticket(session, person, None, SERVICE, "list_alert", True, language, now)
    await show_on_card(session, office, ticket)
    return joined(NEVER, CALL, ALERTED.with_values(reference=ticket.reference))
