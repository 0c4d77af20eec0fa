"""Commands for staff: each does what a button does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.desk import acts
from bot.desk.answers import commands as answers
from bot.desk.board import show_board
from bot.desk.notices import commands as notices
from bot.desk.points.presses import COMMAND as PLACES
from bot.desk.points.presses import places_command
from bot.desk.private import own_tickets, ticket_of
from bot.desk.recording import screens as recording
from bot.desk.shelter import commands as shelter
from bot.desk.shelter.screen import Screen
from bot.desk.staff import Member
from bot.desk.tokens import button
from bot.engine import Text, _, lines
from bot.people.references import read_reference
from bot.post.actions import Send
from bot.post.events import Said
from bot.store.tables import Ticket
from bot.tickets.life import by_reference

ALL = _(
    "/desk shows what is urgent, yours and waiting. /queue shows what waits, /mine what is yours.\n"
    "/claim, /release and /close take a number, like /claim 4M7-KQ2, or reply to a ticket.\n"
    "To answer, reply to a message of the ticket. /note keeps a note that the person never sees.\n"
    "/list shows our shelter list. /assess and /offer take somebody's number.\n"
    "/list board, /list tonight and /list report give you something to print or to read. "
    "/card links a paper card.\n"
    "/answers shows our answers and which are due for a check; with words it finds one.\n"
    "/places shows places and their hours; coordinators change them there.\n"
    "/notice shows what stands above everybody's menu; coordinators add to it.\n"
    "/person: I treat you as a person, to try things. /desk ends that. /language changes mine."
)
HELP = lines(ALL, recording.HELP)
WHICH = _("Which one? Write the number after it, like %(command)s 4M7-KQ2, or reply to the ticket.")
NO_SUCH = _("There is no ticket with that number.")
EMPTY_NOTE = _("Write the note after /note.")
AS_PERSON = _("I treat you as a person now. /desk ends that.")
UNKNOWN = _("I do not know that command. /help lists what I can do.")
CHOOSE_LANGUAGE = _("Which language shall I speak with you?")

Act = Callable[[Member, Ticket], Awaitable[Text]]
ON_A_TICKET: dict[str, Act] = {
    "/claim": acts.claim,
    "/release": acts.release,
    "/close": acts.close,
}
LISTS = {"/desk": "", "/start": "", "/queue": "waiting", "/mine": "mine"}
CONTENT = (answers.COMMAND, notices.COMMAND, PLACES, recording.COMMAND)
STAFF_ONLY = frozenset(
    {
        *("/desk", "/queue", "/mine", "/claim", "/release", "/close", "/note"),
        *CONTENT,
        *shelter.COMMANDS,
    }
) - {"/card"}
"""Commands by which staff make themselves known: whoever sends one is looked up. People have a
/card of their own; /places is for both.
"""


def command_of(said: Said) -> str:
    """The command that a message begins with, without the bot's name; "" where there is none."""
    first = said.entry.text.split(maxsplit=1)[:1]
    return first[0].partition("@")[0].lower() if first and first[0].startswith("/") else ""


async def obey(member: Member, said: Said, command: str) -> None:
    """Do a command; the answer goes to the private chat, wherever it was written."""
    rest = said.entry.text.split(maxsplit=1)[1:]
    argument = rest[0].strip() if rest else ""
    reply_to = said.message if said.chat.private else ""
    if command in LISTS:
        await show_board(member, LISTS[command])
    elif command in ON_A_TICKET:
        member.tell(await _on_a_ticket(member, said, command, argument), reply_to=reply_to)
    elif command in shelter.COMMANDS:
        await shelter.obey(member, command, argument, reply_to=reply_to)
    elif command in CONTENT:
        await _content(member, said, command, argument, reply_to)
    elif command == "/note":
        member.tell(await _note(member, said, argument), reply_to=reply_to)
    elif command == "/person":
        member.volunteer.as_person = True
        member.tell(AS_PERSON)
    elif command == "/language":
        _ask_language(member)
    else:
        member.tell(HELP if command == "/help" else UNKNOWN, reply_to=reply_to)


async def _content(member: Member, said: Said, command: str, argument: str, reply_to: str) -> None:
    """What people read and hear, and who keeps it right."""
    if command == answers.COMMAND:
        await answers.obey(member, said, argument, reply_to=reply_to)
    elif command == PLACES:
        await places_command(member)
    elif command == notices.COMMAND:
        await notices.obey(member, argument, reply_to=reply_to)
    else:
        await recording.languages(Screen(member))


async def _on_a_ticket(member: Member, said: Said, command: str, argument: str) -> Text:
    ticket = await _meant(member, said, argument)
    if ticket is None:
        return NO_SUCH if argument else WHICH.with_values(command=command)
    if not member.may(ticket):
        return NO_SUCH
    return await ON_A_TICKET[command](member, ticket)


async def _meant(member: Member, said: Said, argument: str) -> Ticket | None:
    """The ticket of a number, or of the message that is replied to."""
    if argument:
        return await by_reference(member.session, read_reference(argument))
    return await ticket_of(member, said.reply_to) if said.reply_to else None


async def _note(member: Member, said: Said, argument: str) -> Text:
    """As a reply, or with a number in front, or to the only ticket that one has."""
    ticket = await ticket_of(member, said.reply_to) if said.reply_to else None
    words = argument
    if ticket is None:
        first, *rest = argument.split(maxsplit=1) or [""]
        ticket = await by_reference(member.session, read_reference(first)) if rest else None
        words = rest[0] if ticket else argument
    if ticket is None:
        own = await own_tickets(member)
        ticket = own[0] if len(own) == 1 else None
    if ticket is None:
        return WHICH.with_values(command="/note")
    if not words:
        return EMPTY_NOTE
    return await acts.note(member, ticket, replace(said.entry, text=words))


def _ask_language(member: Member) -> None:
    languages = member.office.catalogues.for_staff
    keys = [button(each.endonym, "language", each.code) for each in languages]
    rows = tuple(tuple(keys[place : place + 2]) for place in range(0, len(keys), 2))
    member.send(Send(member.words(CHOOSE_LANGUAGE), buttons=rows))
