"""`make messages`: takes the sentences out of the code and brings the catalogues up to date.

What people read is in `messages`, what only staff read in `staff`. Which of the two is decided by
where a sentence stands; one that stands in both kinds of places is people's. A translation moves
with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.speech.languages import DOMAINS, LOCALES, SOURCE, Language, read_languages

ROOT = Path(__file__).parents[1]
ROOTS = ("bot", "flows")
KEYWORDS = {"_": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}
STAFF = (
    "bot/desk/",
    "bot/shelter/names.py",
    "bot/shelter/report.py",
    "bot/shelter/figures.py",
    "bot/shelter/sheets.py",
    "bot/shelter/overriding.py",
    "bot/shelter/ways.py",
    "bot/shelter/picture.py",
    "bot/shelter/calls.py",
    "bot/tickets/owner.py",
)
"""Where only staff's sentences stand …"""
PEOPLE = ("bot/desk/telling.py",)
"""… but not here: the desk says these to people."""

HEADER = """\
# Loket in {endonym}: what {readers} read. Draft or checked: locales/languages.toml says it.
msgid ""
msgstr ""
"Project-Id-Version: Loket\\n"
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
READERS = {"messages": "people", "staff": "staff"}
Key = tuple[str | None, str]


@dataclass(frozen=True)
class Sentence:
    """A sentence of the code, and where it stands."""

    file: str
    id: str | tuple[str, ...]
    context: str | None
    comments: tuple[str, ...]


def extracted(root: Path = ROOT) -> dict[str, Catalog]:
    """The sentences of the code, by catalogue."""
    found = list(_sentences(root))
    for_people = {_key(each.id, each.context) for each in found if not is_staffs(each.file)}
    made = {name: Catalog(charset="utf-8") for name in DOMAINS}
    for each in found:
        whose = "messages" if _key(each.id, each.context) in for_people else "staff"
        made[whose].add(each.id, auto_comments=each.comments, context=each.context)
    return made


def is_staffs(file: str) -> bool:
    """Whether only staff read what a file of the code says."""
    return file.startswith(STAFF) and file not in PEOPLE


def _sentences(root: Path) -> Iterator[Sentence]:
    for folder in ROOTS:
        for file, _line, found, comments, context in extract_from_dir(
            root / folder, [("**.py", "python")], {}, KEYWORDS, ("Translators:",),
            strip_comment_tags=True,
        ):  # fmt: skip
            name = found if isinstance(found, str) else tuple(found)
            yield Sentence(f"{folder}/{file}", name, context, tuple(comments))


def _key(msgid: str | tuple[str, ...] | list[str], context: str | None) -> Key:
    return context, msgid if isinstance(msgid, str) else msgid[0]


def bring_up_to_date(folder: Path, templates: Mapping[str, Catalog]) -> None:
    """Write the templates, and every language's catalogues; what is no longer said goes."""
    for name, template in templates.items():
        (folder / f"{name}.pot").write_bytes(_written(template))
    for code, language in read_languages(folder).items():
        if code == SOURCE:
            continue
        known = _known(folder / code / "LC_MESSAGES")
        for name, template in templates.items():
            if name == "messages" or language.staff:
                write_catalogue(folder, language, name, template, known)


def write_catalogue(
    folder: Path, language: Language, name: str, template: Catalog, known: Mapping[Key, Message]
) -> None:
    """One catalogue of a language: the template's sentences with what is translated."""
    made = Catalog(charset="utf-8")
    made.mime_headers = [("Plural-Forms", language.plural)]
    for message in template:
        if message.id:
            _add(made, message, known.get(_key(message.id, message.context)), language.forms)
    file = folder / language.code / "LC_MESSAGES" / f"{name}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(
        endonym=language.endonym,
        readers=READERS[name],
        code=language.code,
        plural=language.plural,
    )
    file.write_bytes(head.encode() + _written(made))


def _add(made: Catalog, message: Message, before: Message | None, forms: int) -> None:
    plural = not isinstance(message.id, str)
    string = before.string if before is not None and before.id == message.id else None
    if string is None or isinstance(string, str) == plural:
        string = ("",) * forms if plural else ""
    flags = {"fuzzy"} if before is not None and before.fuzzy else set()
    made.add(
        message.id,
        string,
        flags=message.flags | flags,
        auto_comments=message.auto_comments,
        user_comments=before.user_comments if before is not None else (),
        context=message.context,
    )


def _known(folder: Path) -> dict[Key, Message]:
    """Every translation that a language has, whichever of its catalogues it is in."""
    found = {}
    for name in DOMAINS:
        file = folder / f"{name}.po"
        if file.exists():
            with file.open("rb") as opened:
                messages = [m for m in read_po(opened, abort_invalid=True) if m.id]
            found.update({_key(m.id, m.context): m for m in messages})
    return found


def _written(catalogue: Catalog) -> bytes:
    into = BytesIO()
    write_po(into, catalogue, width=0, no_location=True, omit_header=True, ignore_obsolete=True)
    return into.getvalue()


if __name__ == "__main__":
    bring_up_to_date(LOCALES, extracted())
