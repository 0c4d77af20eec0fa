"""The webhook: only Telegram comes in, and it is told "taken" once that is true."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest
import structlog
from starlette.applications import Starlette

from bot.channels.telegram.webhook import HEADER, MOST_BYTES, Door, doors, webhook
from bot.clock import MovableClock
from bot.post.channel import Received
from bot.post.inbox import InboxStore
from bot.privacy.keyring import KeyRing
from bot.privacy.vault import Vault
from bot.store.database import Database
from bot.store.tables import Inbox
from tests.channels.telegram.samples import message
from tests.databases import CHANNEL, NEW_KEY, OLD_KEY, rows

UPDATE = {"update_id": 7, "message": message(text="CANARY")}
NEWEST, OLDER = doors(KeyRing((NEW_KEY, OLD_KEY)))


class Counting(InboxStore):
    """An inbox that can be slow or broken, and says in how many transactions it committed."""

    transactions = 0
    failures = 0
    slow = 0.0

    async def keep(self, received: Sequence[Received], next_offset: int | None = None) -> int:
        await asyncio.sleep(self.slow)
        if self.failures:
            self.failures -= 1
            raise OSError("disk full near CANARY")
        self.transactions += 1
        return await super().keep(received, next_offset)


@pytest.fixture
def inbox(database: Database, vault: Vault, clock: MovableClock) -> Counting:
    return Counting(CHANNEL, database, vault, clock)


@pytest.fixture
def woken() -> list[None]:
    return []


@pytest.fixture
async def client(inbox: Counting, woken: list[None]) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody on the other side."""
    page = webhook([NEWEST, OLDER], inbox, lambda: woken.append(None))
    transport = httpx.ASGITransport(Starlette(routes=[page]))
    async with httpx.AsyncClient(transport=transport, base_url="http://loket") as opened:
        yield opened


async def post(
    client: httpx.AsyncClient, body: object, door: Door = NEWEST, **headers: str
) -> httpx.Response:
    """Post something as Telegram does."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    said = {HEADER: door.token, **headers}
    return await client.post(f"/telegram/{door.path}", content=content, headers=said)


async def test_an_update_is_in_the_inbox_before_telegram_is_told_so(
    client: httpx.AsyncClient, database: Database, woken: list[None]
) -> None:
    assert (await post(client, UPDATE)).status_code == 200
    (row,) = await rows(database, Inbox)
    assert (row.key, row.state) == ("7", "waiting")
    assert woken == [None]


async def test_the_path_of_the_public_address_may_still_be_there(client: httpx.AsyncClient) -> None:
    said = {HEADER: NEWEST.token}
    came = await client.post(f"/our/bot/telegram/{NEWEST.path}", json=UPDATE, headers=said)
    assert came.status_code == 200


async def test_the_same_update_twice_at_once_is_one(
    client: httpx.AsyncClient, database: Database
) -> None:
    answers = await asyncio.gather(post(client, UPDATE), post(client, UPDATE))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(await rows(database, Inbox)) == 1


async def test_a_commit_that_fails_is_a_503_and_the_next_try_is_taken(
    client: httpx.AsyncClient, inbox: Counting, database: Database, woken: list[None]
) -> None:
    inbox.failures = 1
    with structlog.testing.capture_logs() as logs:
        answer = await post(client, UPDATE)
    assert (answer.status_code, answer.headers["Retry-After"], answer.text) == (503, "5", "")
    assert (await rows(database, Inbox), woken) == ([], [])
    assert [line["fault"] for line in logs] == ["OSError"]
    assert "CANARY" not in str(logs)
    assert (await post(client, UPDATE)).status_code == 200
    assert len(await rows(database, Inbox)) == 1


async def test_what_arrives_together_is_committed_together_and_fails_together(
    client: httpx.AsyncClient, inbox: Counting, database: Database
) -> None:
    inbox.slow = 0.05
    many = [{**UPDATE, "update_id": number} for number in range(10)]
    answers = await asyncio.gather(*(post(client, update) for update in many))
    assert {answer.status_code for answer in answers} == {200}
    assert len(await rows(database, Inbox)) == 10
    assert inbox.transactions == 2
    inbox.failures = 2
    answers = await asyncio.gather(*(post(client, {"update_id": 100 + n}) for n in range(10)))
    assert {answer.status_code for answer in answers} == {503}


async def test_what_arrives_together_is_kept_in_the_order_of_its_numbers_as_it_came(
    client: httpx.AsyncClient, inbox: Counting, database: Database
) -> None:
    inbox.slow = 0.05
    written = [b'{"update_id": %d,  "message": {}}' % number for number in (5, 100, 20, 3)]
    await asyncio.gather(*(post(client, each) for each in written))
    first, *later = [row.key for row in await rows(database, Inbox)]
    assert (first, later) == ("5", ["3", "20", "100"])
    async with database.begin() as session:
        kept = [taken.raw for taken in await inbox.look(session, 1)]
    assert kept == written[:1]


@pytest.mark.parametrize("body", [b"", b"{not json", b"\xff\xfe", b"[" * 10**5, b"[]", b"5"])
async def test_what_nobody_can_read_is_kept_too_and_stops_nobody(
    client: httpx.AsyncClient, database: Database, body: bytes
) -> None:
    assert (await post(client, body)).status_code == 200
    assert (await post(client, UPDATE)).status_code == 200
    odd, good = await rows(database, Inbox)
    assert odd.key.startswith("?")
    assert good.key == "7"


async def test_both_keys_of_the_ring_open_their_own_door_only(client: httpx.AsyncClient) -> None:
    assert (await post(client, UPDATE, OLDER)).status_code == 200
    assert (await post(client, UPDATE, Door(NEWEST.path, OLDER.token))).status_code == 401
    assert (await post(client, UPDATE, Door(OLDER.path, NEWEST.token))).status_code == 401


@pytest.mark.parametrize(
    ("door", "status"),
    [
        (Door("elsewhere", NEWEST.token), 404),
        (Door(NEWEST.path[:-1], NEWEST.token), 404),
        (Door("%C3%A9", NEWEST.token), 404),
        (Door(NEWEST.path, ""), 401),
        (Door(NEWEST.path, NEWEST.token[:-1]), 401),
        (Door(NEWEST.path, NEWEST.token + "x"), 401),
        (Door(NEWEST.path, "x" * 50_000), 401),
    ],
)
async def test_nobody_else_comes_in_and_nothing_that_they_send_is_read(
    client: httpx.AsyncClient, database: Database, door: Door, status: int
) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = await post(client, UPDATE, door)
    assert (answer.status_code, logs) == (status, [])
    assert NEWEST.token not in answer.text
    assert await rows(database, Inbox) == []


async def test_without_the_word_nobody_comes_in(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"/telegram/{NEWEST.path}", json=UPDATE)
    assert answer.status_code == 401
    assert (await client.get(f"/telegram/{NEWEST.path}")).status_code == 405


async def test_a_body_that_is_too_large_is_refused_while_it_comes(
    client: httpx.AsyncClient, database: Database
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield b"x" * (MOST_BYTES // 16)

    answer = await client.post(
        f"/telegram/{NEWEST.path}", content=endless(), headers={HEADER: NEWEST.token}
    )
    assert answer.status_code == 413
    assert (await post(client, b"x" * (MOST_BYTES + 1))).status_code == 413
    assert await rows(database, Inbox) == []
    assert (await post(client, b"x" * MOST_BYTES)).status_code == 200


async def test_words_are_compared_so_that_the_time_it_takes_tells_nothing(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    compare = hmac.compare_digest

    def noting(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", noting)
    await post(client, UPDATE, Door(OLDER.path, "guess"))
    paths = [(door.path.encode(), OLDER.path.encode()) for door in (NEWEST, OLDER)]
    assert compared == [*paths, (OLDER.token.encode(), b"guess")]


def test_doors_are_secret_words_of_their_own_that_telegram_takes() -> None:
    words = [NEWEST.path, NEWEST.token, OLDER.path, OLDER.token]
    assert len(set(words)) == 4
    assert all(len(word) >= 43 and set(word) <= set(WORD) for word in words)
    assert "path" not in repr(NEWEST)
    assert doors(KeyRing((NEW_KEY,))) == [NEWEST]


WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
