"""Which languages there are, and which one somebody probably reads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from typing import Literal

LOCALES = Path(__file__).parents[2] / "locales"
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as `locales/languages.toml` describes it. `code` is what Babel reads."""

    code: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    fallback: str
    plural: str
    checked: str
    hints: tuple[str, ...]

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


def _language(code: str, table: Mapping[str, str | list[str]]) -> Language:
    return Language(
        code=code,
        endonym=str(table["endonym"]),
        direction="rtl" if table["direction"] == "rtl" else "ltr",
        fallback=str(table["fallback"]),
        plural=str(table["plural"]),
        checked=str(table["checked"]),
        hints=tuple(table["hints"]),
    )


def in_order_for(hint: str, languages: Sequence[Language]) -> list[Language]:
    """The languages as they are offered to somebody whose phone says `hint`: a guess comes first.

    The hint only orders: a phone that says English or French may belong to somebody who reads
    neither (https://core.telegram.org/bots/api#user, `language_code`).
    """
    primary = hint.partition("-")[0].lower()
    return sorted(languages, key=lambda language: primary not in language.hints)


def guess(hint: str, languages: Sequence[Language]) -> str:
    """The language in which to speak before anybody has chosen."""
    primary = hint.partition("-")[0].lower()
    matching = (each.code for each in languages if primary in each.hints)
    return next(matching, languages[0].code)
