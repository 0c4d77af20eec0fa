"""Places are offered, over HTTP: one says yes, one no, one nothing, whose call only its owner reads
with the number; and a listing that rests is back by one tap.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.clock import SystemClock
from bot.engine import Text
from bot.office import SERVICES, Office
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.erasures import ErasureList
from bot.privacy.keyring import parse
from bot.privacy.vault import Vault
from bot.shelter import aside_words, offer_words
from bot.shelter.calls import NUMBER, WHY, WHYS
from bot.shelter.pushed_words import KEYS, Pushed
from bot.store.database import Database
from bot.store.tables import Listing, Ticket
from flows import FLOWS
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows
from tests.e2e.staff import CATALOGUES, card_of, opens, reads, say, taps, texts, volunteer
from tests.e2e.talk import Talk
from tests.shelter.offers import STREET, Shelter

pytestmark = pytest.mark.asyncio(loop_scope="module")

ZONE = ZoneInfo("Europe/Brussels")
CHANNEL = "telegram"
HOUR = 3600.0
MOBILE = "+32 470 12 34 56"


@asynccontextmanager
async def beside(town: Brussels, folder: Path) -> AsyncIterator[Shelter]:
    """The same installation, as its staff use it: same keys, same database, same clock. Whatever
    happens in the block, its database is closed.
    """
    loket = town.loket
    vault, clock = Vault(parse(loket.key)), SystemClock(loket.folder / "shift")
    office = Office(
        channel=CHANNEL, organisation="", catalogues=CATALOGUES, flows=FLOWS, hours={},
        groups=dict.fromkeys(SERVICES, str(town.group.chat_id)), clock=clock, vault=vault,
        people=People(CHANNEL, vault), outbox=OutboxStore(CHANNEL, vault, clock),
        erasures=ErasureList(folder / "erased.txt"),
    )  # fmt: skip
    shelter = Shelter(Database(loket.url), office, clock)
    try:
        yield shelter
    finally:
        await shelter.database.close()


@pytest_asyncio.fixture(loop_scope="module")
async def shelter(town: Brussels, tmp_path: Path) -> AsyncIterator[Shelter]:
    """The list of the town."""
    async with beside(town, tmp_path) as opened:
        yield opened


def until_ten(town: Brussels, shelter: Shelter) -> None:
    """It is ten in the morning in Brussels: what falls due falls into the day."""
    now = shelter.office.now().astimezone(ZONE)
    ten = datetime.combine(now.date() + timedelta(days=now.hour >= 10), time(10), ZONE)
    town.loket.let_pass((ten.astimezone(UTC) - now).total_seconds())


def begins_with(text: Text) -> str:
    """The words of an English text up to its first place."""
    return text.msgid.partition("%(")[0].partition(". ")[0]


async def comes(town: Brussels, name: str) -> Talk:
    talk = Talk(town, town.person(name, "en"))
    await talk.begins()
    return talk


async def answers(town: Brussels, talk: Talk, tap: Pushed, words: str) -> None:
    """Tap a key of the list, and read some words that were not there before."""
    await reads(talk.user, words, since=(await taps(town, talk.user, say(KEYS[tap]))).message_id)


async def test_three_people_are_offered_a_place_and_each_answers_in_their_way(
    town: Brussels, shelter: Shelter
) -> None:
    until_ten(town, shelter)
    amal, bilal, chadi = await asyncio.gather(*(comes(town, n) for n in ("Amal", "Bi", "Chadi")))
    listings: list[UUID] = []
    for talk in (amal, bilal, chadi):
        listings.append(await shelter.listed(str(talk.user.user_id), number=MOBILE, silences=2))
    await shelter.free(*listings)
    await asyncio.gather(*(reads(t.user, begins_with(offer_words.OFFER)) for t in (amal, bilal)))

    await answers(town, amal, "yes", STREET)
    await answers(town, bilal, "no", begins_with(offer_words.NOT_THIS))
    assert STREET not in "".join(texts([*bilal.user.chat.shown, *chadi.user.chat.shown]))

    town.loket.let_pass(2 * HOUR)
    await reads(chadi.user, begins_with(offer_words.HALF))
    town.loket.let_pass(1.5 * HOUR)
    await reads(chadi.user, begins_with(offer_words.LAST))
    (call,) = rows(town.loket, Ticket, Ticket.topic == "call")
    card = await card_of(town.group, call.reference)
    assert MOBILE not in card.text
    ada = await volunteer(town, "Ada")
    head = await opens(town, ada, call.reference)
    assert f"{say(NUMBER)}: {MOBILE}" in head.text
    assert f"{say(WHY)}: {say(WHYS['silent'])}" in head.text
    assert MOBILE not in "".join(texts(town.group.shown))

    town.loket.let_pass(0.5 * HOUR)
    await reads(chadi.user, begins_with(offer_words.RESTS))
    await reads(ada, "no call is needed any more")
    await answers(town, chadi, "still", begins_with(aside_words.BACK))
    states = [rows(town.loket, Listing, Listing.id == each)[0].state for each in listings]
    assert states == ["accepted", "waiting", "waiting"]
    assert MOBILE not in town.loket.log.read_text()
    assert town.world.flood.refusals == 0
