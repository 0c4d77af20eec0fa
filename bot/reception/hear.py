"""Reading a message from a person, in the one order in which everything is read."""

from __future__ import annotations

from bot.engine import Entry, GoTo, Started, _
from bot.post.events import Said
from bot.reception import language as languages
from bot.reception import which_ticket
from bot.reception.answering import answer, early
from bot.reception.arrival import LOOK_AGAIN, arrival
from bot.reception.commands import Command, command_in
from bot.reception.moving import back, enter, move
from bot.reception.visit import Visit
from bot.reception.words import CANNOT_READ, keep_undecided

HELP = _(
    "I answer common questions and bring yours to a person. "
    "To reach a person, tap what you need, or simply write."
)


async def hear(visit: Visit, said: Said) -> None:
    """A command; the label of something pushed; the question asked last; a ticket; else ask."""
    command = command_in(said.entry.text, visit.office.catalogues)
    if command is not None and await _obey(visit, command):
        return
    when = arrival(visit, visit.asked_row)
    if "unknown" in (when, arrival(visit, visit.answering_row)):
        visit.item.wait = LOOK_AGAIN
    elif said.entry.kind == "other":
        visit.say(CANNOT_READ)
        await ask_again(visit)
    elif visit.known.contact.asked_flow in (None, languages.ASKING):
        await _language(visit, said.entry, asked=when == "after")
    elif when == "before":
        await early(visit, said.entry)
    elif visit.known.contact.asked_flow == which_ticket.ASKING:
        await which_ticket.read_which(visit, said.entry)
    else:
        await answer(visit, said.entry)


async def _obey(visit: Visit, command: Command) -> bool:
    """Do what works in every state. False where the word is no command here."""
    contact = visit.known.contact
    match command:
        case "language":
            languages.ask_language(visit)
        case "emergency":
            await enter(visit, GoTo("emergency", afresh=contact.asked_flow != "emergency"))
        case "delete":
            await enter(visit, GoTo("erase", afresh=True))
        case "start" | "menu":
            await enter(visit, GoTo("menu"))
        case "help":
            visit.say(HELP)
            await enter(visit, GoTo("menu"))
        case "back":
            await back(visit)
        case "continue" if contact.answering is None:
            return False
        case "continue":
            contact.answering = None
            await ask_again(visit)
    return True


async def ask_again(visit: Visit) -> None:
    """Put the question that is asked now once more; the menu where none is."""
    asked = visit.known.contact.asked_flow or "menu"
    if asked == which_ticket.ASKING:
        visit.ask = (asked, which_ticket.question(visit))
    elif asked == languages.ASKING:
        languages.ask_language(visit)
    else:
        await move(visit, asked, Started())


async def _language(visit: Visit, entry: Entry, *, asked: bool) -> None:
    """The language that was chosen; anything else is kept, and the question stands."""
    chosen = languages.read_language(visit, entry.text) if visit.asked_row else None
    if chosen is None:
        keep_undecided(visit, entry)
        visit.answered_otherwise = not asked
        return languages.ask_language(visit) if asked else None
    visit.known.person.language = chosen
    for ticket in visit.tickets:
        ticket.language = chosen
    before = visit.known.contact.asked_step or "menu"
    return await enter(visit, GoTo(before if before in visit.office.flows else "menu"))
