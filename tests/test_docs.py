"""The README tells a newcomer everything that there is to set, to type and to write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import typer

from bot.__main__ import app
from bot.engine import Effect
from bot.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme(readme: str, name: str) -> None:
    assert f"LOKET_{name.upper()}" in readme


def test_every_command_is_in_the_readme(readme: str) -> None:
    group = typer.main.get_group(app)
    assert len(group.commands) >= 8
    missing = [n for n in group.commands if not re.search(rf"(`|bot |loket |make ){n}\b", readme)]
    assert missing == []


@pytest.mark.parametrize("effect", get_args(Effect), ids=lambda effect: effect.__name__)
def test_every_effect_of_a_flow_is_in_the_readme(readme: str, effect: type) -> None:
    assert effect.__name__ in readme


def test_every_room_is_on_the_map(readme: str) -> None:
    rooms = [room.name for room in (ROOT / "bot").iterdir() if (room / "__init__.py").exists()]
    assert [room for room in rooms if room not in readme] == []


def test_every_decision_has_a_title() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        assert page.read_text(encoding="utf-8").startswith("# "), page.name
