"""The bench's conversation works with each bot, so that what it measures is the same work."""

from __future__ import annotations

import pytest

from tests.bench.contestants import ALL, Contestant
from tests.bench.plan import Plan
from tests.bench.running import play

PEOPLE = 3
MESSAGES = 12


@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", ALL, ids=lambda who: who.name)
async def test_three_people_have_the_whole_conversation(who: Contestant) -> None:
    if not who.installed:
        pytest.skip("aiogram has no environment of its own here: make test sets it up")
    told = (await play(who, Plan(who.script, PEOPLE, limits=False))).told
    assert (told.finished, told.repeated, told.refusals) == (PEOPLE, 0, 0)
    assert len(told.waits) == told.messages == PEOPLE * MESSAGES
