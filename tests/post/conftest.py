"""A channel of our own, and what stands around it."""

from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.post.inbox import InboxStore
from bot.privacy.vault import Vault
from bot.store.database import Database
from tests.databases import CHANNEL
from tests.post.telegraph import Telegraph


@pytest.fixture
def inbox(database: Database, vault: Vault, clock: MovableClock) -> InboxStore:
    return InboxStore(CHANNEL, database, vault, clock)


@pytest.fixture
def telegraph() -> Telegraph:
    return Telegraph()
