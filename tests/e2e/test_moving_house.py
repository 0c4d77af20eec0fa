"""From SQLite to PostgreSQL, in the middle of a conversation: nobody notices, nobody is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.demo.bot_api import MovableClock, User, World, serve
from bot.demo.stories.labels import reference_in
from bot.store.copying.sides import Side, alone
from bot.store.database import Database
from bot.store.revision import WRITE, mark_for
from bot.store.tables import Outbox, Ticket, VaultKey
from tests.databases import address_of
from tests.e2e.conftest import Brussels, running
from tests.e2e.installation import Installation
from tests.e2e.kept import rows
from tests.e2e.staff import opens, reads, replies, volunteer
from tests.e2e.talk import Talk, asks
from tests.e2e.test_erasure import NAME, tells_everything, traces
from tests.test_command_line import loket as typed

TO_A_SERVER = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="module")


def moved(old: Installation, url: str) -> Installation:
    """The same installation, which serves another database."""
    new = Installation(
        old.folder, old.world, old.api, old.group, old.hours, old.key, old.port, url=url
    )
    new.process.passed = old.process.passed
    return new


async def half_way(brussels: Brussels, code: str) -> Talk:
    """Somebody who has answered two questions of five."""
    talk = Talk(brussels, brussels.person("Amal", code), code)
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    await talk.chooses("status", "paper", "annex_26quater")
    await talk.chooses("status", "procedure_language", "unsure")
    talk.hears(asks("status", "letter"))
    return talk


async def erased(brussels: Brussels, helper: User) -> Talk:
    """Somebody who said everything, and then that all of it should go."""
    talk = await tells_everything(brussels, helper, "en")
    await talk.says("/delete")
    await talk.chooses("erase", "sure", "yes")
    return talk


@TO_A_SERVER
async def test_a_person_in_the_middle_of_a_flow_finishes_after_the_move(
    tmp_path: Path, address: str
) -> None:
    old = address_of(tmp_path / "loket.db")
    async with running(tmp_path, url=old) as brussels:
        helper = await volunteer(brussels, "Dede")
        gone = await erased(brussels, helper)
        talk = await half_way(brussels, "ar")
        await _nothing_is_on_its_way(brussels)
        await brussels.loket.kill()
        keys = {row.holder: row.wrapped for row in rows(brussels.loket, VaultKey)}
        talk.user.send_text("/menu")  # while nobody is there to read it
        talk.sent += 1
        done = await asyncio.to_thread(typed, tmp_path, "store", "copy", old, address)
        assert done.returncode == 0, done.stderr
        assert NAME not in done.stdout
        brussels.loket = moved(brussels.loket, address)
        await brussels.loket.start()
        try:
            await _goes_on(brussels, talk, helper)
        finally:
            await brussels.loket.stop()
        assert {row.holder: row.wrapped for row in rows(brussels.loket, VaultKey)} == keys
        (tmp_path / "loket.db").unlink()
        assert traces(brussels.loket, gone.user, brussels.world.bot.token) == []


async def _nothing_is_on_its_way(brussels: Brussels) -> None:
    """What was on its way would come twice, as after any kill."""
    for _ in range(200):
        if not rows(brussels.loket, Outbox, Outbox.state.in_(("queued", "sending"))):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError


async def _goes_on(brussels: Brussels, talk: Talk, helper: User) -> None:
    """What was written meanwhile is answered; the flow goes on where it stood, to a helper."""
    await talk.user.chat.wait_for(lambda _: talk._arrived(), 20)
    talk.hears(asks("menu", "menu"))
    await talk.chooses("menu", "menu", "status")
    talk.hears(asks("status", "letter"))
    answers = {"letter": "yes", "which_letter": "decision", "how_soon": "later", "lawyer": "no"}
    for step, value in {**answers, "protected_elsewhere": "no", "address": "none"}.items():
        await talk.chooses("status", step, value)
    await talk.says("my own words")
    await talk.chooses("status", "review", "send")
    kept = talk.ticket
    assert kept.answers["paper"] == "annex_26quater"
    assert kept.words == ["my own words"]
    assert len(rows(brussels.loket, Ticket)) == 1
    head = await opens(brussels, helper, reference_in(talk.last.text))
    await replies(helper, "come on Monday", head)
    await reads(talk.user, "come on Monday")


@TO_A_SERVER
async def test_a_process_that_was_waiting_when_a_copy_was_killed_does_not_serve_half_of_it(
    tmp_path: Path, address: str
) -> None:
    world = World(clock=MovableClock())
    database = Database(address)
    async with serve(world) as api:
        loket = Installation(tmp_path, world, api, -1002000000001, url=address)
        async with alone(Side("TO", database)):
            await loket.start()
            await _somebody_waits(database)
            async with database.engine.begin() as connection:
                await connection.execute(WRITE, {"revision": mark_for("somebody")})
        try:
            assert await asyncio.wait_for(loket.process.ended(), 30) == 1
        finally:
            await loket.kill()
    await database.close()
    said = loket.log.read_text()
    assert "has not been copied whole: run the same 'python -m bot store copy' again" in said
    assert "Traceback" not in said


async def _somebody_waits(database: Database) -> None:
    """Until a process waits for its turn."""
    waiting = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
    )
    for _ in range(200):
        async with database.engine.connect() as connection:
            if await connection.scalar(waiting):
                return
        await asyncio.sleep(0.1)
    raise TimeoutError
