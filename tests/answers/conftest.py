"""An office with the library, and somebody's phone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.library import AnswerLibrary
from bot.office import Office
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from flows.answers import LIBRARY
from tests.shelter.conftest import catalogues
from tests.shelter.conftest import office as without_library
from tests.shelter.phone import Phone

__all__ = ["catalogues", "without_library"]


@pytest.fixture(scope="session")
def library(catalogues: Catalogues) -> AnswerLibrary:
    """All answers; their indexes are made once."""
    return AnswerLibrary(LIBRARY, catalogues)


@pytest.fixture
def office(without_library: Office, library: AnswerLibrary) -> Office:
    """An installation in English, French and Arabic."""
    return replace(without_library, library=library)


@pytest.fixture
def phone(office: Office, database: Database) -> Phone:
    """Somebody's phone, in English."""
    return Phone(office, database)
