"""The report of the list in words and as the data of a picture, in a reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine import Text, _, joined, lines, pgettext, verbatim
from bot.shelter.figures import TIERS, Figures, Share
from bot.shelter.hiding import Cell
from bot.shelter.names import (
    KIND_NAMES,
    LIST_NAMES,
    OVERRIDE_REASONS,
    STATE_NAMES,
    TIER_NAMES,
    named,
)
from bot.shelter.rules import LISTS, RULES
from bot.shelter.words import NOT_FEDASIL
from bot.speech.catalogues import Catalogues
from bot.speech.dates import day_in_words

TITLE = _("📊 Our list, from %(since)s to %(until)s.")
WAITING = pgettext("report", "Waiting now")
OFFERS = pgettext("report", "Offers that were answered, ended or taken back")
SPOKEN_WAITING = pgettext("report", "Waiting now, by language")
SPOKEN_OFFERS = pgettext("report", "These offers, by language")
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

Numbers = Sequence[tuple[Text, Cell]]


@dataclass(frozen=True, slots=True)
class Report:
    """Figures for one reader. `until` is the moment at which they were counted."""

    found: Figures
    until: datetime
    catalogues: Catalogues
    language: str

    @property
    def title(self) -> Text:
        """From when until when."""
        return TITLE.with_values(since=self._day(self.found.since), until=self._day(self.until))

    def in_words(self) -> Text:
        """The whole report."""
        found = self.found
        text = joined(
            self.title,
            NOT_FEDASIL,
            lines(WAITING, *self._share(found.waiting)),
            lines(OFFERS, *self._share(found.offers)),
            lines(RESULTS, _numbers(_results(found))),
            lines(OVERRIDES, *(_overrides(found) or [NO_OVERRIDES])),
        )
        return joined(text, WHY_HIDDEN) if "hidden" in _cells(found) else text

    def picture(self) -> dict[str, object]:
        """What `bot.shelter.picture` draws."""
        waiting, offers = self.found.waiting, self.found.offers
        panels: list[tuple[Text, Numbers]] = [
            (WAITING, _by_order(waiting)),
            (OFFERS, _by_order(offers)),
            (SPOKEN_WAITING, self._spoken(waiting)),
            (SPOKEN_OFFERS, self._spoken(offers)),
            (RESULTS, _results(self.found)),
        ]
        return {
            "title": self._words(self.title).removeprefix("📊 "),
            "panels": [
                {"title": self._words(title), "bars": [self._bar(*each) for each in numbers]}
                for title, numbers in panels
            ],
        }

    def _share(self, share: Share) -> list[Text]:
        """A line for each list, by the order in it; then the languages."""
        rows = [
            LINE.with_values(
                what=LIST_NAMES[name],
                numbers=_numbers([(TIER_NAMES[t], share.by_tier[name, t]) for t in TIERS]),
            )
            for name in LISTS
        ]
        return [*rows, _numbers(self._spoken(share))]

    def _spoken(self, share: Share) -> Numbers:
        return [(self._language(code), cell) for code, cell in share.by_language.items()]

    def _bar(self, label: Text, cell: Cell) -> list[object]:
        """A number that is hidden has no length either."""
        number = cell if isinstance(cell, int) else None
        return [self._words(label), number, self._words(_said(cell))]

    def _language(self, code: str) -> Text:
        """A language's name in the reader's own: a picture has no letters for all of them."""
        from babel import Locale

        reader = Locale.parse(self.language, sep="-")
        return verbatim(Locale.parse(code, sep="-").get_display_name(reader) or code)

    def _day(self, at: datetime) -> Text:
        day = at.astimezone(self.catalogues.zone).date()
        return verbatim(day_in_words(day, self.language))

    def _words(self, text: Text) -> str:
        return self.catalogues.say(text, self.language)


def _by_order(share: Share) -> Numbers:
    return [
        (BAR.with_values(list=LIST_NAMES[name], order=TIER_NAMES[t]), share.by_tier[name, t])
        for name in LISTS
        for t in TIERS
    ]


def _results(found: Figures) -> Numbers:
    return [(STATE_NAMES[result], cell) for result, cell in found.results.items()]


def _numbers(cells: Numbers) -> Text:
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
