"""Somebody's place on the list in words: since when, what happens next, how long it usually takes.

Never a rank, never a promise: how long it took others lately is a range, or is not said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text, _, joined, lines, ngettext, verbatim
from bot.office import Office
from bot.shelter.rules import RULES
from bot.shelter.words import FIRST_A_TALK, NOT_FEDASIL, WEEKLY
from bot.speech.dates import day_in_words
from bot.store.tables import Listing, Outcome

SINCE = _("📍 You have been on our list since %(day)s.")
RESTS_SINCE = _("📍 Your place on our list rests. Your date stays: %(day)s.")
NOT_LISTED = _("📍 You are not on our list.")

DRAFT = FIRST_A_TALK
WAITING = _("When a place is free and it is your turn, we write here and ask you.")
OFFERED = _("There is an offer for you now. Please answer it here.")
ACCEPTED = _("You said yes to a place, and it is kept for you.")
PLACED = _("You have a place now. Before the last night we ask whether you need one after it.")
RESTS = _("«I need a place again» brings you back with the same date.")

NOT_CERTAIN = _("For you it can be shorter or longer.")
CANNOT_SAY = _("We cannot say how long it usually takes.")
NOBODY_PAYS = _("Nobody can pay to come earlier, and none of us takes money.")

NEXT = {
    "draft": DRAFT,
    "waiting": WAITING,
    "offered": OFFERED,
    "accepted": ACCEPTED,
    "placed": PLACED,
    "set_aside": RESTS,
}
STILL_WAITS = ("draft", "waiting", "set_aside")

WEEK = 7
FROM_WEEKS = 14
"""Days from which a wait is said in weeks."""


async def my_place(
    session: AsyncSession, office: Office, listing: Listing, language: str, now: datetime
) -> Text:
    """What somebody reads who asks for their place on the list."""
    if listing.state not in NEXT:
        return lines(NOT_LISTED, NOT_FEDASIL)
    day = verbatim(since_in_words(office, listing, language))
    head = (RESTS_SINCE if listing.state == "set_aside" else SINCE).with_values(day=day)
    told = [lines(head, NOT_FEDASIL), NEXT[listing.state]]
    if listing.state in STILL_WAITS:
        told.append(await usual_wait(session, listing.list, now))
    if listing.state in ("draft", "waiting"):
        told.append(WEEKLY)
    return joined(*told, NOBODY_PAYS)


def since_in_words(office: Office, listing: Listing, language: str) -> str:
    """The date that counts, in words."""
    return day_in_words(listing.since.astimezone(office.catalogues.zone).date(), language)


async def usual_wait(session: AsyncSession, which: str | None, now: datetime) -> Text:
    """How long people of a list waited for what they took, in the last weeks: the middle half of
    them. Where they are too few it is not said: it would tell of single people.
    """
    lately = now - timedelta(weeks=RULES.wait_weeks)
    taken = (
        select(Outcome.waited)
        .where(Outcome.list == which, Outcome.at > lately)
        .where(Outcome.result == "accepted")  # who came had accepted before, and counts once
    )
    waits = sorted(await session.scalars(taken))
    if len(waits) < RULES.hidden_below:
        return CANNOT_SAY
    low, _middle, high = quantiles(waits, n=4, method="inclusive")
    return lines(_range(low, high), NOT_CERTAIN)


def _range(low: float, high: float) -> Text:
    """From so much to so much, in days or weeks, rounded outwards."""
    in_weeks = high >= FROM_WEEKS
    unit = WEEK if in_weeks else 1
    least = max(int(low // unit), 1)
    most = max(int(-(-high // unit)), least + 1)
    # Translators: how long people waited lately; the plural follows the second number.
    said = (
        ngettext(
            "Lately half of the people waited %(low)s to %(n)s week.",
            "Lately half of the people waited %(low)s to %(n)s weeks.",
            most,
        )
        if in_weeks
        else ngettext(
            "Lately half of the people waited %(low)s to %(n)s day.",
            "Lately half of the people waited %(low)s to %(n)s days.",
            most,
        )
    )
    return said.with_values(low=least)
