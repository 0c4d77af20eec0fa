"""Answers to what somebody typed where nothing was asked: at most three, beside a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.engine import Article, Ask, Choice, _
from bot.people.words import held_rows, open_held
from bot.reception.others import UNDECIDED
from bot.reception.visit import Visit

ASKING = "@answers"
TO_A_PERSON = "person"

MOST = 20
"""Of what waits, so many are looked at: whoever writes hundreds at once has asked in the last."""

FOUND = _("Perhaps one of these answers you. Tap it to read it.")
NOTHING = _("We found no answer to this.")
SEND_ANYWAY = _("🙋 Send to a person anyway")


async def ask_found(visit: Visit) -> bool:
    """Ask which answer fits the words that wait; False where there is none to offer. A recording
    or a picture is for a person: nobody here can hear or see it.
    """
    typed = await _typed(visit, visit.now)
    if not typed:
        return False
    found = articles_for(visit, typed)
    if not found:
        visit.say(NOTHING)
        return False
    visit.ask = (ASKING, question(found))
    return True


async def offered(visit: Visit) -> Sequence[Article]:
    """The answers that stand in the question: what came after it brought up none of them."""
    asked = visit.asked_row
    return articles_for(visit, await _typed(visit, asked.created_at if asked else visit.now))


def articles_for(visit: Visit, typed: Sequence[str]) -> Sequence[Article]:
    """Of what was written last; where that says nothing, of everything that waits."""
    for words in (typed[-1:], typed):
        found = visit.office.library.find(" ".join(words), visit.language) if words else ()
        if found:
            return found
    return ()


def question(found: Sequence[Article]) -> Ask:
    """The answers by their questions, and a person."""
    choices = [Choice(article.id, article.question) for article in found]
    return Ask("answers", FOUND, (*choices, Choice(TO_A_PERSON, SEND_ANYWAY)))


async def _typed(visit: Visit, until: datetime) -> list[str]:
    """The texts that waited at a moment; none where something else waited with them."""
    await visit.session.flush()
    waiting = await held_rows(visit.session, visit.known, UNDECIDED)
    rows = [row for row in waiting if row.at <= until]
    entries = [open_held(visit.known, row) for row in rows[-MOST:]]
    return [] if any(entry.media for entry in entries) else [entry.text for entry in entries]
