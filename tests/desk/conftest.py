"""An office with a ticket, as for the tickets' own tests."""

from __future__ import annotations

from tests.tickets.conftest import office, opened

__all__ = ["office", "opened"]
