"""The report: who waits and what was offered, with no number that gives somebody away."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.shelter.commands import FOR_COORDINATORS
from bot.office import Office
from bot.post.actions import SendDrawing
from bot.shelter.figures import figures
from bot.shelter.report import NO_OVERRIDES, WHY_HIDDEN
from bot.shelter.rules import RULES
from bot.store.database import Database
from bot.store.tables import Outcome, Override
from tests.databases import NOON, SQLITE
from tests.desk.shelter.conftest import Comes, Waits
from tests.desk.shelter.printed import files

pytestmark = SQLITE


def ended(session: AsyncSession, n: int, result: str, weeks: int = 1, language: str = "ar") -> None:
    """Offers that ended some weeks ago."""
    for _ in range(n):
        session.add(
            Outcome(
                at=NOON - timedelta(weeks=weeks), list="men", tier=3, language=language,
                result=result, waited=30,
            )
        )  # fmt: skip


def decided(session: AsyncSession, n: int, kind: str, reason: str) -> None:
    """A coordinator decided otherwise than the order."""
    for _ in range(n):
        session.add(
            Override(
                at=NOON - timedelta(days=3), kind=kind, reason=reason, list="men",
                vacancy_id=uuid4(), listing_id=None, volunteer_id=UUID(int=1),
            )
        )  # fmt: skip


async def test_the_report_counts_and_hides(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    carla = await comes("Carla", "coordinator")
    await waits(14, language="ar")
    await waits(3, language="fr")
    async with database.begin() as session:
        ended(session, 31, "accepted")
        ended(session, 12, "declined", language="fr")
        ended(session, 40, "accepted", weeks=RULES.wait_weeks + 1)
        ended(session, 20, "came")
        decided(session, 2, "skip", "absent")
        decided(session, 1, "swap", "together")
    said = await carla.says("/list report")
    assert "Men – first: under 10 · before others: under 10 · by date: –" in said
    assert "said yes: 31 · said no: 12" not in said  # one of them is hidden with the small ones
    assert "said yes: 31" in said
    assert "skipped, not in Brussels these days – 2" in said
    assert "swapped, to stay together with somebody – 1" in said
    assert said.endswith(carla.reads(WHY_HIDDEN))
    for number in ("14", "3 ", "17", "43", "71", "83"):
        assert f": {number}" not in said


async def test_without_anything_it_says_so_and_only_coordinators_read_it(
    comes: Comes, waits: Waits
) -> None:
    carla, ada = await comes("Carla", "coordinator"), await comes("Ada", "volunteer")
    assert carla.reads(NO_OVERRIDES) in await carla.says("/list report")
    assert await ada.says("/list report") == ada.reads(FOR_COORDINATORS)


async def test_a_picture_follows_that_shows_no_more_than_the_words(
    database: Database, office: Office, comes: Comes, waits: Waits
) -> None:
    carla = await comes("Carla", "coordinator")
    await waits(14)
    async with database.begin() as session:
        ended(session, 31, "accepted")
    await carla.says("/list report")
    (drawing,) = await files(database, office)
    assert isinstance(drawing, SendDrawing)
    given = json.loads(drawing.data)
    bars = [bar for panel in given["panels"] for bar in panel["bars"]]
    assert [bar for bar in bars if bar[1] is not None and bar[1] < RULES.hidden_below] == []
    assert {bar[2] for bar in bars if bar[1] is None} == {"under 10", "–"}
    assert [len(panel["bars"]) for panel in given["panels"]] == [12, 12, 3, 3, 6]
    assert all(panel["title"] for panel in given["panels"])


async def test_what_is_counted_is_what_is_there(
    database: Database, office: Office, waits: Waits
) -> None:
    await waits(11, language="ar")
    await waits(13, language="en")
    await waits(12, language="fr")
    async with database.begin() as session:
        for result in ("accepted", "declined", "unanswered", "withdrawn", "came", "missed"):
            ended(session, 10, result, language="en")
        await session.flush()
        found = await figures(session, office.catalogues.codes, NOON)
    assert dict(found.waiting.by_language) == {"ar": 11, "en": 13, "fr": 12}
    assert set(found.results.values()) == {10}
    assert found.offers.by_tier["men", 3] in (40, "hidden")
    assert found.overrides == []
