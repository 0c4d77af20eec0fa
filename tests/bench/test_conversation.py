"""The bench's conversation works with each bot, so that what it measures is the same work. aiogram
has an environment of its own, which only `make bench` sets up: its bots are tried there.
"""

from __future__ import annotations

import pytest

from tests.bench.contestants import LOKET, PTB, PTB_CONCURRENT, PTB_ECHO, Contestant
from tests.bench.plan import Plan
from tests.bench.running import play
from tests.budget import LONG

PEOPLE = 3
MESSAGES = 13
WHO = [LOKET, PTB, PTB_CONCURRENT, PTB_ECHO] if LONG else [LOKET, PTB]
"""The others differ from the second in their settings: `make soak` tries them."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", WHO, ids=lambda who: who.name)
async def test_three_people_have_the_whole_conversation(who: Contestant) -> None:
    told = (await play(who, Plan(who.script, PEOPLE, limits=False))).told
    assert (told.finished, told.repeated, told.refusals) == (PEOPLE, 0, 0)
    assert len(told.waits) == told.messages == PEOPLE * MESSAGES
