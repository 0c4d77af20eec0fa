"""Fetching: nothing is acknowledged before it is kept, and nothing stops it but the token."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import structlog

from bot.channels.telegram import poller as polling
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poller import Poller, backoff
from bot.demo.bot_api import ApiError, User, World
from bot.post.channel import Received
from bot.post.errors import Revoked
from bot.post.events import Said
from tests.channels.telegram.ledger import Ledger
from tests.channels.telegram.samples import message
from tests.channels.telegram.wire import SILENCE, Wire, done, http, refused


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "inbox.db")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(polling, "_LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(polling, "_CONFLICT_PAUSE", 0.01)


class Running:
    """A poller at work; `new` is set when something new was kept."""

    def __init__(self, channel: TelegramChannel, ledger: Ledger) -> None:
        self.new = asyncio.Event()
        self.poller = Poller(channel, ledger, self.new.set, wait=1)

    async def something_new(self) -> None:
        async with asyncio.timeout(5):
            await self.new.wait()
        self.new.clear()


@contextlib.asynccontextmanager
async def running(channel: TelegramChannel, ledger: Ledger) -> AsyncIterator[Running]:
    started = Running(channel, ledger)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(started.poller.run())
        yield started
        began = time.monotonic()
        task.cancel()
    assert time.monotonic() - began < 0.5, "it must stop quickly"


def texts(channel: TelegramChannel, ledger: Ledger) -> list[str]:
    events = [channel.read(raw) for raw in ledger.raw()]
    return [event.entry.text for event in events if isinstance(event, Said)]


async def test_what_waits_and_what_comes_is_kept_in_order(
    channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    maryam.send_text("one")
    maryam.send_text("two")
    async with running(channel, ledger) as at_work:
        await at_work.something_new()
        maryam.send_text("three")
        await at_work.something_new()
        assert at_work.poller.last_success is not None
    assert texts(channel, ledger) == ["one", "two", "three"]


async def test_it_asks_for_what_we_need_and_never_drops_anything(
    world: World, channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    maryam.send_text("one")
    async with running(channel, ledger) as at_work:
        await at_work.something_new()
    asked = world.calls("getUpdates")[0]["parameters"]
    assert asked["limit"] == 100
    assert asked["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
    ]  # fmt: skip
    assert world.calls("deleteWebhook") == []


async def test_nothing_is_acknowledged_while_the_database_fails(
    world: World, channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    maryam.send_text("one")
    ledger.failures = 5
    async with running(channel, ledger) as at_work:
        await at_work.something_new()
        assert len(world.updates.waiting) == 1
    asked = [call["parameters"].get("offset") for call in world.calls("getUpdates")]
    assert asked == [None]
    assert texts(channel, ledger) == ["one"]


async def test_after_a_death_between_commit_and_acknowledgement_nothing_is_new(
    channel: TelegramChannel, ledger: Ledger, maryam: User, tmp_path: Path
) -> None:
    maryam.send_text("one")
    async with running(channel, ledger) as at_work:
        await at_work.something_new()
    again = Ledger(ledger.path)
    maryam.send_text("two")
    async with running(channel, again) as at_work:
        await at_work.something_new()
    assert texts(channel, again) == ["one", "two"]


async def test_a_webhook_is_taken_away_and_what_waits_stays(
    world: World, channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    world.bot.webhook_url = "https://example.org/hook"
    maryam.send_text("one")
    async with running(channel, ledger) as at_work:
        await at_work.something_new()
    assert world.calls("deleteWebhook")[0]["parameters"].get("drop_pending_updates") in (
        None, False,
    )  # fmt: skip


async def test_faults_of_the_network_are_waited_out(
    world: World, channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    faults = [ApiError(502, "Bad Gateway"), ApiError(409, "Conflict: terminated"),
              ApiError(409, "Conflict: terminated"), ApiError(500, "restart")]  # fmt: skip
    world.fail_next("getUpdates", *faults)
    maryam.send_text("one")
    with structlog.testing.capture_logs() as logs:
        async with running(channel, ledger) as at_work:
            await at_work.something_new()
    assert [entry["event"] for entry in logs] == [
        "fetching failed", "somebody else is fetching", "fetching failed",
    ]  # fmt: skip
    assert texts(channel, ledger) == ["one"]


class Slow(Ledger):
    """An intake whose commit takes a moment."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.begun = asyncio.Event()

    async def keep(self, received: Sequence[Received], next_offset: int | None = None) -> int:
        self.begun.set()
        await asyncio.sleep(0.3)
        return await super().keep(received, next_offset)


@pytest.mark.parametrize("failures", [0, 10**6], ids=["it succeeds", "it fails"])
async def test_stopping_finishes_the_commit_that_has_begun(
    channel: TelegramChannel, maryam: User, tmp_path: Path, failures: int
) -> None:
    slow = Slow(tmp_path / "slow.db")
    poller = Poller(channel, slow, lambda: None, wait=1)
    maryam.send_text("one")
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(poller.run())
        await slow.begun.wait()
        slow.failures = failures
        poller.stop()
    assert texts(channel, slow) == ([] if failures else ["one"])


@pytest.mark.parametrize("failures", [0, 10**6], ids=["nothing comes", "the database fails"])
async def test_stopping_waits_for_no_update_and_for_no_database(
    channel: TelegramChannel, ledger: Ledger, maryam: User, world: World, failures: int
) -> None:
    poller = Poller(channel, ledger, lambda: None)
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(poller.run())
        await world.wait_for(lambda: world.polling.is_open)
        ledger.failures = failures
        maryam.send_text("one")
        await asyncio.sleep(0.2)
        began = time.monotonic()
        poller.stop()
    assert time.monotonic() - began < 0.5
    assert texts(channel, ledger) == ([] if failures else ["one"])


async def test_a_revoked_token_ends_it(
    world: World, channel: TelegramChannel, ledger: Ledger
) -> None:
    world.fail_next("getUpdates", ApiError(401, "Unauthorized"))
    with pytest.raises(Revoked):
        await Poller(channel, ledger, lambda: None, wait=1).run()


NO_WEBHOOK = done({"url": "", "has_custom_certificate": False, "pending_update_count": 0})


async def test_an_odd_update_is_kept_and_stops_nobody(broken: Wire, ledger: Ledger) -> None:
    odd: list[object] = [
        {"update_id": 10, "message": 5},
        None,
        {"update_id": 12, "message": message(text="next")},
    ]
    broken.answers += [NO_WEBHOOK, done(odd), SILENCE]
    async with TelegramChannel("1:x", broken.root) as channel, running(channel, ledger) as work:
        await work.something_new()
    assert len(ledger.raw()) == 3
    assert await ledger.offset() == 13


async def test_unreadable_bodies_acknowledge_nothing(broken: Wire, ledger: Ledger) -> None:
    bodies = [http(200, b'{"ok":true,"result":[{"upd'), done({"not": "a list"}), http(200, b"")]
    good = done([{"update_id": 10, "message": message(text="x")}])
    broken.answers += [NO_WEBHOOK, *bodies, good, SILENCE]
    async with TelegramChannel("1:x", broken.root) as channel, running(channel, ledger) as work:
        await work.something_new()
    assert not any(b"offset" in body for body in broken.bodies[:5])


async def test_ids_that_start_anew_are_followed(broken: Wire, ledger: Ledger) -> None:
    late = done([{"update_id": 900, "message": message(text="x")}])
    anew = done([{"update_id": 5, "message": message(text="y")}])
    broken.answers += [NO_WEBHOOK, late, anew, SILENCE]
    async with TelegramChannel("1:x", broken.root) as channel, running(channel, ledger) as work:
        await work.something_new()
        await work.something_new()
    assert await ledger.offset() == 6


async def test_logs_hold_no_words_no_address_and_no_token(
    broken: Wire, ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ledger.failures = 1
    good = done([{"update_id": 10, "message": message(text="CANARY")}])
    broken.answers += [NO_WEBHOOK, refused(429, "CANARY", retry_after=1), good, SILENCE]
    with structlog.testing.capture_logs() as logs:
        channel = TelegramChannel("1:SECRET", broken.root)
        async with channel, running(channel, ledger) as work:
            await work.something_new()
    shown = f"{logs}{caplog.text}"
    assert "fetching failed" in shown
    assert not any(secret in shown for secret in ("CANARY", "SECRET", "5000000001"))


def test_pauses_grow_to_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 1.0)
    monkeypatch.setattr(polling, "_LONGEST_PAUSE", 30.0)
    assert 1 <= backoff(0) <= 1.2
    assert 3.2 <= backoff(2) <= 4.8
    assert all(20 <= backoff(failures) <= 30 for failures in (5, 50, 5000))


class Ear:
    """Fulfils `Hearing`: writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def heard(self, *, back: bool) -> None:
        self.told.append("back" if back else "heard")

    async def leave(self) -> None:
        self.told.append("left")

    async def forget(self) -> None:
        self.told.append("forgot")


async def test_after_a_start_and_after_a_fault_it_asks_without_waiting_and_says_that_it_is_back(
    world: World, channel: TelegramChannel, ledger: Ledger, maryam: User
) -> None:
    ear, new = Ear(), asyncio.Event()
    poller = Poller(channel, ledger, new.set, wait=1, hearing=ear)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(poller.run())
        await world.wait_for(lambda: len(world.calls("getUpdates")) >= 2)
        maryam.send_text("one")
        await world.wait_for(lambda: len(ear.told) >= 2)
        world.fail_next("getUpdates", ApiError(502, "Bad Gateway"))
        await world.wait_for(lambda: ear.told.count("back") == 2, 10)
        await world.wait_for(lambda: ear.told[-1] == "heard", 10)
        poller.stop()
        await asyncio.wait([task])
    waits = [call["parameters"]["timeout"] for call in world.calls("getUpdates")]
    assert waits[0] == 0
    assert set(waits[1:]) == {0, 1}
    assert ear.told[0] == "back"
    assert ear.told.count("back") == waits.count(0)
    assert ear.told[-1] == "left"


async def test_where_a_webhook_was_set_nobody_says_that_there_was_a_gap(
    world: World, channel: TelegramChannel, ledger: Ledger
) -> None:
    world.bot.webhook_url = "https://example.org/hook"
    ear = Ear()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(Poller(channel, ledger, lambda: None, wait=1, hearing=ear).run())
        await world.wait_for(lambda: "back" in ear.told)
        task.cancel()
    assert ear.told[:2] == ["forgot", "back"]
