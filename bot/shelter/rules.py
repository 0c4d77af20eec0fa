"""Every number of the shelter list in one place: `/list rules` says them in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

LISTS = ("men", "women", "families", "couples")
"""The lists. Minors who are alone are on none: they go to a human at once."""

FIRST_TIER, STANDARD = 1, 3
"""1 goes before 2. 3 is everybody's until a human has assessed otherwise."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the list works.

    `reserved_every`: one place in so many goes to whoever waits longest, whatever the tier.
    `margin`: offers beyond the free places, as a share of them (0 is none).
    `answer_hours`: daytime hours to answer an offer; `short`: the time for one of tonight;
    `last_call`: before the end comes the second reminder. Nothing ends or is sent outside
    `day_starts` to `day_ends`, but offers of tonight.
    `forgiven`: so many silences, and so many nights not come for, keep the place on the list.
    `check_days`: how often it is asked whether a place is still needed; `aside_days` of silence set
    a listing aside. `talk_days`: within so many staff talk with whoever declared something.
    `keeps_date_nights`: after a stay of so many nights at most, the first date counts again.
    `wait_weeks`: the usual wait is that of the last weeks. `hidden_below`: smaller numbers are not
    shown in a report. `kept_days`: a listing that has ended is kept so long.
    """

    reserved_every: int = 4
    margin: float = 0.0
    answer_hours: int = 4
    short: timedelta = timedelta(minutes=60)
    last_call: timedelta = timedelta(minutes=30)
    day_starts: time = time(9)
    day_ends: time = time(20)
    forgiven: int = 2
    check_days: int = 7
    aside_days: int = 14
    talk_days: int = 5
    keeps_date_nights: int = 7
    wait_weeks: int = 8
    hidden_below: int = 10
    kept_days: int = 14


RULES = Rules()
