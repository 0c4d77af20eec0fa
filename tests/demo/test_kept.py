"""What is told of the bot's tables: each change once, in its order, whenever one looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, event, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.demo.bot_api import MovableClock
from bot.demo.page.kept import Counts, Kept
from bot.store.tables import Inbox, Outbox
from tests.databases import NOON, address_of

WHOSE = "i" * 43


@pytest.fixture
def bot(migrated: Path, tmp_path: Path) -> Iterator[Engine]:
    """The bot's own way to its tables: the demo keeps a town in a file."""
    url = address_of(Path(shutil.copy(migrated, tmp_path / "loket.db")))
    engine = create_engine(url.replace("+aiosqlite", ""), connect_args={"timeout": 0})
    yield engine
    engine.dispose()


@pytest.fixture
def kept(bot: Engine, clock: MovableClock) -> Iterator[Kept]:
    """Somebody who looks at them."""
    looking = Kept(Path(str(bot.url.database)), clock)
    yield looking
    looking.close()


def arrives(bot: Engine) -> None:
    """A message is stored."""
    row = Inbox(
        id=uuid4(),
        channel="telegram",
        key=uuid4().hex,
        conversation=WHOSE,
        payload=b"sealed",
        post_key="1",
        received_at=NOON,
        next_attempt_at=NOON,
    )
    with Session(bot) as session, session.begin():
        session.add(row)


def answered(bot: Engine, state: str = "queued", wait: float = 0) -> None:
    """All that came is decided, and an answer is queued, which may go out after some seconds."""
    row = Outbox(
        id=uuid4(),
        channel="telegram",
        chat=WHOSE,
        group=False,
        post_key="1",
        rank=10,
        state=state,
        created_at=NOON,
        next_attempt_at=NOON + timedelta(seconds=wait),
    )
    with Session(bot) as session, session.begin():
        session.execute(update(Inbox).values(state="done", payload=None))
        session.add(row)


def becomes(bot: Engine, state: str) -> None:
    """What was queued goes on."""
    with Session(bot) as session, session.begin():
        session.execute(update(Outbox).values(state=state))


def told(kept: Kept) -> list[str]:
    """One look: the words, all of them about the same person."""
    lines = kept.look()
    assert {whose for _, whose, _ in lines} <= {WHOSE}
    return [what for what, _, _ in lines]


def test_each_change_is_told_once(bot: Engine, kept: Kept) -> None:
    assert told(kept) == []
    arrives(bot)
    assert kept.look() == [("stored", WHOSE, "sealed, 6 bytes")]
    assert kept.counts == Counts(inbox=1, outbox=0)
    answered(bot)
    assert told(kept) == ["decided", "queued"]
    assert kept.counts == Counts(inbox=0, outbox=1)
    becomes(bot, "sending")
    assert told(kept) == []
    becomes(bot, "sent")
    assert told(kept) == []
    assert kept.counts == Counts()


def test_what_happens_between_two_looks_is_told_in_its_order(bot: Engine, kept: Kept) -> None:
    arrives(bot)
    answered(bot)
    assert told(kept) == ["stored", "decided", "queued"]


@pytest.mark.parametrize("moment", [1, 2, 3, 4])
def test_what_happens_during_a_look_is_told_in_its_order(
    bot: Engine, kept: Kept, moment: int
) -> None:
    arrives(bot)
    moments = iter(range(1, 100))

    def meanwhile(*_: object) -> None:
        if next(moments) == moment:
            with suppress(OperationalError):  # the bot has to wait until the look is over
                answered(bot)

    event.listen(Engine, "before_cursor_execute", meanwhile)
    try:
        first = told(kept)
    finally:
        event.remove(Engine, "before_cursor_execute", meanwhile)
    if not is_decided(bot):
        answered(bot)
    assert first + told(kept) == ["stored", "decided", "queued"]


def is_decided(bot: Engine) -> bool:
    with Session(bot) as session:
        return session.scalars(select(Inbox.state)).one() == "done"


def test_what_waits_for_its_time_is_told_with_the_time(
    bot: Engine, kept: Kept, clock: MovableClock
) -> None:
    answered(bot, wait=8)
    assert kept.look() == [("queued", WHOSE, "sealed"), ("paced", WHOSE, "waits 8 s")]
    clock.advance(7)
    assert told(kept) == []
    becomes(bot, "sending")
    clock.advance(1)
    assert told(kept) == []


def test_what_takes_long_on_its_way_is_not_said_to_wait_for_its_next_look(
    bot: Engine, kept: Kept, clock: MovableClock
) -> None:
    answered(bot, state="sending", wait=60)
    assert kept.look() == [("queued", WHOSE, "sealed")]
    clock.advance(3)
    assert kept.look() == [("paced", WHOSE, "is on its way")]


def test_what_is_on_its_way_does_not_wait(bot: Engine, kept: Kept) -> None:
    answered(bot, state="sending", wait=60)
    assert told(kept) == ["queued"]


def test_what_is_kept_for_somebody_who_blocked_is_told_once(bot: Engine, kept: Kept) -> None:
    answered(bot, state="held")
    assert kept.look() == [
        ("queued", WHOSE, "sealed"),
        ("blocked", WHOSE, "kept until they come back"),
    ]
    assert told(kept) == []


def test_before_there_is_a_database_nothing_is_told(tmp_path: Path, clock: MovableClock) -> None:
    early = Kept(tmp_path / "none.db", clock)
    assert early.look() == []
    assert early.counts == Counts()
    assert list(tmp_path.iterdir()) == []
    early.close()
