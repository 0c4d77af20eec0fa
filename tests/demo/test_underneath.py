"""What happens underneath is told in its order, and no trouble loses anything."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing

import pytest
import pytest_asyncio
from sqlalchemy import Engine, event

from bot.demo.stories.labels import choices
from bot.demo.stories.story import Scene
from bot.demo.town import Town
from tests.demo.swift import SwiftHands, arrives, asks
from tests.demo.watching import Demo, Watcher
from tests.demo.watching import demo as running

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANARY = "canary-7919"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo() -> AsyncIterator[Demo]:
    async with running() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def page(demo: Demo) -> AsyncIterator[Watcher]:
    """A page that was just opened."""
    async with demo.opened() as watcher:
        yield watcher


CALM = {"telegram": 0, "inbox": 0, "outbox": 0, "bot": "running", "back_in": None}.items()


async def passes(town: Town, until: Callable[[], object]) -> None:
    """Time passes, second by second, until something is so."""
    async with asyncio.timeout(10):
        while not until():
            town.let_pass(1)
            await asyncio.sleep(0.02)


async def test_a_message_arrives_is_stored_decided_queued_and_sent(
    demo: Demo, page: Watcher
) -> None:
    dina = demo.town.world.create_user("Dina", language_code="nl")
    await demo.does("write", dina, text="hello")
    await page.until(lambda: "sent" in page.words_of("Dina"))
    # On a machine that is very busy it may also have waited for a moment.
    told = [line for line in page.lines_of("Dina") if line["what"] != "paced"]
    words = [line["what"] for line in told]
    assert words == ["arrived", "stored", "decided", "queued", "sent"]
    numbers = [line["number"] for line in page.lines]
    assert numbers == sorted(set(numbers))
    assert told[1]["words"].startswith("sealed, ")
    await page.until(lambda: page.counts.items() >= CALM)


async def test_what_arrives_while_the_tables_are_read_is_told_in_its_order(
    demo: Demo, page: Watcher
) -> None:
    emma = demo.town.world.create_user("Emma", language_code="nl")
    loop, before = asyncio.get_running_loop(), kept_in("inbox", demo.town)
    first = iter([True])

    def meanwhile(*_: object) -> None:
        """Before the first table is read, by whoever reads them beside this loop."""
        if next(first, False):
            loop.call_soon_threadsafe(emma.send_text, "hello")
            while kept_in("inbox", demo.town) == before:
                time.sleep(0.01)

    event.listen(Engine, "before_cursor_execute", meanwhile)
    try:
        await page.until(lambda: "sent" in page.words_of("Emma"))
    finally:
        event.remove(Engine, "before_cursor_execute", meanwhile)
    words = [word for word in page.words_of("Emma") if word != "paced"]
    assert words == ["arrived", "stored", "decided", "queued", "sent"]


async def test_no_line_holds_a_word_that_somebody_wrote(demo: Demo, page: Watcher) -> None:
    person = await arrives(demo.town, "en")
    reference = await asks(person, CANARY)
    owner = await Scene(demo.town, SwiftHands(demo.town)).claim(reference, demo.town.bob)
    await owner.answers(reference, f"{CANARY} too")
    bob, name = demo.town.bob, person.user.first_name
    await page.until(lambda: any(CANARY in text for text in page.texts(bob.chat)))
    await page.until(lambda: any(CANARY in text for text in page.texts(person.user.chat)[-1:]))
    await page.until(lambda: page.counts.items() >= CALM)
    assert {"arrived", "stored", "decided", "queued", "sent"} <= set(page.words_of(name))
    assert CANARY not in json.dumps(page.lines)
    async with demo.opened() as late:
        assert late.lines[-20:] == page.lines[-20:]


async def test_a_chat_that_takes_nothing_waits_and_nobody_else_does(
    demo: Demo, page: Watcher
) -> None:
    first, second = (demo.town.somebody("fr") for _ in range(2))
    name, other = first.first_name, second.first_name
    await demo.does("trouble", first, kind="429")
    await demo.does("write", first, text="/start")
    await page.until(lambda: {"refused", "paced"} <= set(page.words_of(name)))
    await demo.does("write", second, text="/start")
    await page.until(lambda: "sent" in page.words_of(other))
    said = {line["what"]: line["words"] for line in page.lines_of(name)}
    assert said["refused"] == "429, wait 8 s"
    assert said["paced"].startswith("waits ")
    assert first.chat.bot_messages == []
    await passes(demo.town, lambda: first.chat.bot_messages)
    await page.until(lambda: "sent" in page.words_of(name))
    assert page.words_of(name).count("refused") == 1
    assert len(first.chat.bot_messages) == 1


async def test_a_bad_gateway_delays_an_answer_which_comes_once(demo: Demo, page: Watcher) -> None:
    person = demo.town.somebody("nl")
    name = person.first_name
    await demo.does("trouble", person, kind="502")
    await demo.does("write", person, text="/start")
    await passes(demo.town, lambda: person.chat.bot_messages)
    await page.until(lambda: "sent" in page.words_of(name))
    refused = [line["words"] for line in page.lines_of(name) if line["what"] == "refused"]
    assert refused == ["502 Bad Gateway"] * 3
    await page.until(lambda: page.counts.items() >= CALM)
    assert len(person.chat.bot_messages) == 1


async def test_who_blocks_the_bot_gets_later_what_came_meanwhile(demo: Demo, page: Watcher) -> None:
    person = await arrives(demo.town, "en")
    name, chat = person.user.first_name, person.user.chat
    reference = await asks(person, "a coat")
    owner = await Scene(demo.town, SwiftHands(demo.town)).claim(reference, demo.town.ada)
    head = await owner.ticket(reference)
    await demo.does("block", person.user)
    await page.until(lambda: page.phone(chat)["blocked"])
    demo.town.ada.send_text("Come at ten.", reply_to=head)
    await page.until(lambda: "blocked" in page.words_of(name))
    assert page.lines_of(name)[-1]["words"] == "kept until they come back"
    assert "Come at ten." not in str(page.texts(chat))
    await demo.does("unblock", person.user)
    await passes(demo.town, lambda: chat.last.from_bot)
    await page.until(lambda: "Come at ten." in page.texts(chat)[-1])
    assert not page.phone(chat)["blocked"]


async def test_what_is_written_while_the_bot_is_stopped_waits_and_is_answered(
    demo: Demo, page: Watcher
) -> None:
    person = demo.town.somebody("ar")
    await demo.does("bot", act="stop")
    await page.until(lambda: page.counts["bot"] == "stopped")
    assert 50 <= page.counts["back_in"] <= 60
    await demo.does("write", person, text="/start")
    await page.until(lambda: page.counts["telegram"] == 1)
    await page.until(lambda: page.words_of(person.first_name) == ["arrived"])
    await demo.does("bot", act="start")
    await page.until(lambda: "sent" in page.words_of(person.first_name))
    await page.until(lambda: page.counts.items() >= CALM)
    assert page.words_of("Loket")[-3:] == ["stopped", "started", "started"]
    assert len(person.chat.bot_messages) == 1


async def test_kill_9_in_the_middle_of_a_flow_changes_nothing(demo: Demo, page: Watcher) -> None:
    person = await arrives(demo.town, "en")
    await person.chooses("menu", "menu", "status")
    await person.chooses("status", "paper", "annex_26quater")
    await person.chooses("status", "procedure_language", "fr")
    # The question has come, and the bot knows it: what it does not know of it asks again.
    await person.sees(lambda chat: chat.last.from_bot)
    await page.until(lambda: page.counts.items() >= CALM)
    await demo.does("bot", act="kill")
    await page.until(lambda: page.counts["bot"] == "killed")
    assert page.counts["back_in"] <= 5
    await demo.does("bot", act="start")
    await person.chooses("status", "letter", "no")
    await person.chooses("status", "lawyer", "no")
    await page.until(lambda: page.counts["bot"] == "running")


async def test_what_is_tapped_twice_takes_effect_once(demo: Demo, page: Watcher) -> None:
    person = await arrives(demo.town, "en")
    await person.chooses("menu", "menu", "other_help")
    await person.writes("a coat")
    send = next(choice.label for choice in choices("other_help", "review"))
    label = person.words(send)
    await person.sees(lambda chat: [label] in chat.keyboard)
    before = kept_in("ticket", demo.town)
    await demo.does("tap", person.user, label=label, twice=True)
    await person.gets_reference()
    await page.until(lambda: page.counts.items() >= CALM)
    mine = [m.text for m in person.user.chat.shown if m.sender is person.user]
    assert mine[-2:] == [label, label]
    assert kept_in("ticket", demo.town) == before + 1


def kept_in(table: str, town: Town) -> int:
    """How many rows the bot keeps in a table."""
    address = f"file:{town.database}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
        count: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        return count


async def test_the_page_knows_how_far_the_clock_was_moved(demo: Demo, page: Watcher) -> None:
    await page.until(lambda: page.counts.items() >= CALM)
    before = page.counts["ahead"]
    demo.town.let_pass(3600)
    await demo.does("write", demo.town.people[0], text="hello")
    await page.until(lambda: page.counts["ahead"] - before >= 3600)
