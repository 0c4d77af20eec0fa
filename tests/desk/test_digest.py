"""Once a day whoever coordinates reads what did not arrive, and never any words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.answers.checks import State, mark
from bot.answers.library import AnswerLibrary
from bot.clock import MovableClock
from bot.desk.digest import Digest, following
from bot.office import Office
from bot.post.actions import Send
from bot.post.due import opened as open_row
from bot.post.outbox import ANSWER, AT_ONCE, STAFF, About, Recipient
from bot.privacy.vault import Key
from bot.store.database import Database
from bot.store.tables import Membership, Outbox, Ticket, Volunteer
from bot.tickets.life import open_ticket
from flows.answers import LIBRARY
from tests.databases import CHANNEL, NOON, SQLITE, rows
from tests.tickets.conftest import GROUP

Opened = tuple[Ticket, Key]
DAY = timedelta(days=1)
AMAL = Recipient(CHANNEL, "5000000001")
BRUSSELS = ZoneInfo("Europe/Brussels")


async def staff(
    database: Database, office: Office, address: str, role: str, group: str = GROUP
) -> None:
    """Somebody of the staff."""
    async with database.begin() as session:
        known = office.people.make(session, address, NOON)
        who = Volunteer(
            id=uuid4(), contact_id=known.contact.id, name=b"", language="en", as_person=False,
            created_at=NOON,
        )  # fmt: skip
        place = Membership(volunteer_id=who.id, group_address=group, role=role, checked_at=NOON)
        session.add_all([who, place])


async def fails(
    database: Database,
    office: Office,
    ticket: UUID | None,
    state: str = "failed",
    rank: int = ANSWER,
) -> None:
    """Something was tried now, and did not arrive."""
    async with database.begin() as session:
        entry = uuid4() if rank == ANSWER else None
        about = About(None, ticket, entry)
        row = office.outbox.put(session, AMAL, Send("CANARY"), about, rank)
        await session.flush()
        await session.execute(update(Outbox).where(Outbox.id == row).values(state=state))


async def told(database: Database, office: Office) -> list[str]:
    """What a round of the digest tells, "address: words"."""
    before = {row.id for row in await rows(database, Outbox)}
    async with database.begin() as session:
        await Digest(office).round(session)
    new = [row for row in await rows(database, Outbox) if row.id not in before]
    jobs = [job for row in new if (job := open_row(row, office.vault))]
    return [f"{j.address}: {j.action.text}" for j in jobs if isinstance(j.action, Send)]


async def test_each_morning_the_coordinators_read_what_is_new_and_nobody_twice(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    await staff(database, office, "71", "coordinator")
    await staff(database, office, "72", "volunteer")
    assert await told(database, office) == []  # the day on which it began
    clock.move(timedelta(hours=1))
    ticket = opened[0]
    for state, rank in (("failed", ANSWER), ("held", ANSWER), ("failed", STAFF)):
        await fails(database, office, ticket.id, state, rank)
    await fails(database, office, None)
    await fails(database, office, ticket.id, "failed", AT_ONCE)
    await fails(database, office, ticket.id, "sent")
    assert await told(database, office) == []  # it is not due
    clock.move(DAY)
    (line,) = await told(database, office)
    assert line.startswith("71: ❗ Messages that did not arrive since Tuesday 3 March, 13:00")
    assert ": 4.\n" in line
    assert line.count(ticket.reference) == 1
    assert "CANARY" not in line
    assert await told(database, office) == []
    clock.move(DAY)
    assert await told(database, office) == []  # everything arrived
    clock.move(timedelta(hours=1))
    await fails(database, office, ticket.id)
    clock.move(3 * DAY)  # nobody was there for two mornings
    (line,) = await told(database, office)
    assert ": 1.\n" in line


async def test_a_coordinator_reads_of_the_services_of_their_own_groups(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    office = replace(office, groups={"legal": GROUP, "centre": "-2", "followup": "-2"})
    await staff(database, office, "71", "coordinator")
    await staff(database, office, "73", "coordinator", "-2")
    await told(database, office)
    clock.move(timedelta(hours=1))
    await fails(database, office, opened[0].id)  # of the legal help desk
    clock.move(DAY)
    (line,) = await told(database, office)
    assert line.startswith("71: ")
    clock.move(timedelta(hours=1))
    await fails(database, office, None)  # of nobody's: whoever coordinates may look
    clock.move(DAY)
    assert {line[:3] for line in await told(database, office)} == {"71:", "73:"}


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-03-03 08:59", "2026-03-03 09:00"),
        ("2026-03-03 09:00", "2026-03-04 09:00"),
        ("2026-03-28 10:00", "2026-03-29 09:00"),  # the clocks go forward that night
        ("2026-10-24 10:00", "2026-10-25 09:00"),
    ],
)
def test_it_falls_due_at_nine_in_the_morning_of_the_place(
    office: Office, last: str, due: str
) -> None:
    moment = datetime.fromisoformat(last).replace(tzinfo=BRUSSELS)
    assert following(moment, office) == datetime.fromisoformat(due).replace(tzinfo=BRUSSELS)


async def test_whoever_called_for_help_at_night_heads_the_morning(
    database: Database, office: Office, opened: Opened, clock: MovableClock
) -> None:
    await staff(database, office, "71", "coordinator")
    await told(database, office)
    async with database.begin() as session:
        known = office.people.make(session, "5000000009", NOON)
        alarm = open_ticket(
            session, known.person, known.contact, "centre", "list_alert", True, "en", NOON
        )
    clock.move(DAY)
    expected = f"71: 🔴 They called for help, and nobody has taken it: {alarm.reference}."
    assert await told(database, office) == [expected]
    clock.move(timedelta(hours=1))
    await fails(database, office, opened[0].id)
    clock.move(DAY)
    (said,) = await told(database, office)
    assert said.startswith(expected)
    assert "did not arrive" in said
    async with database.begin() as session:
        await session.execute(update(Ticket).where(Ticket.id == alarm.id).values(state="closed"))
    clock.move(DAY)
    assert await told(database, office) == []


@SQLITE
async def test_answers_are_named_when_one_becomes_due_and_again_when_a_week_begins(
    database: Database, office: Office, clock: MovableClock
) -> None:
    office = replace(office, library=AnswerLibrary(LIBRARY, office.catalogues))
    await staff(database, office, "71", "coordinator")
    await staff(database, office, "72", "volunteer")
    await told(database, office)
    clock.move(DAY)
    assert await told(database, office) == []  # none was ever checked, and it is Wednesday
    line = "71: 📚 Answers due for a check: {}. /answers shows them."
    clock.move(5 * DAY)
    assert await told(database, office) == [line.format(40)]  # Monday
    article = min(LIBRARY.values(), key=lambda each: each.stale_after)
    states: list[State | None] = ["checked", "stale", None, "checked"]
    for state in states:
        async with database.begin() as session:
            if state:
                mark(session, article, state, uuid4(), clock.now())
        clock.move(DAY)
        expected = [line.format(40)] if state == "stale" else []
        assert await told(database, office) == expected  # from Tuesday to Friday
    clock.move((article.stale_after - 1) * DAY)
    assert await told(database, office) == [line.format(39)]  # weeks have begun
    for due in (40, None):
        clock.move(DAY)
        assert await told(database, office) == ([line.format(due)] if due else [])
