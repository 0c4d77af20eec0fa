"""What is printed about offers: the board of references, and the sheet of who is expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from bot.engine import Text, _, ngettext, pgettext, verbatim
from bot.shelter.expected import Expected, Guest
from bot.shelter.names import LIST_NAMES, named
from bot.shelter.notice_words import COME
from bot.shelter.printing import element, page, reference, said, table
from bot.shelter.words import NOT_FEDASIL
from bot.speech.catalogues import Catalogues
from bot.speech.dates import day_in_words, moment_in_words

PRINTED = _("Printed: %(when)s")
TITLE = _("Expected tonight: %(day)s")
NOBODY = _("Nobody is expected tonight.")
NUMBER = pgettext("column", "Number")
LIST = pgettext("column", "List")
PEOPLE = pgettext("column", "People")
NIGHT = pgettext("column", "Night")
CAME = pgettext("column", "Came")
MISSED = pgettext("column", "Did not come")
# Translators: the night of a stay; like "1 of 7".
OF = _("%(night)s of %(nights)s")
FEW = 4
"""So many languages stand on the board in large letters; more of them in two columns."""

BOX = '<span class="box"></span>'

BOARD = """
h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 2mm; font-weight: bold; }
header { border-bottom: 1mm solid #000; padding-bottom: 4mm; margin-bottom: 8mm; }
header.many { columns: 2; column-gap: 8mm; }
.many h1 { font-size: 12pt; break-inside: avoid; }
.numbers { display: grid; grid-template-columns: 1fr 1fr; gap: 7mm 6mm; }
.numbers .ref { font-size: 36pt; text-align: center; break-inside: avoid; display: block;
  unicode-bidi: isolate; border: 0.4mm solid #000; border-radius: 2mm; padding: 3mm 0; }
footer { margin-top: 8mm; font-size: 10pt; color: #333; }
footer p { margin: 0 0 1mm; }
"""
SHEET = """
h1 { font-size: 18pt; margin: 0 0 2mm; }
h2 { font-size: 14pt; margin: 8mm 0 2mm; break-after: avoid; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 11pt; }
th:first-child { width: 48mm; }
th, td { border: 0.25mm solid #555; padding: 2mm 2.5mm; text-align: start; }
th { background: #eee; font-size: 9.5pt; }
tr { break-inside: avoid; }
td:nth-last-child(-n+2), th:nth-last-child(-n+2) { width: 24mm; text-align: center; }
.ref { font-size: 13pt; }
.box { display: inline-block; width: 6mm; height: 6mm; border: 0.4mm solid #000; }
.box.full { background: #000; }
footer { margin-top: 6mm; font-size: 9pt; color: #333; }
"""


def board_page(catalogues: Catalogues, references: Sequence[str], now: datetime) -> str:
    """References with an open offer, and nothing else of anybody, for a wall. What it asks stands
    there in every language that is switched on and has words for it.
    """
    first = catalogues.codes[0]
    own = [each for each in catalogues.languages if catalogues.has(COME, each.code)]
    asks = [_heading(catalogues, each.code, each.direction) for each in own]
    numbers = element("section", "".join(reference(each) for each in references), "numbers")
    foot = element("p", said(catalogues, first, NOT_FEDASIL)) + _printed(catalogues, first, now)
    many = "many" if len(asks) > FEW else ""
    body = element("header", "".join(asks), many) + numbers + element("footer", foot)
    return page(catalogues, first, catalogues.say(COME, first), BOARD, body)


def sheet_page(catalogues: Catalogues, language: str, expected: Expected, now: datetime) -> str:
    """Who is expected tonight in each house, with boxes to tick."""
    title = TITLE.with_values(day=verbatim(day_in_words(expected.night, language)))
    head = [
        said(catalogues, language, text) for text in (NUMBER, LIST, PEOPLE, NIGHT, CAME, MISSED)
    ]
    houses = [
        element("h2", f"{element('bdi', escape(name))} ({len(guests)})")
        + table(head, [_row(catalogues, language, guest) for guest in guests])
        for name, guests in expected.houses
    ]
    nobody = element("p", said(catalogues, language, NOBODY))
    foot = element("footer", _printed(catalogues, language, now))
    body = element("h1", said(catalogues, language, title)) + ("".join(houses) or nobody) + foot
    return page(catalogues, language, catalogues.say(title, language), SHEET, body)


def household(guest: Guest) -> Text:
    """How many people, and how many cots they need."""
    people = verbatim(f"{guest.size}")
    if not guest.cots:
        return people
    cots = ngettext("%(people)s, %(n)s cot", "%(people)s, %(n)s cots", guest.cots)
    return cots.with_values(people=people)


def _row(catalogues: Catalogues, language: str, guest: Guest) -> list[str]:
    words = (
        named(LIST_NAMES, guest.list),
        household(guest),
        OF.with_values(night=guest.night, nights=guest.nights),
    )
    boxes = [_box(ticked=guest.offer.state == state) for state in ("came", "missed")]
    shown = [said(catalogues, language, each) for each in words]
    return [reference(guest.reference), *shown, *boxes]


def _box(*, ticked: bool) -> str:
    return BOX.replace('"box"', '"box full"') if ticked else BOX


def _heading(catalogues: Catalogues, language: str, direction: str) -> str:
    words = said(catalogues, language, COME)
    return f'<h1 lang="{language}" dir="{direction}">{words}</h1>'


def _printed(catalogues: Catalogues, language: str, now: datetime) -> str:
    when = verbatim(moment_in_words(now, language, catalogues))
    return element("p", said(catalogues, language, PRINTED.with_values(when=when)))
