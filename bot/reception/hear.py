"""Reading a message from a person, in the one order in which everything is read."""

from __future__ import annotations

from dataclasses import replace

from bot.engine import Entry, GoTo, Started, _
from bot.people.words import held_rows
from bot.post.events import Said
from bot.post.rooms import LOOK_AGAIN
from bot.reception import (
    found,
    paper_card,
    places,
    start_links,
    which_answer,
    which_place,
    which_point,
    which_ticket,
)
from bot.reception import language as languages
from bot.reception.answering import answer, early
from bot.reception.answers import show_again
from bot.reception.arrival import arrival
from bot.reception.commands import Command, command_in
from bot.reception.confirming import read_confirmation
from bot.reception.listening import play
from bot.reception.moving import back, enter, move
from bot.reception.others import UNDECIDED
from bot.reception.pushed import read_pushed
from bot.reception.reminded import read_reminded
from bot.reception.service_points import ask_about, is_points
from bot.reception.visit import Visit
from bot.reception.words import CANNOT_READ, has_ticket_for, keep_undecided, take
from bot.speech.reading import normal

HELP = _(
    "I answer common questions and bring yours to a person. "
    "To reach a person, tap what you need, or simply write."
)

LEADS_TO: dict[Command, GoTo] = {
    "delete": GoTo("erase", afresh=True),
    "places": GoTo("places", afresh=True),
}
"""Commands that only open a conversation."""


async def hear(visit: Visit, said: Said) -> None:
    """A command; the label of something pushed; the question asked last; a ticket; else ask."""
    is_text = said.entry.kind == "text"
    command = command_in(said.entry.text, visit.office.catalogues) if is_text else None
    if command not in (None, "back"):
        return await obey(visit, command, said.entry)
    if await _goes_first(visit, said.entry, command):
        return None
    when = arrival(visit, visit.asked_row)
    if "unknown" in (when, arrival(visit, visit.answering_row)):
        visit.item.wait = LOOK_AGAIN
    elif command == "back" and when == "before":
        visit.answered_otherwise = True
    elif command == "back":
        await back(visit)
    elif said.entry.kind == "other":
        visit.say(CANNOT_READ)
        await ask_again(visit)
    elif visit.known.contact.asked_flow in (None, languages.ASKING):
        await _language(visit, said.entry, asked=when == "after")
    elif when == "before":
        await early(visit, said.entry)
    else:
        await _answer(visit, said.entry)
    return None


async def _goes_first(visit: Visit, entry: Entry, command: Command | None) -> bool:
    """What is read whatever else is asked: the label of something pushed; the secret of a paper
    card, also by somebody who did not wait to be asked for it: it is for nobody else's eyes.
    """
    if entry.kind == "text":
        for read in (read_pushed, read_reminded, read_confirmation):
            if await read(visit, entry):
                return True
    if command is None and visit.known.contact.asked_flow == paper_card.ASKING:
        await paper_card.read(visit, entry)
        return True
    return False


async def _answer(visit: Visit, entry: Entry) -> None:
    """To the question asked last: one of reception's own, or a flow's."""
    match visit.known.contact.asked_flow:
        case which_ticket.ASKING:
            await which_ticket.read_which(visit, entry)
        case found.ASKING:
            await which_answer.read_which(visit, entry)
        case places.ASKING:
            await which_place.read_whose(visit, entry)
        case asked if is_points(asked or ""):
            await which_point.read_point(visit, entry)
        case _:
            await answer(visit, entry)


async def obey(visit: Visit, command: Command | None, entry: Entry) -> None:
    """Do what works in every state."""
    contact = visit.known.contact
    match command:
        case "language":
            _ask_language(visit)
        case "card":
            await paper_card.begin(visit, entry.text)
        case "emergency":
            _keep_words_behind(visit, entry)
            await enter(visit, GoTo("emergency", afresh=contact.asked_flow != "emergency"))
        case "delete" | "places":
            await enter(visit, LEADS_TO[command])
        case "start":
            await start_links.start(visit, entry)
        case "menu" | "help":
            visit.say(*([HELP] if command == "help" else []))
            await enter(visit, GoTo("menu"))
        case "listen":
            if not await play(visit):
                await ask_again(visit)
        case "continue":
            contact.answering = None
            await ask_again(visit)


def _ask_language(visit: Visit) -> None:
    """A paper card keeps its own place: what it asks is no flow."""
    contact = visit.known.contact
    if contact.asked_flow == paper_card.ASKING:
        paper_card.ask_language(visit, contact.asked_step or "")
    else:
        languages.ask_language(visit)


def _keep_words_behind(visit: Visit, entry: Entry) -> None:
    """Words in the same message as /emergency: they go along when the team is told."""
    slash, _, rest = entry.text.partition("/")
    words = rest.partition(" ")[2].strip()
    if not slash.strip() and words:
        keep_undecided(visit, replace(entry, text=words))


async def ask_again(visit: Visit) -> None:
    """Put the question that is asked now once more; the menu where none is."""
    asked = visit.known.contact.asked_flow
    if asked is None:
        await enter(visit, GoTo("menu"))
    elif asked == which_ticket.ASKING:
        visit.ask = (asked, which_ticket.question(visit))
    elif asked == paper_card.ASKING:
        paper_card.ask(visit, visit.known.contact.asked_step or "")
    elif asked == languages.ASKING:
        languages.ask_language(visit)
    elif asked == places.ASKING:
        await places.ask_whose(visit)
    elif is_points(asked):
        await ask_about(visit, asked)
    elif asked == found.ASKING:
        await enter(visit, GoTo(asked))
    else:
        await move(visit, asked, Started())


async def _language(visit: Visit, entry: Entry, *, asked: bool) -> None:
    """The language that was chosen; anything else is kept, and the question stands. Words for a
    helper who waits, or about an emergency, go to their ticket all the same.
    """
    is_number = not entry.media and normal(entry.text).isdecimal()
    readable = visit.asked_row is not None and not entry.media and (asked or not is_number)
    chosen = languages.read_language(visit, entry.text) if readable else None
    if chosen is not None:
        return await _speak(visit, chosen)
    if not is_number and await has_ticket_for(visit):
        return await take(visit, entry)
    if not is_number:
        keep_undecided(visit, entry)
    visit.answered_otherwise = not asked
    return languages.ask_language(visit) if asked else None


async def _speak(visit: Visit, language: str) -> None:
    """Speak another language, and go on where somebody was."""
    contact, before = visit.known.contact, visit.known.contact.asked_step or "menu"
    visit.known.person.language, contact.answering = language, None
    for ticket in visit.tickets:
        ticket.language = language
    languages.say_draft(visit)
    if before.startswith(paper_card.ASKING):
        paper_card.ask(visit, before.removeprefix(paper_card.ASKING))
    elif before == which_ticket.ASKING and visit.tickets:
        visit.ask = (before, which_ticket.question(visit))
    elif before == places.ASKING:
        await places.ask_whose(visit)
    elif is_points(before):
        await ask_about(visit, before)
    elif before == "helped":
        await move(visit, await show_again(visit), Started())
    elif before in visit.office.flows and before != "menu":
        await move(visit, before, Started())
    elif await _waits(visit, before):
        await enter(visit, GoTo(found.ASKING))
    else:
        await enter(visit, GoTo("menu"))


async def _waits(visit: Visit, asked: str) -> bool:
    """Whether words wait for a decision; of whom nothing may be kept, if that is what was asked."""
    may_ask = visit.known.person.allows_keeping or asked == found.ASKING
    return may_ask and bool(await held_rows(visit.session, visit.known, UNDECIDED))
