"""Who checked which answer, and which are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.answers.checks import Check, State, fingerprint, latest, mark
from bot.answers.standing import Why, standing, standings
from bot.engine import Article, _
from bot.store.database import Database
from bot.store.tables import AnswerCheck, Audit
from flows.answers import LIBRARY
from tests.databases import NOON, rows

BRUSSELS = ZoneInfo("Europe/Brussels")
VERA, CARLA = UUID(int=1), UUID(int=2)
TODAY = NOON.date()
ANSWER, OTHER = list(LIBRARY.values())[:2]
DAY = timedelta(days=1)


async def test_the_newest_word_on_an_answer_counts_and_the_audit_log_has_each(
    database: Database,
) -> None:
    async with database.begin() as session:
        mark(session, ANSWER, "checked", CARLA, NOON)
        mark(session, OTHER, "checked", CARLA, NOON)
    async with database.begin() as session:
        mark(session, ANSWER, "stale", VERA, NOON)  # within the same moment
    async with database.begin() as session:
        found = await latest(session)
    words = fingerprint(ANSWER)
    assert found[ANSWER.id] == Check(ANSWER.id, "stale", words, NOON, VERA)
    assert (found[OTHER.id].state, found[OTHER.id].by) == ("checked", CARLA)
    assert len(found) == 2
    kept, audit = await rows(database, AnswerCheck), await rows(database, Audit)
    assert [(a.action, a.actor, a.subject) for a in audit] == [
        (f"answer {row.state}", row.volunteer_id, row.id) for row in kept
    ]


def checked(days: int, state: State = "checked", article: Article = ANSWER) -> Check:
    """A check so many days ago."""
    return Check(article.id, state, fingerprint(article), NOON - days * DAY, uuid4())


OLD = ANSWER.stale_after + 1


@pytest.mark.parametrize(
    ("check", "filed", "why"),
    [
        (None, None, "never"),
        (None, TODAY, None),
        (None, TODAY - OLD * DAY, "old"),
        (checked(0), None, None),
        (checked(OLD - 1), None, None),
        (checked(OLD), None, "old"),
        (checked(OLD), TODAY, None),
        (checked(0), TODAY - OLD * DAY, None),
        (checked(0, "stale"), None, "stale"),
        (checked(OLD, "stale"), None, "stale"),
        (checked(1, "stale"), TODAY - DAY, "stale"),  # the file says nothing newer
        (checked(1, "stale"), TODAY, None),
        (replace(checked(0), words="other words"), None, "changed"),
    ],
)
def test_why_an_answer_is_due(check: Check | None, filed: date | None, why: Why | None) -> None:
    article = replace(ANSWER, checked_on=filed)
    assert standing(article, check, TODAY, BRUSSELS).why == why


def test_the_day_of_a_check_is_that_of_the_place() -> None:
    late = replace(checked(0), at=NOON.replace(hour=23, minute=30))
    assert standing(ANSWER, late, TODAY + DAY, BRUSSELS).checked_on == TODAY + DAY


def test_any_other_word_changes_the_fingerprint() -> None:
    shorter = replace(ANSWER, paragraphs=ANSWER.paragraphs[1:])
    assert fingerprint(shorter) != fingerprint(ANSWER)
    assert fingerprint(replace(ANSWER, question=_("Why?"))) != fingerprint(ANSWER)


def test_what_is_known_to_be_wrong_comes_first_and_what_is_due_soonest_heads_the_rest() -> None:
    names = ("fresh", "soon", "old", "older", "never", "changed", "stale")
    articles = [replace(ANSWER, id=name) for name in names]
    checks = {
        "fresh": checked(0),
        "soon": checked(OLD - 2),
        "old": checked(OLD),
        "older": checked(OLD + 5),
        "changed": replace(checked(0), words=""),
        "stale": checked(0, "stale"),
    }
    found = [each.article.id for each in standings(articles, checks, TODAY, BRUSSELS)]
    assert found == ["stale", "changed", "never", "older", "old", "soon", "fresh"]
