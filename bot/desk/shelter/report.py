"""/list report: who waits and what was offered, in numbers that give nobody away."""

from __future__ import annotations

import json
from collections.abc import Sequence

from babel import Locale

from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, lines, pgettext, verbatim
from bot.post.actions import Send, SendDrawing
from bot.shelter.figures import TIERS, Figures, Share, figures
from bot.shelter.hiding import Cell
from bot.shelter.names import KIND_NAMES, LIST_NAMES, OVERRIDE_REASONS, STATE_NAMES, named
from bot.shelter.names import TIER_NAMES as ORDER
from bot.shelter.rules import LISTS, RULES
from bot.shelter.words import NOT_FEDASIL
from bot.speech.splitting import LIMIT, split

TITLE = _("📊 Our list, from %(since)s to %(until)s.")
WAITING = pgettext("report", "Waiting now")
OFFERS = pgettext("report", "Offers that were answered, ended or taken back")
RESULTS = pgettext("report", "What became of offers")
OVERRIDES = pgettext("report", "Decisions against the order")
NO_OVERRIDES = _("Nobody decided against the order.")
# Translators: one line of numbers: what it is about, like "Men", and the numbers.
LINE = pgettext("report", "%(what)s – %(numbers)s")
PART = pgettext("report", "%(what)s: %(n)s")
SMALL = _("under %(n)s")
HIDDEN = pgettext("a number that is not shown", "–")
WHY_HIDDEN = _("“–” is a number that would give a smaller one away.")
# Translators: one bar of a picture, like "Men, by date".
BAR = _("%(list)s, %(order)s")


async def report_command(screen: Screen, _argument: str) -> Text:
    """The report in words, and then as a picture where one can be drawn."""
    member = screen.member
    office = member.office
    found = await figures(member.session, office.catalogues.codes, office.now())
    for part in split(member.words(_in_words(screen, found)), LIMIT):
        member.send(Send(part))
    drawing = json.dumps(_picture(screen, found), ensure_ascii=False)
    member.send(SendDrawing("list_report", drawing, member.words(_title(screen, found))))
    return NOTHING


def _title(screen: Screen, found: Figures) -> Text:
    now = screen.member.office.now()
    return TITLE.with_values(since=screen.day(found.since), until=screen.day(now))


def _in_words(screen: Screen, found: Figures) -> Text:
    results = [(STATE_NAMES[result], cell) for result, cell in found.results.items()]
    text = joined(
        _title(screen, found),
        NOT_FEDASIL,
        lines(WAITING, *_share(screen, found.waiting)),
        lines(OFFERS, *_share(screen, found.offers)),
        lines(RESULTS, _numbers(results)),
        lines(OVERRIDES, *(_overrides(found) or [NO_OVERRIDES])),
    )
    return joined(text, WHY_HIDDEN) if "hidden" in _cells(found) else text


def _share(screen: Screen, share: Share) -> list[Text]:
    """A line for each list, by the order in it; then the languages."""
    rows = [
        LINE.with_values(
            what=LIST_NAMES[name],
            numbers=_numbers([(ORDER[tier], share.by_tier[name, tier]) for tier in TIERS]),
        )
        for name in LISTS
    ]
    spoken = [(_language(screen, code), cell) for code, cell in share.by_language.items()]
    return [*rows, _numbers(spoken)]


def _numbers(cells: Sequence[tuple[Text, Cell]]) -> Text:
    parts = tuple(PART.with_values(what=what, n=_said(cell)) for what, cell in cells)
    return Text(" · ", parts=parts)


def _said(cell: Cell) -> Text:
    match cell:
        case "small":
            return SMALL.with_values(n=RULES.hidden_below)
        case "hidden":
            return HIDDEN
        case number:
            return verbatim(str(number))


def _overrides(found: Figures) -> list[Text]:
    """Staff's own decisions are no secret of anybody's: they are shown as they are."""
    return [
        LINE.with_values(
            what=Text(", ", parts=(named(KIND_NAMES, kind), named(OVERRIDE_REASONS, reason))),
            numbers=verbatim(str(n)),
        )
        for kind, reason, n in found.overrides
    ]


def _cells(found: Figures) -> list[Cell]:
    shares = (found.waiting, found.offers)
    cells = [cell for share in shares for cell in share.by_tier.values()]
    cells += [cell for share in shares for cell in share.by_language.values()]
    return [*cells, *found.results.values()]


def _language(screen: Screen, code: str) -> Text:
    """A language's name in the reader's own: a picture has no letters for all of them."""
    reader = Locale.parse(screen.member.volunteer.language, sep="-")
    return verbatim(Locale.parse(code, sep="-").get_display_name(reader) or code)


def _picture(screen: Screen, found: Figures) -> dict[str, object]:
    """What `bot.shelter.picture` draws."""
    results = [(STATE_NAMES[result], cell) for result, cell in found.results.items()]
    return {
        "title": screen.member.words(_title(screen, found)),
        "panels": [
            _panel(screen, WAITING, _bars(screen, found.waiting)),
            _panel(screen, OFFERS, _bars(screen, found.offers)),
            _panel(screen, RESULTS, results),
        ],
    }


def _bars(screen: Screen, share: Share) -> list[tuple[Text, Cell]]:
    tiers = [
        (BAR.with_values(list=LIST_NAMES[name], order=ORDER[tier]), share.by_tier[name, tier])
        for name in LISTS
        for tier in TIERS
    ]
    return [*tiers, *((_language(screen, code), n) for code, n in share.by_language.items())]


def _panel(screen: Screen, title: Text, cells: Sequence[tuple[Text, Cell]]) -> dict[str, object]:
    """A hidden number has no length either."""
    words = screen.member.words
    bars = [
        [words(label), cell if isinstance(cell, int) else None, words(_said(cell))]
        for label, cell in cells
    ]
    return {"title": words(title), "bars": bars}
