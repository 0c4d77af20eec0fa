"""Which catalogue a sentence belongs to, and that its translation moves with it."""

from __future__ import annotations

from pathlib import Path

from bot.speech.po import read
from tests.extracting import PEOPLE, ROOT, STAFF, bring_up_to_date, extracted, is_staffs

LANGUAGES = """
[en]
endonym = "English"
direction = "ltr"
fallback = ""
plural = "nplurals=2; plural=(n != 1);"
checked = "source"
hints = ["en"]
[fr]
endonym = "Français"
direction = "ltr"
fallback = "en"
plural = "nplurals=3; plural=(n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2);"
checked = ""
hints = ["fr"]
staff = true
[rn]
endonym = "Ikirundi"
direction = "ltr"
fallback = "fr"
plural = "nplurals=1; plural=0;"
checked = ""
hints = ["rn"]
"""
KNOWN = """msgid ""
msgstr "Plural-Forms: nplurals=3; plural=(n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2);\\n"

msgid "Claim"
msgstr "Prendre"

msgid "Yes"
msgstr "Oui"

msgid "%(n)s night"
msgid_plural "%(n)s nights"
msgstr[0] "%(n)s nuit"
msgstr[1] "%(n)s de nuits"
msgstr[2] "%(n)s nuits"

msgid "Long gone"
msgstr "Parti"
"""


def code(root: Path) -> Path:
    """A desk and a flow, with a sentence that stands in both."""
    said = {
        "bot/desk/room.py": 'A = _("Claim")\nB = _("Yes")\n',
        "flows/menu.py": 'C = _("Yes")\nD = ngettext("%(n)s night", "%(n)s nights", 2)\n',
    }
    for name, words in said.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, encoding="utf-8")
    return root


def test_staff_read_what_stands_in_staffs_files_and_people_everything_else(tmp_path: Path) -> None:
    found = extracted(code(tmp_path))
    ids = {name: [m.id for m in each if m.id] for name, each in found.items()}
    assert ids == {"messages": ["Yes", ("%(n)s night", "%(n)s nights")], "staff": ["Claim"]}


def test_a_translation_moves_with_its_sentence_and_what_is_gone_goes(tmp_path: Path) -> None:
    (tmp_path / "languages.toml").write_text(LANGUAGES, encoding="utf-8")
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(KNOWN, encoding="utf-8")
    for _time in range(2):
        bring_up_to_date(tmp_path, extracted(code(tmp_path)))
        nights = ("%(n)s nuit", "%(n)s de nuits", "%(n)s nuits")
        people = {(None, "Yes"): ("Oui",), (None, "%(n)s night"): nights}
        assert read(folder / "messages.po") == people
        assert read(folder / "staff.po") == {(None, "Claim"): ("Prendre",)}
    rundi = tmp_path / "rn" / "LC_MESSAGES"
    assert not (rundi / "staff.po").exists()
    assert "msgstr[1]" not in (rundi / "messages.po").read_text(encoding="utf-8")


def test_the_files_that_are_staffs_are_there() -> None:
    assert all((ROOT / name).exists() for name in (*STAFF, *PEOPLE))
    assert is_staffs("bot/desk/shelter/doors.py")
    assert not is_staffs("bot/desk/telling.py")
    assert not is_staffs("flows/menu.py")
