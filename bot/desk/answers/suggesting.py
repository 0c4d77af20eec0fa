"""Answers that fit what the person of a ticket wrote, as buttons under the ticket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.desk.staff import Member
from bot.desk.tokens import button
from bot.engine import Article, pgettext
from bot.post.actions import Button
from bot.store.tables import EntryRow, Ticket
from bot.tickets.entries import answers_of, entries_of, open_entry, words_of

SEND_ONE = pgettext("button", "📚 Send an answer")
# Translators: an answer of the library that may fit what the person wrote.
FITS = pgettext("button", "💡 %(question)s")

WORDS_READ = 40
"""So many of the person's last words are looked up: more find no better answers."""

Row = tuple[EntryRow, dict[str, Any]]


def fitting(member: Member, ticket: Ticket, rows: Sequence[Row]) -> Sequence[Article]:
    """The answers that fit what the person wrote last; none where nothing fits."""
    words = " ".join(_written(rows)).split()[-WORDS_READ:]
    return member.office.library.find(" ".join(words), ticket.language) if words else []


async def fitting_to(member: Member, ticket: Ticket) -> Sequence[Article]:
    """The same, for a ticket whose words are not open yet."""
    key = await member.office.people.key_of(member.session, ticket.person_id)
    rows = [(row, open_entry(row, key)) for row in await entries_of(member.session, ticket)]
    return fitting(member, ticket, rows)


def fitting_keys(
    member: Member, ticket: Ticket, found: Sequence[Article], act: str
) -> list[tuple[Button, ...]]:
    """A button for each, one a row."""
    labels = [member.words(FITS.with_values(question=each.question)) for each in found]
    keys = [button(said, act, ticket.id, a.id) for said, a in zip(labels, found, strict=True)]
    return [(key,) for key in keys]


def answer_keys(member: Member, ticket: Ticket, rows: Sequence[Row]) -> list[tuple[Button, ...]]:
    """What stands under an opened ticket: what may fit, and the way to all answers. Nothing where
    there is nobody to write to.
    """
    if ticket.contact_id is None:
        return []
    send_one = button(member.words(SEND_ONE), "a.ticket", ticket.id)
    return [*fitting_keys(member, ticket, fitting(member, ticket, rows), "a.fits"), (send_one,)]


def _written(rows: Sequence[Row]) -> Iterator[str]:
    """The person's own words, and nobody else's."""
    for row, body in rows:
        if row.kind == "answers":
            yield from (entry.text for each in answers_of(body) for entry in each.entries)
        elif row.kind in ("words", "edit"):
            yield words_of(body).text
