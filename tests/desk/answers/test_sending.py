"""An answer goes to the person of a ticket, in that person's language, once, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from bot.answers.checks import State, mark
from bot.answers.standing import fingerprint
from bot.clock import MovableClock
from bot.desk import acts
from bot.desk.answers import commands, for_ticket, one, presses, sending, suggesting
from bot.desk.tokens import button
from bot.engine import Article
from bot.office import Office
from bot.store.database import Database
from bot.store.tables import EntryRow, Ticket
from bot.tickets.person import ANSWER
from flows.answers import LIBRARY, TOPICS
from tests.databases import SQLITE, rows
from tests.desk.answers.conftest import Asks, arrived
from tests.desk.shelter.conftest import Comes

ANNEX, SLEEP = LIBRARY["annex26"], LIBRARY["sleep_tonight"]
PAPERS = next(topic for topic in TOPICS if ANNEX in topic.articles)


async def says(database: Database, office: Office, state: State, article: Article = ANNEX) -> None:
    """A colleague says something of an answer."""
    async with database.begin() as session:
        mark(session, article, state, uuid4(), office.now())


def look(ticket: Ticket, article: Article) -> str:
    """The button that shows an answer for a ticket."""
    return button("", "a.look", ticket.id, article.id).token


def send(ticket: Ticket, article: Article) -> str:
    """The button that sends it."""
    seen = fingerprint(article)[: one.SEEN]
    return button("", "a.send", ticket.id, article.id, seen).token


async def test_a_chosen_answer_arrives_in_the_persons_language_as_a_message_of_the_ticket(
    database: Database, office: Office, comes: Comes, asks: Asks
) -> None:
    vera = await comes("Vera", "volunteer")
    ticket = await asks(vera, "CANARY")
    await says(database, office, "checked")
    await vera.says("/mine")
    await vera.taps(f"Read {ticket.reference}")
    before, shown = len(vera.read), vera.message
    await vera.presses(vera.tokens[suggesting.SEND_ONE.msgid])
    assert vera.message != shown  # the ticket stays as it is
    await vera.taps(PAPERS.label, ANNEX.question)
    french, english = (office.catalogues.say(ANNEX.body, code) for code in ("fr", "en"))
    assert french in vera.screen
    assert english in vera.screen
    assert "(Français)" in vera.screen
    assert "CANARY" not in "".join((*vera.read[before:], *vera.tokens))
    again = vera.token(sending.SEND)
    await vera.taps(sending.SEND)
    assert vera.screen == f"📚 Sent to {ticket.reference}: {ANNEX.question.msgid}"
    assert vera.labels == []
    assert await vera.presses(again) == sending.SENT_ALREADY.msgid
    (words,) = await arrived(database, office)
    heading = office.catalogues.say(ANSWER.with_values(reference=ticket.reference), "fr")
    assert words.startswith(f"{heading}\n\n{french}")
    assert english not in words
    (kept,) = await rows(database, Ticket)
    assert kept.state == "answered"
    (entry,) = [row for row in await rows(database, EntryRow) if row.kind == "answer"]
    assert (entry.volunteer_id, entry.source) == (vera.id, vera.message)
    assert entry.ticket_id == ticket.id


async def test_what_may_fit_the_persons_words_stands_under_the_ticket(
    database: Database, office: Office, comes: Comes, asks: Asks
) -> None:
    vera = await comes("Vera", "volunteer")
    ticket = await asks(vera, "Bonjour, où dormir ce soir ?")
    await vera.says("/mine")
    await vera.taps(f"Read {ticket.reference}")
    label = f"💡 {SLEEP.question.msgid}"
    await vera.presses(vera.tokens[label])
    assert office.catalogues.say(SLEEP.body, "fr") in vera.screen
    await vera.taps(for_ticket.BACK)
    assert vera.labels[0] == label
    assert for_ticket.FITTING.msgid in vera.screen
    await vera.taps(label, sending.SEND)
    assert len(await arrived(database, office)) == 1
    found = await vera.says("/answers annex 26", reply_to=vera.message)
    assert found == for_ticket.WHICH.msgid % {"reference": ticket.reference}
    await vera.taps(ANNEX.question)
    assert "(Français)" in vera.screen
    await vera.says("/answers", reply_to=str(int(vera.message) - 1))
    assert vera.labels[-1] == TOPICS[-1].label.msgid


async def test_an_answer_that_is_wrong_or_too_old_to_be_told_is_not_sent(
    database: Database, office: Office, comes: Comes, asks: Asks, clock: MovableClock
) -> None:
    vera = await comes("Vera", "volunteer")
    ticket = await asks(vera, "words", "en")
    await vera.presses(look(ticket, ANNEX))
    assert "None of us has checked this yet" in vera.screen
    assert sending.SEND.msgid in vera.labels
    for article in (ANNEX, SLEEP):
        await says(database, office, "checked", article)
    clock.move(timedelta(days=ANNEX.stale_after + 1))
    await vera.presses(look(ticket, ANNEX))
    assert sending.TOO_OLD.msgid in vera.screen
    assert vera.labels == [for_ticket.BACK.msgid]
    assert await vera.presses(send(ticket, ANNEX)) == sending.TOO_OLD.msgid
    await vera.presses(send(ticket, SLEEP))
    (words,) = await arrived(database, office)
    assert words.endswith(
        f"Source: {SLEEP.source}. Checked on 3 March 2026: that is long ago, so ask a person "
        "before you act."
    )
    for article in (ANNEX, SLEEP):
        await says(database, office, "stale", article)
        assert await vera.presses(send(ticket, article)) == sending.IS_STALE.msgid
    assert len(await arrived(database, office)) == 1


@SQLITE
async def test_nobody_sends_to_a_ticket_that_is_not_theirs_or_with_a_button_that_does_not_fit(
    database: Database, office: Office, comes: Comes, asks: Asks
) -> None:
    vera, bob = await comes("Vera", "volunteer"), await comes("Bob", "coordinator")
    ticket = await asks(vera, "words")
    ways = [send(ticket, SLEEP), look(ticket, SLEEP)]
    for act, *about in (("a.for",), ("a.ticket",), ("a.topic", PAPERS.id), ("a.fits", SLEEP.id)):
        ways.append(button("", act, ticket.id, *about).token)
    said = acts.NOT_YOURS.msgid % {"reference": ticket.reference}
    assert [await bob.presses(way) for way in ways] == [said] * len(ways)
    old = send(ticket, SLEEP)[:-1] + "z"
    unknown = button("", "a.send", uuid4(), SLEEP.id).token
    for token in (old, unknown, "a.send", f"{look(ticket, SLEEP)}gone"):
        assert await vera.presses(token) == presses.OLD.msgid
    async with database.begin() as session:
        await session.execute(update(Ticket).values(contact_id=None))
    said = acts.NO_CONTACT.msgid % {"reference": ticket.reference}
    assert [await vera.presses(way) for way in ways] == [said] * len(ways)
    await vera.says("/mine")
    vera.tokens.clear()
    await vera.taps(f"Read {ticket.reference}")
    assert suggesting.SEND_ONE.msgid not in vera.tokens
    assert await arrived(database, office) == []


@SQLITE
async def test_an_answer_is_found_by_words_and_offered_for_ones_own_tickets(
    database: Database, office: Office, comes: Comes, asks: Asks
) -> None:
    vera, bob = await comes("Vera", "volunteer"), await comes("Bob", "volunteer")
    ticket = await asks(vera, "words")
    for who in (vera, bob):
        assert await who.says("/answers zzzz") == commands.NOTHING_FOUND.msgid
        assert await who.says("/answers sleep tonight") == commands.FOUND.msgid
        await who.taps(SLEEP.question)
    offer = one.FOR_TICKET.msgid % {"reference": ticket.reference}
    assert offer not in bob.labels
    await vera.taps(offer, sending.SEND)
    assert len(await arrived(database, office)) == 1
