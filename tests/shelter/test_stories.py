"""The list as people live it, one file for each story and language: what they tap and read.

`> ` is what somebody taps or types, `* ` what happens besides; the keys that stand under every
message (Back, Menu, Emergency, other languages) are left out. `pytest --update` writes the files
anew; the difference is what to review.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.store.database import Database
from tests.databases import address_of
from tests.shelter.offers import Shelter
from tests.shelter.stories import STORIES
from tests.shelter.tale import Tale

FOLDER = Path(__file__).parents[1] / "transcripts" / "list"
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stories") / "loket.db"


@pytest.fixture(scope="module")
def reused(file: Path) -> Database:
    """It knows each statement from the story before, and does not wait for the disk: nothing dies
    here, and there are many stories.
    """
    opened = Database(address_of(file))
    event.listen(opened.engine.sync_engine, "connect", _without_waiting)
    return opened


def _without_waiting(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


@pytest.fixture
async def database(reused: Database, file: Path, migrated: Path) -> AsyncIterator[Database]:
    """Nothing but today's tables, each time."""
    shutil.copy(migrated, file)
    yield reused
    await reused.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
async def test_a_story_of_the_list_reads_as_it_was_reviewed(
    shelter: Shelter, story: str, code: str, request: pytest.FixtureRequest
) -> None:
    tale, kept = Tale(shelter, code), FOLDER / f"{story}.{code}.txt"
    await STORIES[story](tale)
    if request.config.getoption("--update"):
        kept.write_text(tale.text, encoding="utf-8")
    assert tale.text == kept.read_text(encoding="utf-8")


def test_each_file_is_a_story() -> None:
    named = {f"{story}.{code}" for story in STORIES for code in LANGUAGES}
    assert {file.stem for file in FOLDER.glob("*.txt")} == named
