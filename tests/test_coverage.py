"""The table of languages says what is in the catalogues, and nothing better."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from bot import coverage as covering
from bot.__main__ import app
from bot.coverage import WHATSAPP, Coverage, Part, coverage
from bot.speech.languages import LOCALES, SOURCE, read_languages
from bot.speech.po import Messages, read, sentences

FIT = WHATSAPP[-1]


@pytest.fixture(scope="module")
def rows() -> dict[str, Coverage]:
    return {each.language.code: each for each in coverage()}


def test_what_is_there_and_what_is_missing_is_all_there_is(rows: dict[str, Coverage]) -> None:
    wanted = sentences(LOCALES / "messages.pot")
    for code, each in rows.items():
        file = LOCALES / code / "LC_MESSAGES" / "messages.po"
        there = wanted if code == SOURCE else frozenset(read(file))
        assert each.people.of == len(wanted)
        assert each.people.missing == len(wanted - there)
        assert (each.people.percent == 100) == (wanted <= there)


def test_a_language_that_claims_to_be_complete_is(rows: dict[str, Coverage]) -> None:
    lacks = {
        code: each.people.missing + (each.staff.missing if each.staff else 0)
        for code, each in rows.items()
        if each.language.complete
    }
    assert {code: missing for code, missing in lacks.items() if missing} == {}


def test_no_label_is_longer_than_any_place_for_it(rows: dict[str, Coverage]) -> None:
    assert {code: each.longest for code, each in rows.items() if each.longer[-1]} == {}
    for each in rows.values():
        assert (len(each.longest) > FIT) == bool(each.longer[-1])
        assert list(each.longer) == sorted(each.longer, reverse=True)


def test_percent_is_rounded_down() -> None:
    assert [Part(there, 1000).percent for there in (0, 9, 10, 999, 1000)] == [0, 0, 1, 99, 100]


def test_the_table_has_a_line_for_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    known = read_languages()
    known["fr"] = replace(known["fr"], checked="A. B., 2026-11-30")
    known["rn"] = replace(known["rn"], read_again="2026-11-22", changed=17)
    monkeypatch.setattr(covering, "read_languages", lambda: known)

    def a_third(file: object) -> Messages:
        return {} if "/rn/" in str(file) else dict.fromkeys(sentences(LOCALES / "staff.pot"), ())

    monkeypatch.setattr(covering, "read", a_third)
    shown = CliRunner().invoke(app, ["languages"])
    assert shown.exit_code == 0
    lines = {line.split()[0]: line for line in shown.output.splitlines() if line.split()}
    assert set(known) <= set(lines)
    assert "100 %" in lines["en"]
    assert "A. B., 2026-11-30" in lines["fr"]
    assert "100 %" in lines["fr"]
    assert "draft" in lines["rn"]
    assert "→ fr" in lines["rn"]
    assert "0 %" in lines["rn"]
    assert "2026-11-22, 17 changed" in lines["rn"]
    assert "draft" not in lines["fr"]
