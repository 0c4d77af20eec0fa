"""A ticket as its owner reads it, in their private chat and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.desk.answers.suggesting import answer_keys
from bot.desk.shelter.screen import SERVICE
from bot.desk.staff import Member
from bot.desk.tokens import button
from bot.desk.voice.under_ticket import told_by_voice
from bot.engine import Entry, Recorded, Text, _, joined, lines, pgettext, verbatim
from bot.people.came_from import PLACES
from bot.post.actions import Button, Send
from bot.post.outbox import About
from bot.privacy.audit import note
from bot.shelter.joining import TALK
from bot.speech.dates import moment_in_words
from bot.store.tables import Contact, EntryRow, Ticket
from bot.tickets.carrying import carried
from bot.tickets.entries import answers_of, entries_of, open_entry, words_of
from bot.tickets.topics import SERVICE_NAMES, topic_name

HEADING = _("🎫 %(reference)s · %(service)s · %(topic)s")
LANGUAGE = _("Language: %(language)s")
OPENED = _("Opened: %(when)s")
CAME_FROM = _("Came by the link of: %(place)s")
URGENT = _("🔴 Urgent")
HOW = _("Reply to a message of this ticket, and the person gets your reply. /note keeps a note.")
RELEASE, CLOSE = _("Release"), _("Close")
ASSESS = pgettext("button", "🗣 Place on the list")
EARLIER_ANSWER = _("➡️ %(reference)s, a helper answered:")
EARLIER_NOTE = _("📝 %(reference)s, note:")
EARLIER_EDIT = _("✏️ %(reference)s, changed by the person:")
EARLIER_WORDS = _("✉️ %(reference)s:")
MANY = 20
"""A ticket with more messages than this shows words that follow each other as one."""

HEADINGS = {"answer": EARLIER_ANSWER, "note": EARLIER_NOTE, "edit": EARLIER_EDIT}
LINE = _("%(question)s: %(answer)s")


async def show_ticket(member: Member, ticket: Ticket) -> None:
    """Send everything in a ticket to its owner; the opening is in the audit log."""
    key = await member.office.people.key_of(member.session, ticket.person_id)
    note(member.session, "read", member.office.now(), actor=member.id, subject=ticket.id)
    rows = [(row, open_entry(row, key)) for row in await entries_of(member.session, ticket)]
    by_voice, fill = await told_by_voice(member, ticket)
    buttons = (*fill, *_buttons(member, ticket), *answer_keys(member, ticket, rows))
    answers = [a for row, body in rows if row.kind == "answers" for a in answers_of(body)]
    head = lines(_head(member, ticket), *await _came_from(member, ticket), *by_voice)
    text = joined(head, *_answers(answers), HOW)
    about = About(ticket.person_id, ticket.id)
    member.send(Send(member.words(text), buttons=buttons, protected=True), about)
    shown = [(row, entry) for row, body in rows for entry in _words(row, body)]
    for row, entry in _in_company(shown) if len(shown) > MANY else shown:
        _show_entry(member, ticket, row, entry)


def _in_company(shown: list[tuple[EntryRow, Entry]]) -> list[tuple[EntryRow, Entry]]:
    """Words that follow each other in one message: by themselves they would come for minutes."""
    found: list[tuple[EntryRow, Entry]] = []
    for row, entry in shown:
        first, before = found[-1] if found else (row, entry)
        if found and row.kind == first.kind and not (entry.media or before.media):
            found[-1] = (first, replace(before, text=f"{before.text}\n{entry.text}"))
        else:
            found.append((row, entry))
    return found


def _head(member: Member, ticket: Ticket) -> Text:
    catalogues = member.office.catalogues
    opened = moment_in_words(ticket.opened_at, member.volunteer.language, catalogues)
    return lines(
        HEADING.with_values(
            reference=ticket.reference,
            service=SERVICE_NAMES[ticket.service],
            topic=topic_name(ticket.topic),
        ),
        *([URGENT] if ticket.urgent else []),
        LANGUAGE.with_values(language=catalogues[ticket.language].endonym),
        OPENED.with_values(when=verbatim(opened)),
    )


async def _came_from(member: Member, ticket: Ticket) -> list[Text]:
    """The place whose link they opened: where to look for them, or whom to ask."""
    contact = await member.session.get(Contact, ticket.contact_id) if ticket.contact_id else None
    place = PLACES.get(contact.came_from or "") if contact else None
    return [CAME_FROM.with_values(place=place)] if place else []


def _answers(recorded: list[Recorded]) -> Iterator[Text]:
    """The structured answers: ids until now, so they read in the volunteer's language."""
    shown = [
        LINE.with_values(question=each.question, answer=each.label)
        if each.label and not each.entries
        else each.question
        for each in recorded
        if not each.entries
    ]
    if shown:
        yield lines(*shown)


def _words(row: EntryRow, body: dict[str, object]) -> list[Entry]:
    if row.kind == "answers":
        return [entry for each in answers_of(body) for entry in each.entries]
    return [words_of(body)]


def _show_entry(member: Member, ticket: Ticket, row: EntryRow, entry: Entry) -> None:
    heading = HEADINGS.get(row.kind, EARLIER_WORDS).with_values(reference=ticket.reference)
    text = joined(heading, verbatim(entry.text)) if entry.text else heading
    for send in carried(member.words(text), entry, protected=True):
        member.send(send, About(ticket.person_id, ticket.id, row.id))


def _buttons(member: Member, ticket: Ticket) -> tuple[tuple[Button, ...], ...]:
    release = button(member.words(RELEASE), "release", ticket.id)
    close = button(member.words(CLOSE), "close", ticket.id)
    if ticket.topic != TALK or SERVICE not in member.roles:
        return ((release, close),)
    return ((button(member.words(ASSESS), "l.ticket", ticket.id),), (release, close))
