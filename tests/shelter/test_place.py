"""My place on the list: a date and a range, never a rank."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Text
from bot.engine.text import leaves
from bot.office import Office
from bot.shelter.declared import Declared
from bot.shelter.life import change
from bot.shelter.place import CANNOT_SAY, NEXT, NOBODY_PAYS, my_place, usual_wait
from bot.shelter.rules import RULES
from bot.shelter.words import NOT_FEDASIL
from bot.store.database import Database
from bot.store.tables import Outcome
from tests.databases import NOON, SQLITE
from tests.shelter.conftest import Joins

pytestmark = SQLITE
WEEK = 7


def took(session: AsyncSession, *waits: int, result: str = "accepted", days: int = 3) -> None:
    """Offers that ended some days ago, after so many days of waiting each."""
    for waited in waits:
        session.add(
            Outcome(
                at=NOON - timedelta(days=days),
                list="men",
                tier=3,
                language="en",
                result=result,
                waited=waited,
            )
        )


def said(office: Office, text: Text) -> str:
    return office.catalogues.say(text, "en")


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ([*range(1, 11)], "Lately half of the people waited 3 to 8 days."),
        ([14, 14, 21, 21, 28, 28, 35, 35, 42, 42], "waited 3 to 5 weeks."),
        ([35] * 10, "waited 5 to 6 weeks."),
        ([0] * 10, "waited 1 to 2 days."),
        ([13] * 10, "waited 13 to 14 days."),
    ],
)
async def test_the_usual_wait_is_a_range(
    database: Database, office: Office, waits: list[int], expected: str
) -> None:
    async with database.begin() as session:
        took(session, *waits)
        await session.flush()
        assert expected in said(office, await usual_wait(session, "men", NOON))
        assert await usual_wait(session, "women", NOON) == CANNOT_SAY


async def test_fewer_than_ten_are_not_told(database: Database, office: Office) -> None:
    async with database.begin() as session:
        took(session, *[20] * (RULES.hidden_below - 1))
        took(session, *[20] * 20, result="declined")
        took(session, *[20] * 20, result="came")  # the same people, who had accepted before
        took(session, *[20] * 20, days=RULES.wait_weeks * WEEK + 1)
        await session.flush()
        assert await usual_wait(session, "men", NOON) == CANNOT_SAY


async def test_a_place_says_since_when_what_next_and_whose_list_it_is(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        _, listing = await joins(session)
        later = NOON + timedelta(days=9)
        text = said(office, await my_place(session, office, listing, "en", later))
        assert "since Tuesday 3 March" in text
        for part in (NOT_FEDASIL, NEXT["waiting"], CANNOT_SAY, NOBODY_PAYS):
            assert said(office, part) in text
        assert re.findall(r"\d+", text) == ["3"]


@pytest.mark.parametrize("state", ["offered", "accepted", "set_aside", "withdrawn"])
async def test_every_state_has_words_without_a_rank(
    database: Database, office: Office, joins: Joins, state: str
) -> None:
    async with database.begin() as session:
        for number in range(12):
            await joins(session, f"500000001{number}")
        _, listing = await joins(session)
        listing.tier = 2
        for step in ("offered", "accepted") if state == "accepted" else (state,):
            assert await change(session, listing, (listing.state,), step, NOON)
        text = await my_place(session, office, listing, "en", NOON)
        assert NOT_FEDASIL in leaves(text)
        assert set(re.findall(r"\d+", said(office, text))) <= {"3"}


async def test_a_draft_is_told_that_a_person_comes_first(
    database: Database, office: Office, joins: Joins
) -> None:
    async with database.begin() as session:
        _, listing = await joins(session, declared=Declared("families", None))
        assert NEXT["draft"] in leaves(await my_place(session, office, listing, "en", NOON))
