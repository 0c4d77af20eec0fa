"""From a Text to somebody's language.

Catalogues are read from the .po files as they are (Babel): there is no compile step to forget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages.pofile import read_po

from bot.engine import Text
from bot.speech.direction import isolate, isolate_latin
from bot.speech.languages import LOCALES, SOURCE, Language, read_languages

Key = tuple[str | None, str]
Messages = Mapping[Key, tuple[str, ...]]


class Catalogues:
    """The catalogues of the languages that are switched on."""

    def __init__(self, codes: Sequence[str], zone: ZoneInfo, folder: Path = LOCALES) -> None:
        """Raises KeyError for a language that `languages.toml` does not have."""
        known = read_languages(folder)
        self.languages = [known[code] for code in codes]
        self.zone = zone
        self._known = known
        needed = {link for code in codes for link in self._chain(code)}
        self._messages = {code: _read(code, folder) for code in needed}
        self._plural_index = {code: known[code].plural_index for code in needed}

    def __getitem__(self, code: str) -> Language:
        return self._known[code]

    @property
    def codes(self) -> list[str]:
        """The codes of the languages that are switched on."""
        return [language.code for language in self.languages]

    def say(self, text: Text, code: str) -> str:
        """The text in a language, with its places filled and its direction kept.

        Raises KeyError for a place that nobody filled.
        """
        if text.parts:
            return text.msgid.join(self.say(part, code) for part in text.parts)
        if not text.msgid:
            return str(text.values["words"])
        words = self._template(text, code)
        if "%(" not in words:
            return words
        return words % {name: self._value(v, code) for name, v in text.values.items()}

    def has(self, text: Text, code: str) -> bool:
        """Whether a language has its own words for a text (not a fallback's)."""
        return code == SOURCE or bool(self._messages[code].get((text.context, text.msgid)))

    def _template(self, text: Text, code: str) -> str:
        for link in self._chain(code):
            # Somebody may still speak a language that was switched off: then the source's words.
            forms = self._messages.get(link, {}).get((text.context, text.msgid))
            if forms:
                words = forms[self._form(text, link)] if len(forms) > 1 else forms[0]
                return isolate_latin(words) if self._is_rtl(link) else words
        one = not text.plural or text.values["n"] == 1
        return text.msgid if one else str(text.plural)

    def _form(self, text: Text, code: str) -> int:
        n = text.values["n"]
        return self._plural_index[code](n if isinstance(n, int) else 1)

    def _value(self, value: str | int | Text, code: str) -> str:
        if isinstance(value, Text) and (value.msgid or value.parts):
            return self.say(value, code)
        if isinstance(value, Text):
            value = self.say(value, code)
        return isolate(str(value)) if self._is_rtl(code) else str(value)

    def _is_rtl(self, code: str) -> bool:
        return self._known[code].direction == "rtl"

    def _chain(self, code: str) -> list[str]:
        """The language, its fallbacks, and the source."""
        chain = [code]
        while fallback := self._known[chain[-1]].fallback:
            chain.append(fallback)
        return chain


def _read(code: str, folder: Path) -> Messages:
    file = folder / code / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=None)
    return {
        (message.context, _id(message.id)): _forms(message.string)
        for message in catalogue
        if message.id and all(_forms(message.string)) and not message.fuzzy
    }


def _id(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)
