"""An office with the words of somebody in need, and a phone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.office import Office
from bot.store.database import Database
from flows.crisis import CRISES
from tests.shelter.conftest import catalogues
from tests.shelter.conftest import office as shelter_office
from tests.shelter.phone import Phone

__all__ = ["catalogues", "shelter_office"]


@pytest.fixture
def office(shelter_office: Office) -> Office:
    """An installation that reads the words of crises."""
    return replace(shelter_office, crises=CRISES)


@pytest.fixture
def phone(office: Office, database: Database) -> Phone:
    """Somebody's phone, in English."""
    return Phone(office, database)
