"""One answer with its source; what staff say of it is kept, and people see it at once.

Whoever works here may mark an answer as stale: that only adds care. That it is right today is for
coordinators to say, who have read the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.checks import State, fingerprint, mark
from bot.answers.standing import Standing
from bot.desk.answers.shelf import article_of, coordinates, standing_of
from bot.desk.answers.wording import how_it_stands
from bot.desk.private import own_tickets
from bot.desk.shelter.screen import NOTHING, Buttons, Screen
from bot.engine import Article, Text, _, joined, lines, pgettext, verbatim

IN_ENGLISH = _("In English, the words that a check is about:")
SOURCE = _("Source: %(source)s")
MAY_CHANGE = _("⚖️ The EU Pact of 12 June 2026 may have changed this.")
SAYS_SO = _("While it is due, people read that it may be old.")
HANDS_OVER = _("While it is due, people are brought to a person instead.")
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
    each = await standing_of(screen.member, article)
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
    check = (await standing_of(member, article)).check
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
    what = HANDS_OVER if article.when_stale == "hand over" else SAYS_SO
    about = lines(
        SOURCE.with_values(source=article.source), await how_it_stands(member, each), *care, what
    )
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
