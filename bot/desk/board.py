"""The board: what is urgent, what is mine, what waits. No word of what anybody wrote."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.desk.staff import Member
from bot.desk.tokens import button
from bot.desk.warnings import warnings
from bot.engine import Text, _, joined, lines, pgettext, verbatim
from bot.office import Office
from bot.post.actions import Button, Edit, Send
from bot.speech.dates import moment_in_words
from bot.store.tables import Ticket
from bot.tickets.life import UNCLOSED
from bot.tickets.topics import ALARMS

SHOWN = 8
"""Tickets on one board: each needs a row of buttons."""

Buttons = tuple[tuple[Button, ...], ...]

TITLE = _("📋 Desk: %(urgent)s urgent, %(waiting)s waiting, %(mine)s yours.")
URGENT = pgettext("list of tickets", "🔴 Urgent")
WAITING = pgettext("list of tickets", "📥 Waiting")
MINE = pgettext("list of tickets", "📌 Mine")
NONE = _("There are none.")
MORE = _("And %(n)s more.")
CLAIM = _("Claim %(reference)s")
OPEN = _("Read %(reference)s")
# Translators: one ticket on the staff's board: number, language, since when.
LINE = _("%(mark)s%(reference)s · %(language)s · since %(when)s")
LISTS = {"urgent": URGENT, "waiting": WAITING, "mine": MINE}


async def board(member: Member, which: str = "") -> tuple[str, Buttons]:
    """The text and the buttons of the board, or of one of its lists."""
    lists = {name: await _tickets(member, name) for name in LISTS}
    counts = TITLE.with_values(**{name: len(tickets) for name, tickets in lists.items()})
    title = joined(counts, *await warnings(member))
    switches = tuple(button(member.words(label), "board", name) for name, label in LISTS.items())
    if which not in lists:
        return member.words(title), (switches,)
    text = joined(title, LISTS[which], _lines(member, lists[which]))
    acts = tuple((_act(member, ticket),) for ticket in lists[which][:SHOWN])
    return member.words(text), (*acts, switches)


async def show_board(member: Member, which: str = "") -> None:
    """Send the board to the private chat."""
    text, buttons = await board(member, which)
    member.send(Send(text, buttons=buttons))


async def turn_board(member: Member, message: str, which: str) -> None:
    """Turn a board that is there to another list."""
    text, buttons = await board(member, which)
    member.send(Edit(message, text, buttons))


def ticket_line(office: Office, ticket: Ticket, language: str) -> Text:
    """A ticket on one line: number, language, since when, urgent or not; nothing else."""
    return LINE.with_values(
        mark=verbatim("🔴 " if ticket.urgent else ""),
        reference=ticket.reference,
        language=office.catalogues[ticket.language].endonym,
        when=verbatim(moment_in_words(ticket.opened_at, language, office.catalogues)),
    )


def _lines(member: Member, tickets: Sequence[Ticket]) -> Text:
    if not tickets:
        return NONE
    language = member.volunteer.language
    shown = [ticket_line(member.office, ticket, language) for ticket in tickets[:SHOWN]]
    more = [MORE.with_values(n=len(tickets) - SHOWN)] if len(tickets) > SHOWN else []
    return lines(*shown, *more)


def _act(member: Member, ticket: Ticket) -> Button:
    if ticket.owner_id == member.id:
        return button(member.words(OPEN.with_values(reference=ticket.reference)), "read", ticket.id)
    return button(member.words(CLAIM.with_values(reference=ticket.reference)), "claim", ticket.id)


async def _tickets(member: Member, which: str) -> Sequence[Ticket]:
    alarms_first = (Ticket.topic.in_(ALARMS).desc(), Ticket.urgent.desc(), Ticket.opened_at)
    query = select(Ticket).order_by(*alarms_first)
    if which == "mine":
        query = query.where(Ticket.owner_id == member.id, Ticket.state.in_(UNCLOSED))
    else:
        query = query.where(Ticket.service.in_(member.services), Ticket.state == "open")
    if which == "urgent":
        query = query.where(Ticket.urgent)
    return (await member.session.scalars(query.limit(200))).all()
