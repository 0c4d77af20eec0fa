"""The checks of the catalogues, on small ones made up for it: each fault is found, alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests import catalogues
from tests.catalogues import main, problems

LANGUAGES = """
[en]
endonym = "English"
direction = "ltr"
fallback = ""
plural = "nplurals=2; plural=(n != 1);"
checked = "source"
hints = ["en"]
[nl]
endonym = "Nederlands"
direction = "ltr"
fallback = "en"
plural = "nplurals=2; plural=(n != 1);"
checked = ""
hints = ["nl"]
complete = true
"""
POT = """
msgid "🆘 Emergency"
msgstr ""

msgid "Call 0800 99 340, or type /desk."
msgstr ""

msgid "Your number is %(reference)s."
msgstr ""

msgctxt "words for a command"
msgid "help|112"
msgstr ""

msgid "%(n)s file"
msgid_plural "%(n)s files"
msgstr[0] ""
msgstr[1] ""
"""
HEADER = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""
GOOD = (
    HEADER
    + """
msgid "🆘 Emergency"
msgstr "🆘 Nood"

msgid "Call 0800 99 340, or type /desk."
msgstr "Bel 0800 99 340, of typ /desk."

msgid "Your number is %(reference)s."
msgstr "Uw nummer is %(reference)s."

msgctxt "words for a command"
msgid "help|112"
msgstr "hulp|help"

msgid "%(n)s file"
msgid_plural "%(n)s files"
msgstr[0] "%(n)s bestand"
msgstr[1] "%(n)s bestanden"
"""
)


def found(folder: Path, po: str, pot: str = POT, fresh: str = POT) -> list[str]:
    """What is wrong with a Dutch catalogue."""
    (folder / "nl" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "languages.toml").write_text(LANGUAGES, encoding="utf-8")
    (folder / "messages.pot").write_text(pot, encoding="utf-8")
    (folder / "nl" / "LC_MESSAGES" / "messages.po").write_text(po, encoding="utf-8")
    return problems(folder, template(fresh))


def template(pot: str) -> dict[str, Catalog]:
    """What the code says, as if it had just been extracted."""
    return {"messages": read_po(BytesIO(pot.encode()), abort_invalid=True)}


def test_a_catalogue_with_everything_is_good(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('msgstr "🆘 Nood"', 'msgstr ""', "'🆘 Emergency' is not translated"),
        ('msgid "🆘 Emergency"', 'msgid "🆘 Danger"', "'🆘 Danger' is no longer said"),
        ('msgid "🆘 Emergency"', '#, fuzzy\nmsgid "🆘 Emergency"', "is marked as fuzzy"),
        ("🆘 Nood", "Nood", "begins with '' instead of '🆘'"),
        ("🆘 Nood", "🏠 Nood", "begins with '🏠' instead of '🆘'"),
        ("Bel 0800 99 340", "Bel 0800 99 341", "has another number than 080099340"),
        ("typ /desk", "typ /bureau", "has another command than desk"),
        ("of typ /desk", "of typ desk", "has another command than desk"),
        ("Uw nummer is %(reference)s.", "Uw nummer.", "has other places than ['reference']"),
        ("Uw nummer is %(reference)s.", "%(referentie)s.", "has other places than"),
        ("Uw nummer is %(reference)s.", "%(reference) s.", "has other places than"),
        ('[1] "%(n)s bestanden"', '[1] "bestanden"', "has other places than ['n']"),
        ('[1] "%(n)s bestanden"', '[1] ""', "'%(n)s file' is not translated"),
        ('msgstr[1] "%(n)s bestanden"\n', "", "'%(n)s file' is not translated"),
        ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "Plural-Forms is ''"),
        ("nummer is %(reference)s.", "nummer is %(reference)s. ", "has other spaces"),
        ("Uw nummer", " Uw nummer", "has other spaces"),
        ("Uw nummer is", "Uw nummer is \u2068", "has an invisible direction mark"),
        ("plural=(n != 1)", "plural=(n > 1)", "Plural-Forms is 'nplurals=2; plural=(n > 1);'"),
    ],
)
def test_one_fault_is_found_and_named(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    assert GOOD.count(written) == 1
    lines = found(tmp_path, GOOD.replace(written, instead))
    assert any(said in line for line in lines), lines
    assert all(line.startswith("nl: ") for line in lines)


def test_an_obsolete_entry_is_named(tmp_path: Path) -> None:
    lines = found(tmp_path, GOOD + '\n#~ msgid "Long gone"\n#~ msgstr "Weg"\n')
    assert lines == ["nl: 'Long gone' is no longer said: take it out"]


@pytest.mark.parametrize(
    "fresh",
    [
        POT + '\nmsgid "New"\nmsgstr ""\n',
        POT.replace("Your number", "The number"),
        POT.replace("words for a command", "another context"),
        POT.replace("%(n)s files", "%(n)s papers"),
    ],
)
def test_a_template_that_is_not_what_the_code_says_is_found(tmp_path: Path, fresh: str) -> None:
    (line,) = found(tmp_path, GOOD, fresh=fresh)
    assert line.startswith("messages.pot is not what the code says")
    assert line.endswith("run 'make messages'")


def test_dates_comments_and_order_do_not_matter(tmp_path: Path) -> None:
    dated = 'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2026-01-01 12:00+0000\\n"\n'
    entries = [part for part in POT.split("\n\n") if part.strip()]
    fresh = dated + "\n\n".join(f"#. A comment\n{part.strip()}" for part in reversed(entries))
    assert found(tmp_path, GOOD, fresh=fresh) == []


def test_a_catalogue_that_is_not_there_or_broken_is_one_line(tmp_path: Path) -> None:
    more_forms = GOOD.replace("bestanden", 'bestanden"\nmsgstr[2] "%(n)s')
    for n, broken in enumerate((GOOD + '\nmsgid "half', more_forms)):
        assert len(found(tmp_path / str(n), broken)) == 1
    found(tmp_path / "b", GOOD)
    (tmp_path / "b" / "nl" / "LC_MESSAGES" / "messages.po").unlink()
    (line,) = problems(tmp_path / "b", template(POT))
    assert line.startswith("a catalogue cannot be read: ")


def test_a_language_that_does_not_claim_to_be_complete_may_lack_sentences(tmp_path: Path) -> None:
    lacking = GOOD.replace('msgstr "🆘 Nood"', 'msgstr ""').replace('"%(n)s bestanden"', '""')
    found(tmp_path, lacking)
    toml = tmp_path / "languages.toml"
    toml.write_text(LANGUAGES.replace("complete = true", ""), encoding="utf-8")
    assert problems(tmp_path, template(POT)) == ["nl: '%(n)s file' is not translated"]


def test_staff_have_a_catalogue_only_where_the_list_of_languages_says_so(tmp_path: Path) -> None:
    both = {**template(POT), "staff": template(POT)["messages"]}
    found(tmp_path, GOOD)
    (tmp_path / "staff.pot").write_text(POT, encoding="utf-8")
    assert problems(tmp_path, both) == []
    toml = tmp_path / "languages.toml"
    toml.write_text(LANGUAGES + "staff = true\n", encoding="utf-8")
    (line,) = problems(tmp_path, both)
    assert line.startswith("a catalogue cannot be read: ")
    (tmp_path / "nl" / "LC_MESSAGES" / "staff.po").write_text(HEADER, encoding="utf-8")
    assert "nl: '🆘 Emergency' is not translated" in problems(tmp_path, both)


def test_the_program_says_what_is_wrong_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = template('msgid "Something else"\nmsgstr ""\n')
    monkeypatch.setattr(catalogues, "extracted", lambda: said)
    assert main() == 1
    assert capsys.readouterr().err.startswith("locales: messages.pot is not what the code says")
