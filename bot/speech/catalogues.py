"""From a Text to somebody's language.

Catalogues are read from the .po files as they are: there is no compile step to forget. Each is read
when its language is spoken for the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.engine import Text
from bot.speech.direction import LETTER, PLACE, isolate, isolate_latin, led_from_the_right
from bot.speech.languages import (
    DOMAINS,
    LOCALES,
    SOURCE,
    Language,
    chain,
    nearest_checked,
    read_languages,
)
from bot.speech.po import Messages, read


class Catalogues:
    """The catalogues of the languages that are switched on."""

    def __init__(self, codes: Sequence[str], zone: ZoneInfo, folder: Path = LOCALES) -> None:
        """Raises KeyError for a language that `languages.toml` does not have."""
        known = read_languages(folder)
        self.languages = [known[code] for code in codes]
        self.zone = zone
        self._known = known
        self._folder = folder
        self._chains = {code: chain(code, known) for code in known}
        self._needed = {link for code in codes for link in self._chains[code]}
        self._messages: dict[str, Messages] = {}
        self._plural_index = {code: known[code].plural_index for code in self._needed}

    def __getitem__(self, code: str) -> Language:
        return self._known[code]

    @property
    def codes(self) -> list[str]:
        """The codes of the languages that are switched on."""
        return [language.code for language in self.languages]

    @property
    def for_staff(self) -> list[Language]:
        """Those in which staff's screens are; all, where they are in none of them."""
        return [each for each in self.languages if each.staff] or self.languages

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
        return code == SOURCE or (text.context, text.msgid) in self._of(code)

    def everywhere(self, text: Text) -> frozenset[str]:
        """What a text is in each language that is switched on."""
        return frozenset(self.say(text, code) for code in self.codes)

    def nearest_checked(self, code: str) -> Language:
        """The language nearest to one that a native speaker has checked."""
        return nearest_checked(code, self._known)

    def _template(self, text: Text, code: str) -> str:
        key = (text.context, text.msgid)
        for link in self._chains[code]:
            forms = self._of(link).get(key)
            if forms:
                words = forms[self._form(text, link)] if len(forms) > 1 else forms[0]
                return led_from_the_right(isolate_latin(words)) if self._is_rtl(link) else words
        one = not text.plural or text.values["n"] == 1
        words = text.msgid if one else str(text.plural)
        wordless = self._is_rtl(code) and not LETTER.search(PLACE.sub("", words))
        return led_from_the_right(words) if wordless else words

    def _of(self, code: str) -> Messages:
        """A language's own words. Somebody may still speak one that was switched off: it has none
        then, and the source's are said.
        """
        kept = self._messages.get(code)
        if kept is None:
            files = [self._folder / code / "LC_MESSAGES" / f"{name}.po" for name in DOMAINS]
            kept = {} if code not in self._needed else {**read(files[1]), **read(files[0])}
            self._messages[code] = kept
        return kept

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
