"""A served world, the real client library talking to it, and a bare HTTP caller."""

import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.demo.bot_api import NO_LIMITS, MovableClock, User, World, serve

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]
TRUST = ssl.create_default_context()  # loading the certificates for each client takes longer
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _newer_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns of a change in RetryAfter unless told to make it already."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def world(clock: MovableClock) -> World:
    return World(clock=clock, limits=NO_LIMITS, seed=1)


@pytest.fixture
async def url(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address


@pytest.fixture
async def bot(world: World, url: str) -> AsyncIterator[Bot]:
    async with Bot(
        world.bot.token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(8, httpx_kwargs={"verify": TRUST}),
        get_updates_request=HTTPXRequest(2, httpx_kwargs={"verify": TRUST}),
    ) as client:
        yield client


@pytest.fixture
async def call(world: World, url: str) -> AsyncIterator[Call]:
    """Call a method with a JSON body and get the whole answer: `await call("getMe")`."""
    base = f"{url}/bot{world.bot.token}/"
    async with httpx.AsyncClient(base_url=base, timeout=10, verify=TRUST) as client:

        async def post(method: str, **parameters: object) -> dict[str, Any]:
            response = await client.post(method, json=parameters)
            answer: dict[str, Any] = response.json()
            assert response.status_code == answer.get("error_code", 200)
            return answer

        yield post


@pytest.fixture
def amina(world: World) -> User:
    return world.create_user("Amina", language_code="ar", started=True)


@pytest.fixture
def lena(world: World) -> User:
    return world.create_user("Lena", username="lena", started=True)
