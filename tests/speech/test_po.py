"""Reading catalogues fast: what Babel's reader finds is what ours finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.speech.languages import DOMAINS, LOCALES
from bot.speech.po import read, sentences

FILES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
WRITTEN = r'''# A comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#. a note
#, python-format
msgctxt "keyboard"
msgid ""
"One \"line\"\n"
"and another \\ with %(n)s"
msgstr ""
"Une \"ligne\"\n"
"et une autre \\ avec %(n)s"

#, fuzzy, python-format
msgid "not sure"
msgstr "pas sûr"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s jour"
msgstr[1] ""
"%(n)s "
"jours"

msgid "half %(n)s"
msgid_plural "halves %(n)s"
msgstr[0] "demi %(n)s"
msgstr[1] ""

#~ msgid "gone"
#~ msgstr "parti"

msgid "the last, without a line's end"
msgstr "le dernier"'''


def by_babel(file: Path) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """The same by the library."""
    with file.open("rb") as opened:
        messages = [each for each in read_po(opened) if each.id and not each.fuzzy]
    found = {}
    for each in messages:
        forms = (each.string,) if isinstance(each.string, str) else tuple(each.string or ())
        if forms and all(forms):
            found[(each.context, each.id if isinstance(each.id, str) else each.id[0])] = forms
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
def test_a_catalogue_is_read_as_babel_reads_it(file: Path) -> None:
    assert read(file) == by_babel(file)


def test_there_are_catalogues() -> None:
    assert len(FILES) >= 18


def test_quotes_lines_plurals_and_doubts_are_read_as_babel_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_text(WRITTEN, encoding="utf-8")
    assert read(file) == by_babel(file)
    assert len(read(file)) == 3
    assert (None, "half %(n)s") in sentences(file)


def test_a_file_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "none.po") == {}


def test_a_template_has_a_sentence_once() -> None:
    people, staff = (sentences(LOCALES / f"{name}.pot") for name in DOMAINS)
    assert len(people) > 500
    assert not people & staff
