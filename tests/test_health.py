"""Health: whether something has waited too long. Figures, and nobody's data."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text, update

from bot.clock import MovableClock
from bot.health import OLD
from bot.operator_errors import line_for
from bot.post.actions import Send
from bot.post.inbox import InboxStore
from bot.post.outbox import ANSWER, AT_ONCE, OutboxStore, Recipient
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Outbox
from bot.web.pages import Seen, application, pages
from bot.web.server import HttpServer
from tests.databases import CHANNEL, NOON, address_of
from tests.post.telegraph import update as incoming

ALL_WELL = {
    "ok": True,
    "inbox_seconds": 0.0,
    "outbox_seconds": 0.0,
    "oldest_failed_seconds": 0.0,
    "undelivered": 0,
    "failed": 0,
    "groups_lost": 0,
}


async def get(database: Database, clock: MovableClock) -> httpx.Response:
    """`GET /health`."""
    transport = httpx.ASGITransport(application(pages(Seen(database, clock))))
    async with httpx.AsyncClient(transport=transport, base_url="http://loket") as client:
        return await client.get("/health")


async def put(database: Database, outbox: OutboxStore, **values: object) -> None:
    """A message in the outbox, in a state."""
    async with database.begin() as session:
        outbox.put(session, Recipient(CHANNEL, "5000000001"), Send("hello"))
        await session.flush()
        await session.execute(update(Outbox).values(**values))


async def test_where_nothing_waits_all_is_well(database: Database, clock: MovableClock) -> None:
    answer = await get(database, clock)
    assert (answer.status_code, answer.json()) == (200, ALL_WELL)


async def test_a_message_that_nobody_decides_is_a_reason_to_call_somebody(
    database: Database, vault: Vault, clock: MovableClock
) -> None:
    inbox = InboxStore(CHANNEL, database, vault, clock)
    await inbox.keep([incoming(1, "5000000001", "help")])
    clock.move(timedelta(seconds=OLD - 1))
    assert (await get(database, clock)).status_code == 200
    clock.move(timedelta(seconds=1))
    answer = await get(database, clock)
    assert answer.status_code == 503
    assert answer.json() == {**ALL_WELL, "ok": False, "inbox_seconds": OLD}
    assert "5000000001" not in answer.text


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"state": "queued"}, 503),
        ({"state": "sent"}, 200),
        ({"state": "queued", "next_attempt_at": NOON + timedelta(seconds=300)}, 200),
        ({"state": "queued", "next_attempt_at": NOON + timedelta(hours=1), "attempts": 8}, 503),
        ({"state": "sending"}, 503),
    ],
    ids=["queued", "sent", "429", "never leaves", "sending"],
)
async def test_a_message_that_does_not_get_out_is_one_too(
    database: Database,
    outbox: OutboxStore,
    clock: MovableClock,
    values: dict[str, object],
    code: int,
) -> None:
    await put(database, outbox, **values)
    clock.move(timedelta(seconds=OLD))
    assert (await get(database, clock)).status_code == code


async def test_what_could_not_be_delivered_is_counted(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    await put(database, outbox, state="held")
    clock.move(timedelta(days=1))
    answer = await get(database, clock)
    assert (answer.status_code, answer.json()["undelivered"]) == (200, 1)


async def test_what_failed_for_good_is_counted_with_its_age_and_calls_nobody(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    await put(database, outbox, state="failed")
    clock.move(timedelta(hours=2))
    async with database.begin() as session:
        for rank, state in ((ANSWER, "held"), (ANSWER, "failed"), (AT_ONCE, "failed")):
            row = outbox.put(session, Recipient(CHANNEL, "5000000001"), Send("hello"), rank=rank)
            await session.flush()
            await session.execute(update(Outbox).where(Outbox.id == row).values(state=state))
    clock.move(timedelta(hours=1))
    answer = await get(database, clock)
    well = {**ALL_WELL, "undelivered": 3, "failed": 2, "oldest_failed_seconds": 3 * 3600.0}
    assert (answer.status_code, answer.json()) == (200, well)


async def test_what_was_held_and_goes_out_now_is_not_old(
    database: Database, outbox: OutboxStore, clock: MovableClock
) -> None:
    contact = uuid4()
    await put(database, outbox, state="held", contact_id=contact, attempts=2)
    clock.move(timedelta(days=1))
    async with database.begin() as session:
        await outbox.resume(session, contact)
    assert (await get(database, clock)).status_code == 200


async def test_a_database_that_does_not_answer_is_said_without_its_address(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    async with database.begin() as session:
        await session.execute(text("DROP TABLE inbox"))
    broken = Database(address_of(tmp_path / "no folder" / "loket.db"))
    for each in (database, broken):
        answer = await get(each, clock)
        assert answer.status_code == 503
        assert answer.json()["database"] in ("OperationalError", "ProgrammingError")
        assert answer.json().keys() == {"ok", "database"}
    await broken.close()


async def test_a_port_that_is_taken_is_one_line_for_the_operator() -> None:
    taken = socket.create_server(("", 0))
    with pytest.raises(OSError, match="in use") as raised:
        HttpServer(application([]), taken.getsockname()[1])
    taken.close()
    wanted = "LOKET_HTTP_PORT is wrong: the port is taken; write another one"
    assert line_for(raised.value) == wanted
    assert line_for(ExceptionGroup("tasks", [ValueError(), raised.value])) == wanted


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(13, "Permission denied"), "write one above 1023"),
        (FileNotFoundError(2, "No such file", "/x/loket.db.lock"), "/x/loket.db.lock cannot be"),
        (ConnectionRefusedError(111, "Connection refused"), "LOKET_DATABASE_URL is wrong"),
        (ValueError("words that somebody wrote"), None),
    ],
)
def test_what_an_operator_has_to_mend_is_a_line_and_the_rest_is_not(
    fault: Exception, said: str | None
) -> None:
    line = line_for(fault)
    assert (line is None) if said is None else (said in (line or ""))
