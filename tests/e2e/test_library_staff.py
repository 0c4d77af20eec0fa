"""The library at the desk over HTTP: a coordinator checks an answer, a volunteer sends it."""

from __future__ import annotations

import pytest

from bot.desk.answers import one, overview, sending, suggesting
from bot.tickets.person import ANSWER
from flows.answers import LIBRARY, TOPICS
from tests.e2e.conftest import Brussels
from tests.e2e.staff import has_ticket, reads, say, volunteer
from tests.e2e.test_list_staff import taps

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANSWERED = TOPICS[0].articles[0]


async def test_a_checked_answer_is_sent_in_the_persons_language_and_shown_as_delivered(
    town: Brussels,
) -> None:
    carla, who = town.coordinator, await volunteer(town, "Lib")
    amal, reference, head = await has_ticket(town, who, "fr")
    carla.send_text("/answers")
    screen = await reads(carla, say(overview.TITLE, n=str(len(LIBRARY)), due=str(len(LIBRARY))))
    await taps(town, carla, screen, "1", one.CHECKED)
    assert "🟢" in screen.text
    town.loket.let_pass(30)
    since = who.chat.last.message_id
    await who.press(head, say(suggesting.SEND_ONE)).answered()
    chosen = await reads(who, reference, since=since)
    await taps(town, who, chosen, TOPICS[0].label, ANSWERED.question, sending.SEND)
    assert chosen.text == say(sending.SENT, reference=reference, question=ANSWERED.question)
    told = await reads(amal, say(ANSWERED.paragraphs[0], "fr"))
    assert told.text.startswith(say(ANSWER, "fr", reference=reference))
    await town.world.wait_for(lambda: chosen.bot_reaction == "👍")
