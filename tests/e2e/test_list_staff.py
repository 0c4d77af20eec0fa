"""Free places over HTTP: a coordinator taps, leaves one out with a reason, and offers arrive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.bot_api import Message, User
from bot.desk.shelter import houses, overview, proposal, to_print
from bot.desk.shelter.commands import FOR_COORDINATORS
from bot.engine import Text
from bot.shelter import offer_words
from bot.shelter.names import OVERRIDE_REASONS
from bot.store.tables import Override
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows
from tests.e2e.staff import reads, say, texts, volunteer
from tests.e2e.test_offers import begins_with, beside, comes, until_ten
from tests.shelter.offers import Shelter

pytestmark = pytest.mark.asyncio(loop_scope="module")

STREET = "Quay Street 1"


@pytest_asyncio.fixture(loop_scope="module")
async def shelter(town: Brussels, tmp_path: Path) -> AsyncIterator[Shelter]:
    """The list of the town."""
    async with beside(town, tmp_path) as opened:
        yield opened


async def taps(town: Brussels, who: User, screen: Message, *labels: str | Text) -> Message:
    """Tap one button after the other under one message, which is edited each time."""
    for each in labels:
        town.loket.let_pass(2)
        wanted = each if isinstance(each, str) else say(each)

        def key(wanted: str = wanted) -> str:
            found = (label for row in screen.buttons for label in row)
            return next((label for label in found if label.startswith(wanted)), "")

        await town.world.wait_for(key, 10)
        before = (screen.text, screen.buttons)
        await who.press(screen, key()).answered()
        await town.world.wait_for(lambda b=before: (screen.text, screen.buttons) != b, 10)  # type: ignore[misc]
    return screen


async def test_two_of_three_are_offered_a_place_and_the_reason_for_the_third_is_kept(
    town: Brussels, shelter: Shelter
) -> None:
    carla = town.coordinator
    until_ten(town, shelter)
    people = await asyncio.gather(*(comes(town, name) for name in ("Amal", "Bilal", "Chadi")))
    for talk in people:
        await shelter.listed(str(talk.user.user_id))
        town.loket.let_pass(60)
    carla.send_text(f"/list house\nHarbour House\n{STREET}\na towel")
    asked = await reads(carla, say(houses.WHAT_IS_IT))
    await taps(town, carla, asked, houses.ADDRESS)
    carla.send_text("/list")
    screen = await reads(carla, say(overview.TITLE))
    assert "3 waiting" in screen.text
    await taps(town, carla, screen, "🛏 Free", "Men", "3", "0", "Tomorrow", "18:00", "7", "Harbour")
    assert say(proposal.PROPOSAL) in screen.text
    await taps(town, carla, screen, proposal.EXCEPT, "✓", "Leave out 1")
    await taps(town, carla, screen, OVERRIDE_REASONS["has_place"])
    assert "Offered to 2 households." in screen.text
    amal, bilal, chadi = (talk.user for talk in people)
    for user in (bilal, chadi):
        await reads(user, begins_with(offer_words.OFFER))
    assert begins_with(offer_words.OFFER) not in texts(amal.chat.shown)
    assert STREET not in texts([*bilal.chat.shown, *amal.chat.shown])
    (kept,) = rows(town.loket, Override)
    assert (kept.kind, kept.reason) == ("except", "has_place")
    carla.send_text("/list board")
    board = await reads(carla, say(to_print.BOARD))
    assert board.content["document"]["file_name"] == "board.html"
    vera = await volunteer(town, "Vera")
    vera.send_text("/list close men", town.group)
    await reads(vera, say(FOR_COORDINATORS))
    # Whoever sends a file is the same process as before, and has sent it once.
    assert town.loket.log.read_text().count("'serving'") == 1
    assert texts(carla.chat.shown).count(say(to_print.BOARD)) == 1
    assert town.world.flood.refusals == 0
