"""One answer with its source; what staff say of it is kept, and people see it at once.

Whoever works here may mark an answer as stale: that only adds care. That it is right today is for
coordinators to say, who have read the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.checks import State, fingerprint, mark
from bot.answers.freshness import certainty, is_told
from bot.answers.standing import Standing
from bot.answers.telling import standing_of
from bot.desk.answers.shelf import article_of, coordinates
from bot.desk.answers.wording import how_it_stands
from bot.desk.private import own_tickets
from bot.desk.shelter.screen import NOTHING, Buttons, Screen
from bot.engine import Article, Text, _, joined, lines, pgettext, verbatim
from bot.speech.dates import date_in_words

IN_ENGLISH = _("In English, the words that a check is about:")
SOURCE = _("Source: %(source)s")
MAY_CHANGE = _("⚖️ The EU Pact of 12 June 2026 may have changed this.")
TOLD = _("People read below it: %(line)s")
NOT_TOLD = _("People do not get it now: they are brought to a person instead.")
READ_FIRST = _("Read the source before you say that it is right.")
CHECKED = pgettext("button", "✅ Right today")
STALE = pgettext("button", "⚠️ Stale")
BACK = pgettext("button", "◀️ Answers")
FOR_TICKET = pgettext("button", "💬 For %(reference)s")

KEPT = {
    "checked": _("Thank you. People see that it was checked today."),
    "stale": _("Thank you. People see it at once."),
}
SO_ALREADY = _("A colleague has said so already.")
FOR_COORDINATORS = _("Only a coordinator can say that an answer is right. You can mark it stale.")

SEEN = 8
"""Letters of the fingerprint that a button carries: whoever presses has seen these words."""

TICKETS = 4
"""So many of one's own tickets are offered to send it to."""


async def show_one(screen: Screen, told: Text = NOTHING) -> Text:
    """An answer in the language of the volunteer, and in English."""
    article = article_of(screen, 0)
    each = await standing_of(screen.member.session, screen.member.office, article)
    screen.show(await _text(screen, each), await _rows(screen, article), public=True)
    return told


async def say_checked(screen: Screen) -> Text:
    """A coordinator has read the source: it is right today."""
    return await _say(screen, "checked") if coordinates(screen.member) else FOR_COORDINATORS


async def say_stale(screen: Screen) -> Text:
    """A volunteer says that it is wrong, or too old."""
    return await _say(screen, "stale")


async def _say(screen: Screen, state: State) -> Text:
    member, article = screen.member, article_of(screen, 0)
    screen.word(2, [fingerprint(article)[:SEEN]])
    check = (await standing_of(member.session, member.office, article)).check
    if check is not None and check.state == state == "stale":
        return await show_one(screen, SO_ALREADY)
    mark(member.session, article, state, member.id, member.office.now())
    await member.session.flush()
    return await show_one(screen, KEPT[state])


async def _text(screen: Screen, each: Standing) -> Text:
    article, member = each.article, screen.member
    english = "\n\n".join(
        member.office.catalogues.say(text, "en") for text in (article.question, article.body)
    )
    foreign = [IN_ENGLISH, verbatim(english)] if member.volunteer.language != "en" else []
    care = [MAY_CHANGE] if article.may_change else []
    day = date_in_words(each.checked_on, member.volunteer.language) if each.checked_on else ""
    told = TOLD.with_values(line=certainty(each, day)) if is_told(each) else NOT_TOLD
    source = SOURCE.with_values(source=article.source)
    about = lines(source, await how_it_stands(member, each), *care, told)
    first = [READ_FIRST] if coordinates(member) else []
    return joined(article.question, article.body, *foreign, about, *first)


async def _rows(screen: Screen, article: Article) -> Iterable[Buttons]:
    page = screen.number(1, most=99) if len(screen.about) > 1 else 0
    seen = fingerprint(article)[:SEEN]
    says = [screen.button(STALE, "a.stale", article.id, page, seen)]
    if coordinates(screen.member):
        says.insert(0, screen.button(CHECKED, "a.check", article.id, page, seen))
    tickets = [
        screen.button(FOR_TICKET.with_values(reference=t.reference), "a.look", t.id, article.id)
        for t in (await own_tickets(screen.member))[:TICKETS]
    ]
    return [says, *([key] for key in tickets), [screen.button(BACK, "a.home", page)]]
