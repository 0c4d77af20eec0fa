"""Facts and checks are no text: a coordinator changes a place's hours and says of an answer that it
is right, in chat, and somebody reads both at once in Pashto.
"""

from __future__ import annotations

import pytest

from bot.answers.freshness import CHECKED
from bot.desk.answers import commands, one
from bot.speech.dates import date_in_words
from bot.speech.direction import without_marks
from flows.answers import LIBRARY
from tests.e2e.conftest import Brussels
from tests.e2e.staff import reads, say
from tests.e2e.talk import Talk
from tests.e2e.test_list_staff import taps
from tests.e2e.test_places_in_chat import HUB, hours_are_corrected

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_corrected_hours_and_a_checked_answer_are_read_at_once_in_pashto(
    town: Brussels,
) -> None:
    carla, question = town.coordinator, LIBRARY["hub_services"].question
    zarmina = Talk(town, town.person("Zarmina", "ps"), "ps")
    await zarmina.begins()
    await zarmina.chooses("menu", "menu", "questions")
    await zarmina.chooses("questions", "topic", "needs")
    before = without_marks((await zarmina.chooses("questions", "needs", "hub_services")).text)
    assert "06:45–20:15" not in before

    await hours_are_corrected(town, "Mon-Sun 06:45-20:15")
    town.loket.let_pass(2)
    carla.send_text(f"/answers {say(question)}")
    screen = await reads(carla, say(commands.FOUND))
    await taps(town, carla, screen, question, one.CHECKED)

    await zarmina.says("/menu")
    await zarmina.chooses("menu", "menu", "questions")
    await zarmina.chooses("questions", "topic", "needs")
    after = without_marks((await zarmina.chooses("questions", "needs", "hub_services")).text)
    today = date_in_words(town.world.clock.now().date(), "ps")
    checked = zarmina.words(CHECKED.with_values(source="", day=today))
    assert HUB in after
    assert without_marks(checked.rpartition(".")[0])[-20:] in after
