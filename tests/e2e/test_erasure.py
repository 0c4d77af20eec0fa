"""Erasing: somebody who asks for it is nowhere, and comes back as somebody new."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

from bot.demo.bot_api import User
from bot.demo.stories.labels import reference_in
from bot.reception.erasing import ERASED
from bot.reception.language import CHOOSE
from bot.store.tables import Consent, ConversationRow, EntryRow, Held, Ticket, VaultKey
from bot.tickets.owner import WITHDRAWN
from tests.e2e import invariants
from tests.e2e.conftest import ON_BOTH, Brussels, mostly_on
from tests.e2e.installation import Installation
from tests.e2e.kept import rows
from tests.e2e.server import dump, opened
from tests.e2e.staff import opens, say, volunteer
from tests.e2e.talk import Talk, asks

WORDS = ("canary-before-consent", "canary-in-a-flow", "canary-قصتي-هنا", "canary-in-a-ticket")
NAME = "Canaria-Name"


def traces(loket: Installation, user: User, *more: str) -> list[str]:
    """What can be found of somebody who told everything."""
    return invariants.traces(loket, user, *WORDS, NAME, *more)


async def tells_everything(brussels: Brussels, helper: User, code: str) -> Talk:
    """Words before consent, in a request that a helper has, and in a flow that is not finished."""
    talk = Talk(brussels, brussels.person(NAME, code), code)
    await talk.says(WORDS[0])
    await talk.picks_language()
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", "yes")
    await talk.chooses("pass_on", "to_a_helper", "yes")
    reference = reference_in(talk.last.text)
    await opens(brussels, helper, reference)
    await talk.says(WORDS[3])
    await talk.chooses("menu", "menu", "status")
    await talk.says(WORDS[2])
    await talk.says("/menu")
    await talk.chooses("menu", "menu", "other_help")
    await talk.says(WORDS[1])
    return talk


@mostly_on("postgresql")
async def test_nothing_is_left_and_it_is_sealed_before(brussels: Brussels) -> None:
    helper = await volunteer(brussels, "Dede")
    talk = await tells_everything(brussels, helper, "ar")
    loket, user = brussels.loket, talk.user
    token = brussels.world.bot.token
    assert traces(loket, user, token) == []
    reference = rows(loket, Ticket)[0].reference
    wrapped = [row.wrapped for row in rows(loket, VaultKey)]
    await talk.says("/delete")
    talk.hears(asks("erase", "sure"))
    await talk.chooses("erase", "sure", "no")
    talk.hears(asks("erase", "kept"), asks("menu", "menu"))
    await talk.says("/delete")
    shown = len(user.chat.shown)
    assert len(rows(loket, Ticket)) == 1
    await talk.chooses("erase", "sure", "yes")
    talk.hears(ERASED)
    await user.chat.wait_for(lambda chat: len(chat.shown) == 1)
    assert shown > 10
    assert user.chat.shown == [talk.last]
    await helper.chat.wait_for(lambda chat: "canary" not in str([m.text for m in chat.shown]))
    withdrawn = say(WITHDRAWN, reference=reference)
    await helper.chat.wait_for(lambda chat: withdrawn in chat.last.text)
    assert all(reference not in card.text for card in brussels.group.bot_messages)
    await brussels.loket.stop()
    assert traces(loket, user, token, reference) == []
    for table in (Ticket, EntryRow, Held, ConversationRow, Consent):
        assert rows(loket, table) == []
    left = [row.wrapped for row in rows(loket, VaultKey)]
    destroyed = [key for key in wrapped if key not in left]
    assert len(destroyed) == 2
    stored = list(dump(loket).values()) or [loket.database.read_bytes()]
    assert not any(key in whole for key in destroyed for whole in stored)
    await loket.start()
    await talk.says("hello again")
    talk.hears(CHOOSE)


async def test_two_ids_are_listed_and_a_restored_backup_forgets_again(brussels: Brussels) -> None:
    loket = brussels.loket
    helper = await volunteer(brussels, "Dede")
    talk = await tells_everything(brussels, helper, "en")
    await loket.stop()
    backup = loket.folder / "backup.sqlite"
    shutil.copy(loket.database, backup)
    await loket.start()
    await talk.says("/delete")
    await talk.chooses("erase", "sure", "yes")
    await loket.stop()
    listed = (loket.folder / "erased.txt").read_text().split()
    assert len(listed) == 2
    for rest in loket.folder.glob("loket.db*"):
        rest.unlink()
    shutil.copy(backup, loket.database)
    assert len(rows(loket, Ticket)) == 1
    await loket.start()
    await talk.user.chat.wait_for(lambda _: "event='serving'" in loket.log.read_text())
    talk.sent, talk.answers = 0, []
    await talk.says("hello again")
    talk.hears(CHOOSE)
    await loket.stop()
    assert rows(loket, Ticket) == []
    assert rows(loket, EntryRow) == []
    holders = {row.holder for row in rows(loket, VaultKey)}
    assert not holders & {UUID(each) for each in listed}
    assert traces(loket, talk.user, brussels.world.bot.token) == []


@ON_BOTH
async def test_someone_elses_words_go_too(brussels: Brussels) -> None:
    talk = Talk(brussels, brussels.person(NAME, "en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "other_help")
    await talk.says(WORDS[1])
    await talk.chooses("other_help", "review", "someone_else")
    await talk.chooses("other_help", "review", "send")
    await talk.says("/delete")
    await talk.chooses("erase", "sure", "yes")
    await brussels.loket.stop()
    assert rows(brussels.loket, Ticket) == []
    assert len((brussels.loket.folder / "erased.txt").read_text().split()) == 3
    assert traces(brussels.loket, talk.user) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    """Without this, a search that finds nothing would prove nothing."""
    world = _world_with_traces(tmp_path)
    found = traces(world[0], world[1])
    assert len(found) == 5


def test_what_a_dump_writes_in_hexadecimal_is_searched_too() -> None:
    assert NAME.encode() in opened(b"1\t\\\\x" + NAME.encode().hex().encode() + b"\n")


def _world_with_traces(folder: Path) -> tuple[Installation, User]:
    from bot.demo.bot_api import World

    world = World()
    user = world.create_user(NAME)
    loket = Installation(folder, world, "", 0)
    number = user.user_id
    plain = WORDS[0].encode() + WORDS[2].encode("utf-16-le") + str(number).encode()
    loket.database.write_bytes(plain + number.to_bytes(8, "little"))
    loket.log.write_text(NAME)
    return loket, user
