"""`loket languages`: how complete each language is, who has checked it, how long its labels are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.engine import Text, labels
from bot.reception.commands import LABELS
from bot.shelter.pushed_words import KEYS
from bot.speech.catalogues import Catalogues
from bot.speech.direction import without_marks
from bot.speech.languages import DOMAINS, LOCALES, SOURCE, Language, read_languages
from bot.speech.po import read, sentences
from flows import FLOWS

WHATSAPP = (20, 24, 72)
"""Characters of a button, of a row of a list, of a row's description: how many labels are longer
(https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages).
"""

WIDTH = 130
"""Characters that the table needs to be whole."""

BELOW = (
    "lacks: sentences that people read in another language. longest: characters of a label. "
    "On WhatsApp a button\nhas 20, a row of a list 24, its description 72: so many are longer."
)


@dataclass(frozen=True)
class Part:
    """How much of one catalogue a language has."""

    there: int
    of: int

    @property
    def missing(self) -> int:
        """Sentences that are read in another language."""
        return self.of - self.there

    @property
    def percent(self) -> int:
        """Rounded down: 100 means every one."""
        return self.there * 100 // self.of if self.of else 100


@dataclass(frozen=True)
class Coverage:
    """What is known of a language. `staff` is None where it has no catalogue for them; `longer`
    counts the labels that do not fit each of WhatsApp's places.
    """

    language: Language
    people: Part
    staff: Part | None
    longest: str
    longer: tuple[int, ...]


def coverage() -> list[Coverage]:
    """Every language, as it is in the folder of catalogues."""
    known = read_languages()
    catalogues = Catalogues(tuple(known), ZoneInfo("UTC"))
    return [_of(language, catalogues) for language in known.values()]


def every_label() -> Iterator[Text]:
    """What stands on a key that people can tap."""
    yield from LABELS.values()
    yield from KEYS.values()
    for flow in FLOWS.values():
        yield from labels(flow)


def _of(language: Language, catalogues: Catalogues) -> Coverage:
    said = [without_marks(catalogues.say(label, language.code)) for label in every_label()]
    return Coverage(
        language=language,
        people=_part(language, "messages"),
        staff=_part(language, "staff") if language.staff else None,
        longest=max(said, key=len),
        longer=tuple(sum(len(label) > limit for label in said) for limit in WHATSAPP),
    )


def _part(language: Language, domain: str) -> Part:
    """A sentence counts in whichever of a language's catalogues it is."""
    wanted = sentences(LOCALES / f"{domain}.pot")
    if language.code == SOURCE:
        return Part(len(wanted), len(wanted))
    folder = LOCALES / language.code / "LC_MESSAGES"
    there = {key for name in DOMAINS for key in read(folder / f"{name}.po")}
    return Part(len(wanted & there), len(wanted))


def print_coverage() -> None:
    """A table for the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in (
        "",
        "language",
        "people",
        "staff",
        "lacks",
        "checked",
        "second reading",
        "longest",
    ):
        right = head in ("people", "staff", "lacks", "longest")
        table.add_column(head, justify="right" if right else "left", no_wrap=True)
    for limit in WHATSAPP:
        table.add_column(f">{limit}", justify="right", no_wrap=True)
    for each in coverage():
        table.add_row(*_cells(each))
    console = Console(width=max(Console().width, WIDTH))  # a narrow terminal wraps its lines
    console.print(table)
    console.print(BELOW)


def _cells(each: Coverage) -> list[str]:
    language = each.language
    read_again = (
        f"{language.read_again}, {language.changed} changed" if language.read_again else "–"
    )
    return [
        language.code,
        language.endonym,
        f"{each.people.percent} %",
        f"{each.staff.percent} %" if each.staff else f"→ {language.fallback}",
        str(each.people.missing or "–"),
        language.checked or "draft",
        "–" if language.code == SOURCE else read_again,
        str(len(each.longest)),
        *(str(count or "–") for count in each.longer),
    ]
