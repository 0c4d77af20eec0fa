"""All rules together."""

from __future__ import annotations

from tests.soak.people import PeopleDo
from tests.soak.staff import StaffDo
from tests.soak.trouble import TroubleComes


class Machine(PeopleDo, StaffDo, TroubleComes):
    """Whatever anybody may do, in any order."""
