"""A notice in words, for whoever reads one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from bot.engine import Text, _, lines, verbatim
from bot.notices.templates import OWN_WORDS, TEMPLATES
from bot.speech.catalogues import Catalogues
from bot.speech.dates import day_in_words
from bot.store.tables import Notice

# Translators: above words in another language; %(language)s is its own name, like "Français".
IN_LANGUAGE = _("In %(language)s:")

DAY = "day"
UNKNOWN = "…"


def values_of(notice: Notice) -> dict[str, str]:
    """What fills the template's places; a day as an ISO date."""
    written: dict[str, str] = json.loads(notice.written)
    return written


def as_written(values: Mapping[str, str]) -> str:
    """The same, as it is kept."""
    return json.dumps(values, ensure_ascii=False)


def day_of(notice: Notice) -> date | None:
    """The day that it is about, if it is about one."""
    written = values_of(notice).get(DAY)
    return date.fromisoformat(written) if written else None


def told(catalogues: Catalogues, notice: Notice, language: str) -> Text:
    """A notice for a reader of a language. A coordinator's own words stay as they were written,
    under the name of their language where that is another one.
    """
    template = TEMPLATES[notice.template]
    text, unknown = template.text, dict.fromkeys([*template.typed, DAY], UNKNOWN)
    values = unknown | values_of(notice)  # a template can have got another place since
    if notice.template != OWN_WORDS:
        day = day_of(notice)
        said = {DAY: verbatim(day_in_words(day, language))} if day else {}
        return text.with_values(**values | said)
    own = Text(" ", parts=(text, verbatim(values[OWN_WORDS])))
    if notice.language in (None, language):
        return own
    name = catalogues[notice.language].endonym
    return lines(IN_LANGUAGE.with_values(language=name), own)
