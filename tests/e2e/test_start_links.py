"""The link of a place: from the QR code to what the helper reads."""

from __future__ import annotations

import pytest

from bot.demo.stories.labels import reference_in
from bot.desk.showing import CAME_FROM
from bot.people.came_from import PLACES
from tests.e2e.conftest import Brussels
from tests.e2e.staff import opens, say, volunteer
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_from_a_link_to_the_first_question_and_a_helper_sees_where_they_came_from(
    town: Brussels,
) -> None:
    helper = await volunteer(town, "Ada")
    talk = Talk(town, town.person(language="en"))
    await talk.says("/start round")
    await talk.taps("English")
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", "yes")
    talk.hears(asks("other_help", "what"))
    await talk.chooses("other_help", "what", "work")
    await talk.chooses("other_help", "card", "no")
    await talk.chooses("other_help", "words", "skipped")
    await talk.chooses("other_help", "review", "send")
    head = await opens(town, helper, reference_in(talk.last.text))
    assert say(CAME_FROM.with_values(place=PLACES["round"])) in head.text
    await talk.ends()
