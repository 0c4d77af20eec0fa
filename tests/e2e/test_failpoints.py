"""The process dies at each of its failpoints, and everything holds: on PostgreSQL, and in
`make soak` on SQLite as well.
"""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from bot.demo.bot_api import User, World
from bot.demo.process import BotProcess, settings_for
from bot.failpoints import FAILPOINT_FILE, Point
from bot.notices.broadcast import AT_ONCE
from bot.notices.standing import make, put_up, tell
from bot.notices.templates import SCAM
from bot.people.known import People
from bot.privacy.audit import link
from bot.privacy.keyring import new_key, parse
from bot.privacy.vault import Vault
from bot.speech.keys import GLOBE
from bot.store.database import Database
from bot.store.migrate import is_current
from bot.store.tables import Audit, Inbox, NoticeCopy, NoticeWish, Outbox, Ticket
from tests.e2e import invariants
from tests.e2e.conftest import ON_BOTH, Brussels, mostly_on, running
from tests.e2e.installation import Installation
from tests.e2e.kept import rows
from tests.e2e.lives import MOMENTS, Life, stands_before, worked_off
from tests.e2e.staff import reads, volunteer

ASYNC = pytest.mark.asyncio(loop_scope="module")

IN_A_STORY = [
    (Point.FETCHED, "ticket"),
    (Point.KEEPING, "words"),
    (Point.CLAIMED, "claim"),
    (Point.ANSWER_KEPT, "answer"),
    (Point.BETWEEN_PARTS, "place"),
    (Point.ERASURE_BEGUN, "erase"),
    (Point.DECIDED, "ticket"),
    (Point.KEPT, "words"),
    (Point.PRESS_UNANSWERED, "claim"),
    (Point.ANSWER_ARRIVED, "answer"),
    (Point.ACKNOWLEDGING, "place"),
    (Point.ERASURE_LISTED, "erase"),
    (Point.CARD_POSTED, "ticket"),
    (Point.TAKEN, "words"),
    (Point.PREPARED, "claim"),
    (Point.RETURNED, "answer"),
    (Point.SETTLING, "place"),
    (Point.KEYS_DESTROYED, "erase"),
    (Point.COMMITTED, "ticket"),
    (Point.HELD, "words"),
    (Point.COMMITTED, "claim"),
    (Point.TO_SEND, "answer"),
    (Point.TAKING, "place"),
    (Point.COMMITTED, "erase"),
    (Point.RETURNED, "ticket"),
    (Point.SETTLED, "words"),
    (Point.SETTLED, "claim"),
    (Point.COMMITTED, "answer"),
    (Point.TO_SEND, "erase"),
]
"""Where, and when: in an order in which one life serves for several deaths."""

AT_THE_START = (Point.STARTING, Point.FORGOTTEN, Point.CHAINED)
AT_THE_END = (Point.STOPPING, Point.FINISHING)
UNKNOWN = (
    Point.RETURNED,
    Point.CARD_POSTED,
    Point.ANSWER_ARRIVED,
    Point.SETTLING,
    Point.FINISHING,
    Point.BETWEEN_PARTS,
    Point.PRESS_UNANSWERED,
)
"""Where Telegram may have taken a message whose number is never learned."""
ELSEWHERE = (Point.ERASING_AGAIN, Point.SETTING_ASIDE, Point.MIGRATING, Point.TELLING_SOME)


class Town:
    """The bot that dies again and again, and the life that is being lived."""

    def __init__(self, brussels: Brussels) -> None:
        self.brussels, self.life = brussels, None

    life: Life | None

    async def before(self, moment: str) -> Life:
        """A life that stands before a moment."""
        self.life = await stands_before(moment, self.life, self._born)
        return self.life

    async def _born(self) -> Life:
        return Life(self.brussels, await volunteer(self.brussels, "Dede"))

    async def comes_back(self) -> None:
        """The process is started again, as a host does."""
        invariants.bury(self.brussels.loket.url)
        await self.brussels.loket.start()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mortal(town_folder: Path, town_address: str) -> AsyncIterator[Town]:
    async with running(town_folder, url=town_address, mortal=True) as opened:
        yield Town(opened)


@mostly_on("postgresql")
@ASYNC
@pytest.mark.parametrize(
    ("point", "moment"), IN_A_STORY, ids=lambda each: getattr(each, "name", each)
)
async def test_who_dies_here_goes_on_where_it_was(mortal: Town, point: Point, moment: str) -> None:
    life = await mortal.before(moment)
    life.unknown += point in UNKNOWN
    loket = mortal.brussels.loket
    loket.is_to_die(point)
    await life.does(moment)
    assert await loket.has_died()
    await mortal.comes_back()
    await life.comes_to(moment)
    life.lived = MOMENTS.index(moment) + 1
    if moment == "erase":
        life.is_nowhere()


@ON_BOTH
@ASYNC
@pytest.mark.parametrize("point", AT_THE_START, ids=lambda point: point.name)
async def test_who_dies_while_starting_starts_again(mortal: Town, point: Point) -> None:
    life = await mortal.before("words")
    loket = mortal.brussels.loket
    await loket.kill()
    await life.does("words")
    loket.is_to_die(point)
    await mortal.comes_back()
    assert await loket.has_died()
    await mortal.comes_back()
    await life.comes_to("words")
    life.lived = MOMENTS.index("words") + 1
    assert broken_links(loket) == []


@ON_BOTH
@ASYNC
async def test_who_dies_while_erasing_again_erases_again(mortal: Town) -> None:
    """As after a backup was restored: on the list, and in the database."""
    life = await mortal.before("erase")
    loket, mortal.life = mortal.brussels.loket, None
    await loket.kill()
    with (loket.folder / "erased.txt").open("a") as listed:
        listed.writelines(f"{holder}\n" for holder in _holders(loket, life.reference))
    loket.is_to_die(Point.ERASING_AGAIN)
    await mortal.comes_back()
    assert await loket.has_died()
    assert rows(loket, Ticket, Ticket.reference == life.reference) != []
    await mortal.comes_back()
    await Life(mortal.brussels, life.helper).gets_ready("ticket")
    assert rows(loket, Ticket, Ticket.reference == life.reference) == []
    assert invariants.traces(loket, life.person, *life.written) == []


@ON_BOTH
@ASYNC
@pytest.mark.parametrize("point", AT_THE_END, ids=lambda point: point.name)
async def test_who_dies_while_stopping_loses_nothing(mortal: Town, point: Point) -> None:
    life = await mortal.before("words")
    loket, world = mortal.brussels.loket, mortal.brussels.world
    world.delay = 1
    await life.does("words")
    await world.wait_for(lambda: rows(loket, Outbox, Outbox.state == "sending"), 10)
    loket.is_to_die(point)
    assert await loket.stop() == -signal.SIGKILL
    assert await loket.has_died()
    world.delay = 0
    life.unknown += 1
    await mortal.comes_back()
    await life.comes_to("words")
    life.lived = MOMENTS.index("words") + 1


@ON_BOTH
@ASYNC
async def test_who_dies_while_setting_aside_what_nobody_can_read_sets_it_aside(
    mortal: Town,
) -> None:
    life = await mortal.before("words")
    loket, world = mortal.brussels.loket, mortal.brussels.world
    dead = len(rows(loket, Inbox, Inbox.state == "dead"))
    loket.is_to_die(Point.SETTING_ASIDE)
    world.updates.put_odd({"message": 7})
    assert await loket.has_died()
    await mortal.comes_back()
    await life.does("words")
    await life.comes_to("words")
    life.lived = MOMENTS.index("words") + 1
    assert len(rows(loket, Inbox, Inbox.state == "dead")) == dead + 1


@ON_BOTH
@ASYNC
async def test_who_dies_while_telling_a_notice_tells_everybody_once(mortal: Town) -> None:
    """The first few are told and committed, the next few are not: nobody twice, nobody lost."""
    town, loket = mortal.brussels, mortal.brussels.loket
    people = [town.person(f"Asks-{number}", "en") for number in range(AT_ONCE + 3)]
    for person in people:
        person.send_text("/start")
    for person in people:
        await reads(person, GLOBE, within=20)
    await worked_off(town)
    await loket.kill()
    notice = await _asked_for(loket, people, town.world.clock.now())
    loket.is_to_die(Point.TELLING_SOME, times=2)
    await mortal.comes_back()
    assert await loket.has_died()
    assert len(rows(loket, NoticeCopy)) == AT_ONCE
    await mortal.comes_back()
    for person in people:
        await reads(person, SCAM.msgid, within=20)
    queued = [row.chat for row in rows(loket, Outbox, Outbox.entry_id == notice)]
    assert len(queued) == len(set(queued)) == len(people)


@ON_BOTH
@ASYNC
async def test_who_dies_while_migrating_migrates_again(bare_url: str, tmp_path: Path) -> None:
    fuse = tmp_path / "fuse"
    fuse.write_text(f"{Point.MIGRATING.name} 2")  # between the first step and the second
    settings = settings_for(World(), "http://127.0.0.1:1", -1, tmp_path, new_key("1"), 1)
    more = {"LOKET_DATABASE_URL": bare_url, FAILPOINT_FILE: str(fuse)}
    bot = BotProcess(tmp_path, settings | more, ("-m", "bot", "migrate"))
    await bot.start()
    assert await bot.ended() == -signal.SIGKILL
    assert not fuse.exists()
    await bot.start()
    assert await bot.ended() == 0, bot.log.read_text()
    database = Database(bare_url)
    assert await is_current(database)
    await database.close()


def test_no_point_is_left_out() -> None:
    tried = {point for point, _ in IN_A_STORY} | {*AT_THE_START, *AT_THE_END, *ELSEWHERE}
    assert tried == set(Point)


def _holders(loket: Installation, reference: str) -> list[UUID]:
    """Whose keys an erasure would destroy."""
    (found,) = rows(loket, Ticket, Ticket.reference == reference)
    assert found.contact_id is not None
    return [found.contact_id, found.person_id]


async def _asked_for(loket: Installation, people: Sequence[User], now: datetime) -> UUID:
    """Some people have asked for news, and a notice is to be told to them."""
    database, by, vault = Database(loket.url), uuid4(), Vault(parse(loket.key))
    async with database.begin() as session:
        addresses = [str(person.user_id) for person in people]
        for known in (await People("telegram", vault).find(session, addresses)).values():
            person, contact = known.person.id, known.contact.id
            session.add(NoticeWish(person_id=person, contact_id=contact, since=now))
        row = make(session, "scam", {}, by, now)
        row.until = now + timedelta(days=30)
        assert await put_up(session, row, by, now)
        assert await tell(session, row, by, now)
    await database.close()
    return row.id


def broken_links(loket: Installation) -> list[int]:
    """Lines of the audit log that do not follow from the one before."""
    previous, wrong = b"", []
    for line in rows(loket, Audit, Audit.chain.is_not(None)):
        if line.chain != link(previous, line):
            wrong.append(line.number)
        previous = line.chain or b""
    return wrong
