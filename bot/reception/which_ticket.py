"""With two open requests, words belong to one of them: which, only the person knows."""

from __future__ import annotations

from bot.engine import Ask, Choice, Entry, GoTo, _, verbatim
from bot.people.words import held_rows, hold, open_held
from bot.reception.effects import put_words
from bot.reception.moving import enter
from bot.reception.others import UNDECIDED
from bot.reception.visit import Visit
from bot.speech.reading import read_choice
from bot.tickets.topics import topic_name

ASKING = "@ticket"
WAITING = "which_ticket"

WHICH = _("Which request is this about?")
SOMETHING_NEW = _("🆕 Something new")
ADDED = _("Added to %(reference)s.")


def ask_which(visit: Visit, entry: Entry) -> None:
    """Hold words, and ask which request they belong to."""
    hold(visit.session, visit.known, entry, WAITING, visit.now)
    visit.ask = (ASKING, question(visit))


def question(visit: Visit) -> Ask:
    """The open requests, or something new."""
    choices = [
        Choice(t.reference, verbatim(f"{t.reference} · {visit.words(topic_name(t.topic))}"))
        for t in visit.tickets
    ]
    return Ask("ticket", WHICH, (*choices, Choice("new", SOMETHING_NEW)))


async def read_which(visit: Visit, entry: Entry) -> None:
    """The choice, or more words for the same one."""
    asked = question(visit)
    labels = [visit.words(choice.label) for choice in asked.choices]
    place = read_choice(entry.text, labels, [choice.value for choice in asked.choices])
    if place is None:
        return ask_which(visit, entry)
    rows = await held_rows(visit.session, visit.known, WAITING)
    if asked.choices[place].value == "new":
        for row in rows:
            row.waiting_for = UNDECIDED
        await visit.session.flush()
        return await enter(visit, GoTo("pass_on", afresh=True))
    ticket = visit.tickets[place]
    for row in rows:
        await put_words(visit, ticket, open_held(visit.known, row))
        await visit.session.delete(row)
    visit.say(ADDED.with_values(reference=ticket.reference))
    return await enter(visit, GoTo("menu"))
