"""A desk that makes notices, people who read them, and people who asked to be told."""

from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.notices.broadcast import Broadcast
from bot.office import Office
from bot.store.database import Database
from tests.desk.shelter.conftest import comes, office
from tests.notices.town import Town
from tests.shelter.conftest import catalogues, shelter
from tests.shelter.conftest import office as one_group

__all__ = ["catalogues", "comes", "office", "one_group", "shelter"]


@pytest.fixture
def town(database: Database, office: Office, clock: MovableClock) -> Town:
    """People with phones."""
    return Town(database, office, clock)


@pytest.fixture
def broadcast(database: Database, office: Office) -> Broadcast:
    """What tells notices."""
    return Broadcast(office, database, lambda: None)
