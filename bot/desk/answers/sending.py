"""An answer as the person of a ticket will read it, and sending it to them."""

from __future__ import annotations

from sqlalchemy import exists, select

from bot.answers.freshness import is_told
from bot.answers.standing import Standing, fingerprint
from bot.answers.telling import as_told, standing_of
from bot.desk import acts
from bot.desk.answers.for_ticket import BACK, not_theirs
from bot.desk.answers.one import SEEN
from bot.desk.answers.shelf import article_of
from bot.desk.answers.wording import how_it_stands
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Entry, Text, _, joined, pgettext, verbatim
from bot.post.outbox import About
from bot.store.tables import EntryRow, Ticket
from bot.tickets.person import language_of

# Translators: %(language)s is a language by its own name.
AS_READ = _("For %(reference)s, in their language (%(language)s):")
IN_YOURS = _("In yours:")
SEND = pgettext("button", "📤 Send")
SENT = _("📚 Sent to %(reference)s: %(question)s")
SENT_ALREADY = _("This was sent already.")
IS_STALE = _("A colleague marked this answer as stale, so it is not sent. Write your own words.")
TOO_OLD = _(
    "This answer was checked too long ago, and an old rule can do harm. So it is not sent. "
    "A coordinator can check it: /answers."
)


async def from_ticket(screen: Screen) -> Text:
    """A suggestion under a ticket: what follows is a message of its own, the ticket stays."""
    return await look(Screen(screen.member, "", screen.about))


async def look(screen: Screen) -> Text:
    """The answer as the person will read it, with the volunteer's language below."""
    ticket, member = await screen.row(0, Ticket), screen.member
    if (refused := not_theirs(member, ticket)) is not None:
        return refused
    each = await standing_of(member.session, member.office, article_of(screen, 1))
    language = await language_of(member.session, member.office, ticket)
    catalogues = member.office.catalogues
    head = AS_READ.with_values(
        reference=ticket.reference, language=verbatim(catalogues[language].endonym)
    )
    text = [head, verbatim(catalogues.say(as_told(each, language), language))]
    if language != member.volunteer.language:
        text += [IN_YOURS, as_told(each, member.volunteer.language)]
    why_not = refusal(each)
    send = screen.button(SEND, "a.send", ticket.id, each.article.id, _seen(each))
    back = screen.button(BACK, "a.for", ticket.id)
    rows = [[back]] if why_not else [[send], [back]]
    notes = [why_not] if why_not else []
    screen.show(
        joined(*text, await how_it_stands(member, each), *notes),
        rows,
        About(ticket.person_id, ticket.id),
    )
    return NOTHING


async def send(screen: Screen) -> Text:
    """Send it, as a helper's reply is sent; the message that was pressed shows what becomes of it,
    and whoever presses twice has sent it once.
    """
    ticket, member = await screen.row(0, Ticket), screen.member
    if (refused := not_theirs(member, ticket)) is not None:
        return refused
    each = await standing_of(member.session, member.office, article_of(screen, 1))
    screen.word(2, [_seen(each)])
    if (why_not := refusal(each)) is not None:
        return why_not
    if await _sent_from(screen):
        return SENT_ALREADY
    language = await language_of(member.session, member.office, ticket)
    said = member.office.catalogues.say(as_told(each, language), language)
    told = await acts.answer(member, ticket, Entry("text", said, source=screen.message))
    if told is not None:
        return told
    question = each.article.question
    sent = SENT.with_values(reference=ticket.reference, question=question)
    screen.show(sent, [], About(ticket.person_id, ticket.id))
    return NOTHING


def refusal(each: Standing) -> Text | None:
    """Why an answer is not sent; None where it may be."""
    if each.why == "stale":
        return IS_STALE
    return None if is_told(each) else TOO_OLD


async def _sent_from(screen: Screen) -> bool:
    """Whether the button under this message has sent something before."""
    chat = screen.member.known.contact.address_index
    before = exists().where(EntryRow.chat == chat, EntryRow.source == screen.message)
    return bool(await screen.member.session.scalar(select(before)))


def _seen(each: Standing) -> str:
    return fingerprint(each.article)[:SEEN]
