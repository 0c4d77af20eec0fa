"""The desk of the list's tests: volunteers who write and tap."""

from __future__ import annotations

from tests.desk.shelter.conftest import catalogues, comes, joins, office, one_group
from tests.shelter.conftest import phone

__all__ = ["catalogues", "comes", "joins", "office", "one_group", "phone"]
