"""Somebody writes very much at once: all of it is kept, one line says so, and commands work.

Neither an answer nor a sign for each message: they would come for many minutes, behind what the
person needs to read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.engine import Added, Entry, Text, _, advance
from bot.post.events import Said
from bot.reception import language as languages
from bot.reception import paper_card
from bot.reception.answering import for_a_volunteer, is_tap
from bot.reception.arrival import arrival
from bot.reception.commands import Command, command_in
from bot.reception.confirming import read_confirmation
from bot.reception.effects import put_words
from bot.reception.hear import hear, obey
from bot.reception.pushed import read_pushed
from bot.reception.reminded import read_reminded
from bot.reception.visit import Visit
from bot.reception.words import CANNOT_READ, ask_about_held, keep_undecided, ticket_meant
from bot.tickets.owner import tell_owner_of_many

MANY = _("That is a lot of messages at once. All of them arrived. 🆘 works at any time.")

AGAIN_AFTER = timedelta(minutes=30)
"""Who goes on like this is told once more after so long."""


ASKED_BY: dict[Command, str] = {
    "start": "menu",
    "menu": "menu",
    "help": "menu",
    "delete": "erase",
    "language": languages.ASKING,
    "emergency": "emergency",
    "card": paper_card.ASKING,
}
"""What each command asks."""


@dataclass
class Crowd:
    """What one conversation wrote at once, while it is decided. `left`: messages still to come."""

    left: int
    obeyed: set[Command] = field(default_factory=set)


async def hear_in_crowd(visit: Visit, said: Said, crowd: Crowd) -> None:
    """A command works, once; the last tap counts; all else is kept without a word."""
    crowd.left -= 1
    entry = said.entry
    is_text = entry.kind == "text"
    command = command_in(entry.text, visit.office.catalogues) if is_text else None
    visit.answered_otherwise = True
    if command is not None and command != "back":
        return await _once(visit, entry, command, crowd)
    if is_text and await _pushed(visit, entry):
        return None
    secret = is_text and paper_card.is_secret(visit, entry.text)
    if command is not None or secret or (is_text and await is_tap(visit, entry.text)):
        return await _tapped(visit, said, crowd)
    if entry.kind == "other":
        _say_line(visit, CANNOT_READ)
        return None
    held = await _keep(visit, entry)
    return await _say_once(visit, held=held)


async def _pushed(visit: Visit, entry: Entry) -> bool:
    """Whether it was a key under something that was sent unasked: it is nobody's words, and a no to
    reminders counts among a hundred messages as well.
    """
    for read in (read_pushed, read_reminded, read_confirmation):
        if await read(visit, entry):
            return True
    return False


async def _once(visit: Visit, entry: Entry, command: Command, crowd: Crowd) -> None:
    """Obey a command, unless what it asks for was asked last: it stands there, or is on its way. A
    call for help is answered again once the answer is there, whatever was said before it.
    """
    asked = visit.known.contact.asked_flow == ASKED_BY.get(command)
    if command == "emergency":
        asked = asked and arrival(visit, visit.asked_row) != "after"
    if command not in crowd.obeyed and not asked:
        crowd.obeyed.add(command)
        await obey(visit, command, entry)
    elif command != "emergency":
        _say_line(visit, MANY)


async def _tapped(visit: Visit, said: Said, crowd: Crowd) -> None:
    """Of many taps the last one counts, if the question that it answers still stands."""
    if not crowd.left and not crowd.obeyed:
        visit.answered_otherwise = False
        await hear(visit, said)


async def _keep(visit: Visit, entry: Entry) -> bool:
    """Nothing is dropped: words belong to the question asked, to a ticket, or wait until somebody
    says whose they are (True).
    """
    asked = visit.known.contact.asked_flow or "menu"
    flow = visit.flow(asked)
    added = advance(flow, visit.conversation(asked), Added(entry)) if flow else None
    ticket = await ticket_meant(visit)
    if added is not None and added.understood and not for_a_volunteer(visit):
        await visit.keep(added.conversation)
        return False
    if ticket is not None:
        await put_words(visit, ticket, entry, quietly=True)
        return False
    keep_undecided(visit, entry)
    return True


async def _say_once(visit: Visit, *, held: bool) -> None:
    """One line to whoever writes, with the question whose the words are; one to the helper who has
    the ticket.
    """
    contact = visit.known.contact
    if not _say_line(visit, MANY):
        return
    if held and contact.asked_flow in (None, languages.ASKING):
        languages.ask_language(visit)
    elif held:
        await ask_about_held(visit)
    ticket = await ticket_meant(visit)
    if ticket is not None:
        await tell_owner_of_many(visit.session, visit.office, ticket)


def _say_line(visit: Visit, line: Text) -> bool:
    """The one line; False where it was said a short time ago."""
    contact, now = visit.known.contact, visit.now
    if contact.slowed_at is not None and now - contact.slowed_at < AGAIN_AFTER:
        return False
    contact.slowed_at = now
    visit.say(line)
    return True
