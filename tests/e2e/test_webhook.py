"""The webhook as the other way in: on SQLite, `run` takes it itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from bot.demo.bot_api import ApiError
from bot.store.tables import Inbox, Person
from tests.e2e.conftest import Brussels, running
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import asks, opens, reads, replies

PUBLIC = "https://bot.example.org/loket"
MANY = 20


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[Brussels]:
    """A bot behind a proxy that ends TLS, and takes the path as it is."""
    async with running(tmp_path, LOKET_WEBHOOK_URL=PUBLIC) as brussels:
        yield brussels


async def test_a_whole_story_comes_in_by_the_webhook(hooked: Brussels) -> None:
    person = hooked.person("Amal", "en")
    reference = await asks(hooked, person)
    head = await opens(hooked, hooked.ada, reference, "fr")
    await replies(hooked.ada, "We call you tomorrow.", head)
    await reads(person, "We call you tomorrow.")
    assert ticket(hooked.loket, reference).state == "answered"
    assert hooked.world.calls("getUpdates") == []
    (asked,) = hooked.world.calls("setWebhook")
    wanted = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
    given = asked["parameters"]
    assert given["url"].startswith(f"{PUBLIC}/telegram/")
    assert (given["max_connections"], given["allowed_updates"]) == (10, wanted)
    assert len(given["secret_token"]) >= 43
    assert given.get("drop_pending_updates") in (None, False)
    assert (await hooked.loket.get("ready")).text == "ready\n"
    log = hooked.loket.log.read_text()
    assert given["secret_token"] not in log
    assert given["url"].rpartition("/")[2] not in log


async def test_killed_in_a_burst_nothing_is_lost_and_nothing_takes_effect_twice(
    hooked: Brussels,
) -> None:
    await hooked.world.wait_for(lambda: hooked.world.bot.webhook_url, 20)
    people = [hooked.person(f"Person {n}", "en") for n in range(MANY)]
    for person in people:
        person.send_text("/start")
    await hooked.world.wait_for(lambda: len(hooked.world.updates.waiting) < MANY, 20)
    await hooked.loket.kill()
    taken = {str(n) for n in hooked.world.updates.history} - {
        str(update["update_id"]) for update in hooked.world.updates.waiting
    }
    assert taken <= {row.key for row in rows(hooked.loket, Inbox)}
    hooked.loket.let_pass(60)
    await hooked.loket.start()
    for person in people:
        await person.chat.wait_for(lambda chat: chat.bot_messages, 30)
    await hooked.world.wait_for(lambda: not hooked.world.updates.waiting, 30)
    assert len(rows(hooked.loket, Person)) == MANY


async def test_while_the_database_does_not_answer_telegram_keeps_what_comes(
    hooked: Brussels,
) -> None:
    world = hooked.world
    await world.wait_for(lambda: world.bot.webhook_url and not world.updates.waiting, 20)
    before = statuses(hooked)[200]
    with closing(sqlite3.connect(hooked.loket.database, isolation_level=None)) as other:
        other.execute("ALTER TABLE inbox RENAME TO elsewhere")
        person = hooked.person("Amal", "en")
        person.send_text("/start")
        await world.wait_for(lambda: 503 in statuses(hooked), 30)
        assert len(world.updates.waiting) == 1
        other.execute("ALTER TABLE elsewhere RENAME TO inbox")
    await person.chat.wait_for(lambda chat: chat.bot_messages, 30)
    await world.wait_for(lambda: not world.updates.waiting, 30)
    assert statuses(hooked)[200] == before + 1


def statuses(brussels: Brussels) -> Counter[int]:
    """What the webhook answered."""
    events = brussels.world.journal.events
    return Counter(e.details["status"] for e in events if e.kind == "post")


async def test_somebody_elses_webhook_is_replaced_and_polling_takes_ours_away_again(
    hooked: Brussels,
) -> None:
    world, loket = hooked.world, hooked.loket
    await world.wait_for(lambda: world.bot.webhook_url, 20)
    assert await loket.stop() == 0
    world.bot.webhook_url = "https://somebody.example.org/else"
    await loket.start()
    await world.wait_for(lambda: world.bot.webhook_url.startswith(PUBLIC), 20)
    assert await loket.stop() == 0
    loket.process.environment = {**loket.process.environment, "LOKET_WEBHOOK_URL": ""}
    person = hooked.person("Amal", "en")
    person.send_text("/start")
    await loket.start()
    await person.chat.wait_for(lambda chat: chat.bot_messages, 20)
    assert world.bot.webhook_url == ""
    assert [
        call["parameters"].get("drop_pending_updates") for call in world.calls("deleteWebhook")
    ] in (
        [None],
        [False],
    )


async def test_where_telegram_cannot_be_told_it_is_not_ready_and_says_so(
    hooked: Brussels,
) -> None:
    world = hooked.world
    await world.wait_for(lambda: world.bot.webhook_url, 20)
    assert await hooked.loket.stop() == 0
    world.fail_next("setWebhook", *[ApiError(502, "Bad Gateway")] * 2)
    await hooked.loket.start()
    assert (await ready(hooked)).text == "webhook\n"
    await world.wait_for(lambda: len(world.calls("setWebhook")) == 4, 20)
    assert (await hooked.loket.get("ready")).text == "ready\n"


async def ready(brussels: Brussels) -> httpx.Response:
    """What /ready answers as soon as anything does."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await brussels.loket.get("ready")
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
