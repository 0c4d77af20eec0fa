"""What is due for a check comes first; who checked last and when is shown; all may say stale."""

from __future__ import annotations

from datetime import timedelta

from bot.answers.standing import fingerprint
from bot.clock import MovableClock
from bot.desk.answers import one, overview, presses, wording
from bot.office import Office
from bot.privacy.erasure import erase
from bot.store.database import Database
from bot.store.tables import AnswerCheck, Audit
from flows.answers import LIBRARY
from tests.databases import SQLITE, rows
from tests.desk.answers.conftest import speaks
from tests.desk.shelter.conftest import OTHERS, Colleague, Comes

FIRST, SECOND = list(LIBRARY.values())[:2]
DAY = timedelta(days=1)


def told(who: Colleague) -> list[str]:
    """The answers of a page: "1. question, how it stands"."""
    return [p.replace("\n", ", ") for p in who.screen.split("\n\n") if p[:1].isdigit()]


async def test_what_a_coordinator_has_checked_is_due_again_when_its_days_are_over(
    database: Database, comes: Comes, clock: MovableClock
) -> None:
    carla, vera = await comes("Carla", "coordinator", OTHERS), await comes("Vera", "volunteer")
    shown = await carla.says("/answers")
    assert shown.startswith("📚 Answers: 40. Due for a check: 40.")
    assert told(carla)[0] == f"1. {FIRST.question.msgid}, ⚪ nobody has checked it yet"
    assert carla.labels == [*(str(n) for n in range(1, 11)), "Next ▶️"]
    await carla.taps("1")
    assert FIRST.body.parts[0].msgid in carla.screen
    assert f"Source: {FIRST.source}" in carla.screen
    await carla.taps(one.CHECKED)
    assert carla.answer == one.KEPT["checked"].msgid
    assert "🟢 Carla checked it on 3 March 2026; due again on 3 April 2026" in carla.screen
    told_below = f"Source: {FIRST.source}. Checked on 3 March 2026."
    assert one.TOLD.msgid % {"line": told_below} in carla.screen
    (kept,), audit = await rows(database, AnswerCheck), await rows(database, Audit)
    assert (kept.answer, kept.volunteer_id) == (FIRST.id, carla.id)
    assert [a.action for a in audit if a.subject == kept.id] == ["answer checked"]
    await carla.taps(one.BACK)
    assert "Due for a check: 39." in carla.screen
    for _page in range(3):
        await carla.taps(overview.NEXT)
    assert told(carla)[-1].startswith(f"40. {FIRST.question.msgid}, 🟢 Carla")
    assert carla.labels[-1] == overview.BEFORE.msgid
    clock.move((FIRST.stale_after + 1) * DAY)
    await vera.says("/answers")
    await vera.taps(overview.NEXT, overview.NEXT, overview.NEXT)
    assert told(vera)[-1] == (
        f"40. {FIRST.question.msgid}, 🟡 Carla checked it on 3 March 2026, too long ago"
    )


async def test_a_volunteer_can_say_stale_and_only_a_coordinator_that_it_is_right(
    database: Database, comes: Comes
) -> None:
    vera, carla = await comes("Vera", "volunteer"), await comes("Carla", "coordinator")
    await carla.says("/answers")
    await carla.taps("2", one.CHECKED)
    check = carla.token(one.CHECKED)
    await vera.says("/answers")
    await vera.taps(overview.NEXT, overview.NEXT, overview.NEXT, "40")
    assert one.CHECKED.msgid not in vera.labels
    assert await vera.presses(check) == one.FOR_COORDINATORS.msgid
    await vera.taps(one.STALE)
    assert "🔴 Vera marked it as stale on 3 March 2026" in vera.screen
    assert one.NOT_TOLD.msgid in vera.screen
    await vera.taps(one.STALE)
    assert vera.answer == one.SO_ALREADY.msgid
    await vera.taps(one.BACK)
    await vera.says("/answers")
    assert (
        told(vera)[0] == f"1. {SECOND.question.msgid}, 🔴 Vera marked it as stale on 3 March 2026"
    )
    assert [row.state for row in await rows(database, AnswerCheck)] == ["checked", "stale"]
    await carla.taps(one.CHECKED)
    assert "🟢 Carla" in carla.screen
    assert [row.state for row in await rows(database, AnswerCheck)][2:] == ["checked"]


@SQLITE
async def test_words_that_were_changed_since_are_not_checked_by_an_old_button(
    database: Database, comes: Comes
) -> None:
    carla = await comes("Carla", "coordinator")
    await carla.says("/answers")
    await carla.taps("1")
    token = carla.token(one.CHECKED)
    seen = fingerprint(FIRST)[: one.SEEN]
    forged = (token.replace(seen, "0" * one.SEEN), "a.one:gone:0", "a.home:9", "a.check", "a.one")
    for each in forged:
        assert await carla.presses(each) == presses.OLD.msgid
    assert await rows(database, AnswerCheck) == []


@SQLITE
async def test_an_answer_is_read_in_ones_own_language_and_in_the_one_that_is_checked(
    database: Database, office: Office, comes: Comes
) -> None:
    vera = await comes("Vera", "volunteer")
    await speaks(database, vera, "fr")
    await vera.says("/answers")
    await vera.presses("a.one:annex26:0")
    article = LIBRARY["annex26"]
    for code in ("fr", "en"):
        assert office.catalogues.say(article.body, code) in vera.screen
    assert office.catalogues.say(article.question, "fr") != article.question.msgid
    await speaks(database, vera, "en")
    await vera.presses("a.one:annex26:0")
    assert vera.screen.count(article.question.msgid) == 1
    assert one.IN_ENGLISH.msgid not in vera.screen


@SQLITE
async def test_who_has_left_is_named_no_more(
    database: Database, office: Office, comes: Comes
) -> None:
    carla, vera = await comes("Carla", "coordinator"), await comes("Vera", "volunteer")
    await carla.presses(f"a.check:{FIRST.id}:0:{fingerprint(FIRST)[: one.SEEN]}")
    async with database.begin() as session:
        known = (await office.people.find(session, ["Carla"]))["Carla"]
        await erase(session, [known.contact.id])
    await vera.presses(f"a.one:{FIRST.id}:0")
    assert f"🟢 {wording.SOMEBODY.msgid} checked it on 3 March 2026" in vera.screen
