"""/answers: all answers, those that are due for a check first; who checked each last, and when."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.answers.shelf import all_standings
from bot.desk.answers.wording import how_it_stands
from bot.desk.shelter.screen import NOTHING, Buttons, Screen, in_rows
from bot.engine import Text, _, joined, lines, pgettext, verbatim

# Translators: staff read it above a list of the library's answers.
TITLE = _("📚 Answers: %(n)s. Due for a check: %(due)s.")
# Translators: one of the answers, with its number in the list.
LINE = _("%(n)s. %(question)s")
WORDS = _("To find one, write words after the command: /answers shelter")
NEXT = pgettext("button", "Next ▶️")
BEFORE = pgettext("button", "◀️ Before")

PAGE = 10
"""Answers on one page."""


async def show_overview(screen: Screen) -> Text:
    """One page, as a new message or in place of what was there."""
    found = await all_standings(screen.member)
    last = (len(found) - 1) // PAGE
    page = screen.number(0, most=last) if screen.about else 0
    shown = found[page * PAGE : (page + 1) * PAGE]
    title = TITLE.with_values(n=len(found), due=sum(each.why is not None for each in found))
    items = [
        lines(
            LINE.with_values(n=n, question=each.article.question),
            await how_it_stands(screen.member, each),
        )
        for n, each in enumerate(shown, start=page * PAGE + 1)
    ]
    keys = [
        screen.button(verbatim(str(n)), "a.one", each.article.id, page)
        for n, each in enumerate(shown, start=page * PAGE + 1)
    ]
    rows = [*in_rows(keys, 5), _turning(screen, page, last)]
    screen.show(joined(title, *items, WORDS), rows, public=True)
    return NOTHING


def _turning(screen: Screen, page: int, last: int) -> Buttons:
    before: Sequence[tuple[Text, int]] = [(BEFORE, page - 1)] if page else []
    after = [(NEXT, page + 1)] if page < last else []
    return [screen.button(label, "a.home", to) for label, to in (*before, *after)]
