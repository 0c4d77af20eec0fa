"""Checks the catalogues: `python -m tests.catalogues`, as `make lint` does.

A line for each thing that is wrong, and exit code 1; nothing where all is well. A language may lack
sentences unless `languages.toml` says that it is complete; what it has must be right.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.speech.languages import LOCALES, SOURCE, Language, read_languages
from tests.extracting import extracted

Key = tuple[str | None, str]
PLACE = re.compile(r"%\((\w+)\)s")
NUMBER = re.compile(r"\d(?:[ ./\u00a0]?\d)+")
COMMAND = re.compile(r"(?<![\w/<>.])/[a-z]+\b")
RULE = re.compile(r'^"Plural-Forms: (.*)\\n"$', re.MULTILINE)
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LISTS = (
    "words",
    "words for a command",
    "words for a paper card",
    "search words",
    "crisis words",
)
"""Contexts of lists of words: each language has its own, separated by |."""


def problems(folder: Path, fresh: Mapping[str, Catalog]) -> list[str]:
    """Everything that is wrong with a folder of catalogues. `fresh` is what the code says."""
    found: list[str] = []
    try:
        for name, template in fresh.items():
            kept = _by_key(_read(folder / f"{name}.pot"))
            found += _stale(name, kept, _by_key(template))
            for code, language in read_languages(folder).items():
                if code != SOURCE and (name == "messages" or language.staff):
                    file = folder / code / "LC_MESSAGES" / f"{name}.po"
                    found += [f"{code}: {line}" for line in _language(file, language, kept)]
    except (OSError, PoFileError) as unreadable:
        return [f"a catalogue cannot be read: {unreadable}"]
    return found


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, abort_invalid=True)


def _by_key(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> Key:
    return message.context, _ids(message)[0]


def _ids(message: Message) -> tuple[str, ...]:
    """The sentence; or its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    written = message.string
    return (written or "",) if isinstance(written, str | None) else tuple(written)


def _stale(name: str, kept: Mapping[Key, Message], fresh: Mapping[Key, Message]) -> list[str]:
    ids = {key: _ids(message) for key, message in kept.items()}
    now = {key: _ids(message) for key, message in fresh.items()}
    changed = [key for key in {**ids, **now} if ids.get(key) != now.get(key)]
    return [
        f"{name}.pot is not what the code says ('{_short(key[1])}'): run 'make messages'"
        for key in changed[:1]
    ]


def _language(file: Path, language: Language, wanted: Mapping[Key, Message]) -> Iterator[str]:
    catalogue = _read(file)
    header = "".join(RULE.findall(file.read_text(encoding="utf-8"))[:1])
    if _squeezed(header) != _squeezed(language.plural):
        yield f"Plural-Forms is '{header}' and languages.toml says '{language.plural}'"
    written = _by_key(catalogue)
    unused = [message for key, message in written.items() if key not in wanted]
    for message in (*catalogue.obsolete.values(), *unused):
        yield f"'{_short(_key(message)[1])}' is no longer said: take it out"
    for key, message in wanted.items():
        translated = written.get(key)
        forms = _forms(translated) if translated else ("",)
        if not any(forms) and not language.complete:
            continue
        if translated is None or not all(forms):
            yield f"'{_short(key[1])}' is not translated"
        elif translated.fuzzy:
            yield f"'{_short(key[1])}' is marked as fuzzy: check it, and take the mark off"
        else:
            for line in _differences(message, forms, language):
                yield f"'{_short(key[1])}' {line}"


def _differences(message: Message, forms: tuple[str, ...], language: Language) -> Iterator[str]:
    ids = _ids(message)
    if len(ids) > 1 and len(forms) != language.forms:
        yield f"has {len(forms)} plural forms instead of {language.forms}"
    places = {place for each in ids for place in PLACE.findall(each)}
    for form in forms:
        if set(PLACE.findall(form)) != places or form.count("%(") != len(PLACE.findall(form)):
            yield f"has other places than {sorted(places)}: '{_short(form)}'"
        if BIDI.search(form):
            yield "has an invisible direction mark: Loket sets them itself"
        if message.context not in LISTS:
            yield from _changed(ids[-1], form)


def _changed(said: str, form: str) -> Iterator[str]:
    if _ends(said) != _ends(form):
        yield "has other spaces at its beginning or end"
    if _icon(said) != _icon(form):
        yield f"begins with '{_icon(form)}' instead of '{_icon(said)}'"
    for what, pattern in (("number", NUMBER), ("command", COMMAND)):
        here = {_squeezed(each) for each in pattern.findall(said)}
        there = {_squeezed(each) for each in pattern.findall(form)}
        if here - there or (what == "command" and there - here):
            yield f"has another {what} than {', '.join(sorted(here))}"


def _icon(words: str) -> str:
    """The icon with which a sentence begins, if it does."""
    first = words.strip().partition(" ")[0]
    is_icon = first and all(unicodedata.category(c) in ("So", "Mn", "Cf", "Sk") for c in first)
    return first.replace("\ufe0f", "") if is_icon else ""


def _ends(words: str) -> tuple[str, str]:
    return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s./\u00a0]", "", words)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 50 else f"{flat[:49]}…"


def main() -> int:
    """Print what is wrong; 1 where something is."""
    found = problems(LOCALES, extracted())
    for line in found:
        print(f"locales: {line}", file=sys.stderr)  # noqa: T201 - a program for the terminal
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
