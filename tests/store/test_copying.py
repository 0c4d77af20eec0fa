"""Moving an installation: everything is there once, and nobody serves half of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, text, update

from bot.operator_errors import line_for
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.privacy.audit import chain, first_broken, note
from bot.privacy.erasure import erase
from bot.privacy.vault import Vault
from bot.store.copying.copy import Compared, Tell, copy
from bot.store.copying.rows import AT_ONCE, COPIED
from bot.store.copying.sides import CannotCopy
from bot.store.database import Database
from bot.store.lock import AlreadyServed, sole_process
from bot.store.migrate import is_current, migrate
from bot.store.presence import Presence
from bot.store.revision import NotWhole
from bot.store.tables import Audit, Card, Posted, Process, Ticket, VaultKey
from tests.databases import NOON, rows
from tests.privacy.lives import Life
from tests.store.houses import (
    MANY,
    MOVING_TO_A_SERVER,
    THERE_AND_BACK,
    WAYS,
    WITHOUT_A_SERVER,
    addresses,
    everything,
    settle,
)

__all__ = ["addresses"]


class Killed(Exception):
    """Stands for a kill at a certain row."""


def quiet(doing: str, table: str, rows: int, of: int) -> None:
    """Tells nobody."""


def killed_at(when: str, where: str, least: int = 0) -> Tell:
    """Ends the copy as soon as it is that far."""

    def tell(doing: str, table: str, rows: int, of: int) -> None:
        if (doing, table) == (when, where) and rows >= least:
            raise Killed

    return tell


class House:
    """Where an installation is, and where it goes."""

    def __init__(self, old: str, new: str) -> None:
        self.addresses = (old, new)
        self.old, self.new = Database(old), Database(new)
        self.life: Life

    async def moves(self) -> list[Compared]:
        """Copy all of it."""
        return await copy(*self.addresses, quiet)

    async def begins(self, table: str, rows: int = 0) -> None:
        """Copy until it is killed."""
        with pytest.raises(Killed):
            await copy(*self.addresses, killed_at("copying", table, rows))


@pytest.fixture
async def house(
    addresses: tuple[str, str], vault: Vault, people: People, outbox: OutboxStore
) -> AsyncIterator[House]:
    """An installation that is about to move."""
    opened = House(*addresses)
    opened.life = await settle(opened.old, vault, people, outbox)
    yield opened
    await opened.old.close()
    await opened.new.close()


@WAYS
async def test_everything_is_there_once_whichever_way_it_goes(house: House) -> None:
    found = await house.moves()
    before = await everything(house.old)
    assert await everything(house.new) == before
    assert [each.table for each in found] == [table.name for table in COPIED]
    assert all(each.same for each in found)
    counts = {each.table: each.target.rows for each in found}
    assert counts == {name: len(kept) for name, kept in before.items()}
    assert counts["posted"] == MANY + 2
    assert min(counts[name] for name in ("ticket", "entry", "outbox", "vault_key", "audit")) > 1
    assert await is_current(house.new)


@WAYS
async def test_numbers_go_on_behind_the_highest_and_the_audit_log_is_whole(house: House) -> None:
    async with house.old.begin() as session:
        await chain(session)
    await house.moves()
    highest = (await rows(house.old, Audit))[-1].number
    async with house.new.begin() as session:
        note(session, "claimed", NOON)
        await session.flush()
        await chain(session)
        assert await first_broken(session) is None
    assert (await rows(house.new, Audit))[-1].number == highest + 1


@THERE_AND_BACK
@pytest.mark.parametrize(("table", "done"), [("card", 0), ("posted", 2 * AT_ONCE), ("ticket", 2)])
async def test_what_was_killed_goes_on_where_it_was(house: House, table: str, done: int) -> None:
    await house.begins(table, done)
    assert not await is_current(house.new)
    told: list[tuple[str, str, int]] = []

    def tell(doing: str, table: str, rows: int, of: int) -> None:
        told.append((doing, table, rows))

    found = await copy(*house.addresses, tell)
    assert all(each.same for each in found)
    assert await everything(house.new) == await everything(house.old)
    assert next(at for doing, where, at in told if (doing, where) == ("copying", table)) == done


@MOVING_TO_A_SERVER
async def test_a_server_that_orders_words_by_a_language_goes_on_at_the_same_row(
    house: House,
) -> None:
    await migrate(house.new)
    async with house.new.engine.begin() as connection:
        by_language = 'ALTER TABLE posted ALTER chat TYPE varchar(80) COLLATE "en-x-icu"'
        await connection.execute(text(by_language))
    await house.begins("posted", AT_ONCE)
    told: list[tuple[str, int]] = []

    def tell(doing: str, table: str, rows: int, of: int) -> None:
        told.append((f"{doing} {table}", rows))

    assert all(each.same for each in await copy(*house.addresses, tell))
    assert next(at for what, at in told if what == "copying posted") == AT_ONCE


@THERE_AND_BACK
async def test_who_was_erased_between_two_tries_is_not_in_the_copy(house: House) -> None:
    await house.begins("ticket", 1)
    keys = {row.holder: row.wrapped for row in await rows(house.new, VaultKey)}
    assert house.life.person in keys
    async with house.old.begin() as session:
        await erase(session, (house.life.contact, house.life.person))
    assert all(each.same for each in await house.moves())
    held = str(await everything(house.new))
    assert not [each for each in (house.life.contact, house.life.person) if str(each) in held]
    assert await everything(house.new) == await everything(house.old)
    if house.new.file is not None:
        await house.new.close()
        assert keys[house.life.person] not in house.new.file.read_bytes()


@THERE_AND_BACK
async def test_what_was_changed_between_two_tries_is_copied_anew(house: House) -> None:
    await house.begins("ticket", 1)
    async with house.old.begin() as session:
        await session.execute(update(Card).values(wanted=Card.wanted + 1))
        await session.execute(delete(Posted).where(Posted.message == "7"))
    assert all(each.same for each in await house.moves())
    assert await everything(house.new) == await everything(house.old)


@THERE_AND_BACK
async def test_half_a_copy_is_served_by_nobody(house: House) -> None:
    await house.begins("ticket")
    with pytest.raises(NotWhole) as half:
        await migrate(house.new)
    assert "run the same 'python -m bot store copy' again" in str(line_for(half.value))
    await house.moves()
    await migrate(house.new)


@THERE_AND_BACK
async def test_a_killed_comparison_is_done_again(house: House) -> None:
    with pytest.raises(Killed):
        await copy(*house.addresses, killed_at("comparing", "ticket"))
    assert not await is_current(house.new)
    assert all(each.same for each in await house.moves())


CHANGE = "UPDATE ticket SET topic = 'other'"
WRONG = {
    "sqlite": f"CREATE TRIGGER wrong AFTER INSERT ON ticket BEGIN {CHANGE}; END",
    "postgresql": f"CREATE RULE wrong AS ON INSERT TO ticket DO ALSO {CHANGE}",
}
RIGHT = {"sqlite": "DROP TRIGGER wrong", "postgresql": "DROP RULE wrong ON ticket"}


@THERE_AND_BACK
async def test_a_difference_is_found_and_mended_by_another_try(house: House) -> None:
    await migrate(house.new)
    kind = house.new.url.get_backend_name()
    async with house.new.engine.begin() as connection:
        await connection.execute(text(WRONG[kind]))
    found = await house.moves()
    assert [each.table for each in found if not each.same] == ["ticket"]
    assert not await is_current(house.new)
    async with house.new.engine.begin() as connection:
        await connection.execute(text(RIGHT[kind]))
    assert all(each.same for each in await house.moves())
    assert await is_current(house.new)


@WAYS
async def test_nobody_writes_to_either_side_meanwhile(house: House) -> None:
    let_in: list[bool] = []

    def tell(doing: str, table: str, rows: int, of: int) -> None:
        if (doing, table) == ("copying", "ticket") and not let_in:
            with ThreadPoolExecutor(1) as beside:  # the copy waits meanwhile
                trying = [beside.submit(asyncio.run, comes_in(a, 0.5)) for a in house.addresses]
                let_in.extend(each.result() for each in trying)

    await copy(*house.addresses, tell)
    assert let_in == [False, False]
    assert [await comes_in(address, 10) for address in house.addresses] == [True, True]


async def comes_in(address: str, patience: float) -> bool:
    """Whether a process that starts may decide, or say that it is alive."""
    database = Database(address)
    try:
        async with sole_process(database.file, patience=0):
            if database.file is not None:
                return True
        decides = await _in_time(_decides(database), patience)
        return await _in_time(_signs(database), patience) or decides
    except AlreadyServed:
        return False
    finally:
        await database.close()


async def _in_time(work: Coroutine[None, None, None], patience: float) -> bool:
    try:
        await asyncio.wait_for(work, patience)
    except TimeoutError:
        return False
    return True


async def _decides(database: Database) -> None:
    async with database.begin():
        return


async def _signs(database: Database) -> None:
    process = Presence(database, uuid4())
    await process.sign()
    process.stop()
    await process.run()


@MOVING_TO_A_SERVER
async def test_processes_are_not_copied_and_those_that_are_gone_do_no_harm(house: House) -> None:
    await migrate(house.new)
    gone = {"number": 7, "id": house.life.person, "alive_until": NOON - timedelta(days=400)}
    for database in (house.old, house.new):
        async with database.beside() as session:
            await session.execute(insert(Process), [gone])
    async with house.new.beside() as session:
        await session.execute(delete(Process))
    await house.moves()
    assert await rows(house.new, Process) == []
    assert len(await rows(house.new, Ticket)) == 2


@WITHOUT_A_SERVER
async def test_a_finished_copy_is_never_overwritten(house: House) -> None:
    await house.moves()
    async with house.new.begin() as session:
        note(session, "claimed", NOON)
    with pytest.raises(CannotCopy, match="holds an installation already"):
        await house.moves()
    assert len(await rows(house.new, Audit)) == len(await rows(house.old, Audit)) + 1
