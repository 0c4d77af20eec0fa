"""What the rooms have in common: small files with names that say what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted(file for room in ("bot", "flows") for file in (ROOT / room).rglob("*.py"))
MIGRATIONS = ROOT / "bot" / "store" / "migrations" / "versions"
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "misc", "common", "stuff", "base", "manager"}
MOST_LINES = 220


@pytest.mark.parametrize("file", CODE, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES or file.parent == MIGRATIONS


def test_names_say_what_is_inside() -> None:
    named = {part for file in CODE for part in file.relative_to(ROOT).with_suffix("").parts}
    assert not named & SAYS_NOTHING


def test_every_room_says_what_it_is_for() -> None:
    for room in {file.parent for file in CODE}:
        first = (room / "__init__.py").read_text(encoding="utf-8").splitlines()[:1]
        assert first, room
        assert first[0].startswith('"""'), room


def test_every_table_is_where_migrations_and_erasure_find_it() -> None:
    from bot.store import tables

    mapped = {mapper.class_.__name__ for mapper in tables.Base.registry.mappers}
    assert mapped <= set(tables.__all__)
