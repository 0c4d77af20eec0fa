"""/answers: all of them, or those that some words find; as a reply, for the ticket replied to."""

from __future__ import annotations

from bot.desk.answers.for_ticket import not_theirs, show_choice, show_some
from bot.desk.answers.overview import show_overview
from bot.desk.private import ticket_of
from bot.desk.shelter.screen import NOTHING, Screen
from bot.desk.staff import Member
from bot.engine import Text, _
from bot.post.events import Said
from bot.store.tables import Ticket

COMMAND = "/answers"
FOUND = _("📚 Answers to these words:")
NOTHING_FOUND = _("No answer fits these words. /answers shows all of them.")


async def obey(member: Member, said: Said, argument: str, *, reply_to: str) -> None:
    """Do the command; the answer goes to the private chat."""
    ticket = await ticket_of(member, said.reply_to) if said.reply_to else None
    if ticket is not None:
        told = await _for(member, ticket, argument)
    else:
        told = await _all(member, argument)
    if told != NOTHING:
        member.tell(told, reply_to=reply_to)


async def _for(member: Member, ticket: Ticket, words: str) -> Text:
    if (refused := not_theirs(member, ticket)) is not None:
        return refused
    screen = Screen(member)
    if not words:
        return await show_choice(screen, ticket)
    found = member.office.library.find(words, member.volunteer.language)
    if not found:
        return NOTHING_FOUND
    show_some(screen, ticket, found)
    return NOTHING


async def _all(member: Member, words: str) -> Text:
    screen = Screen(member)
    if not words:
        return await show_overview(screen)
    found = member.office.library.find(words, member.volunteer.language)
    if not found:
        return NOTHING_FOUND
    rows = [[screen.button(each.question, "a.one", each.id)] for each in found]
    screen.show(FOUND, rows, public=True)
    return NOTHING
