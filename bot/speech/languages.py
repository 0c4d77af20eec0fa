"""Which languages there are, and which one somebody probably reads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from typing import Any, Literal

LOCALES = Path(__file__).parents[2] / "locales"
SOURCE = "en"
DOMAINS = ("messages", "staff")
"""The catalogues of a language: what people read, and what only staff read."""

NO_GUESS = 1000


@dataclass(frozen=True, slots=True)
class Language:
    """A language as `locales/languages.toml` describes it. `code` is what Babel reads; `changed` is
    how many entries the second reading (`read_again`) changed.
    """

    code: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    fallback: str
    plural: str
    checked: str
    hints: tuple[str, ...]
    complete: bool = False
    staff: bool = False
    read_again: str = ""
    changed: int = 0

    @property
    def draft(self) -> bool:
        """Whether no native speaker has checked it yet."""
        return not self.checked

    @property
    def plural_index(self) -> Callable[[int], int]:
        """Which of the catalogue's plural forms a number takes."""
        rule: Callable[[int], int] = c2py(self.plural.partition("plural=")[2].rstrip("; "))
        return rule

    @property
    def forms(self) -> int:
        """How many plural forms the catalogue has."""
        return int(self.plural.partition("nplurals=")[2].partition(";")[0])


def read_languages(folder: Path = LOCALES) -> dict[str, Language]:
    """All languages by code, in the order in which they are offered."""
    written = tomllib.loads((folder / "languages.toml").read_text(encoding="utf-8"))
    return {code: _language(code, table) for code, table in written.items()}


def _language(code: str, table: Mapping[str, Any]) -> Language:
    return Language(
        code=code,
        endonym=str(table["endonym"]),
        direction="rtl" if table["direction"] == "rtl" else "ltr",
        fallback=str(table["fallback"]),
        plural=str(table["plural"]),
        checked=str(table["checked"]),
        hints=tuple(table["hints"]),
        complete=bool(table.get("complete", False)),
        staff=bool(table.get("staff", False)),
        read_again=str(table.get("read_again", "")),
        changed=int(table.get("changed", 0)),
    )


def chain(code: str, known: Mapping[str, Language]) -> list[str]:
    """A language, its fallbacks, and the source. Raises KeyError for one that is not known."""
    links = [code]
    while fallback := known[links[-1]].fallback:
        links.append(fallback)
    return links


def nearest_checked(code: str, known: Mapping[str, Language]) -> Language:
    """The first language of the chain that a native speaker has checked; at its end the source."""
    links = chain(code, known)
    return next((known[link] for link in links if not known[link].draft), known[SOURCE])


def in_order_for(hint: str, languages: Sequence[Language]) -> list[Language]:
    """The languages as they are offered to somebody whose phone says `hint`: guesses come first.

    The hint only orders: a phone that says English or French may belong to somebody who reads
    neither (https://core.telegram.org/bots/api#user, `language_code`).
    """
    return sorted(languages, key=lambda language: _place(hint, language))


def guess(hint: str, languages: Sequence[Language]) -> str:
    """The language in which to speak before anybody has chosen."""
    return in_order_for(hint, languages)[0].code


def _place(hint: str, language: Language) -> int:
    """How good a guess a language is: the place of the hint among its own."""
    primary = hint.partition("-")[0].lower()
    hints = language.hints
    return hints.index(primary) if primary in hints else NO_GUESS
