"""An answer of the library: facts with a source and an age, never advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.text import Text, _, joined

NOT_CHECKED = _(
    "Source: %(source)s. A lawyer has not checked this yet: ask a person before you act."
)
# Translators: %(day)s is a date like 2026-11-21.
CHECKED = _("Source: %(source)s. Checked on %(day)s.")


@dataclass(frozen=True, slots=True)
class Article:
    """A question that many ask, and its answer in short paragraphs.

    `stale_after` is in days. `may_change` marks what the EU Pact of 12 June 2026 may have changed.
    `checked_on` is None until somebody with the right to has checked it.
    """

    id: str
    question: Text
    paragraphs: Sequence[Text]
    source: str
    stale_after: int
    may_change: bool = False
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def answer(self) -> Text:
        """The paragraphs, and where they come from."""
        return joined(*self.paragraphs, self._provenance().with_values(source=self.source))

    def _provenance(self) -> Text:
        if self.checked_on is None:
            return NOT_CHECKED
        return CHECKED.with_values(day=self.checked_on.isoformat())
