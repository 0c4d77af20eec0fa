"""The board: whoever called for help stands first."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.board import board
from bot.desk.staff import find_members
from bot.office import Office
from bot.store.database import Database
from bot.tickets.life import open_ticket
from tests.databases import NOON, SQLITE
from tests.desk.test_digest import staff


@SQLITE
async def test_a_call_for_help_stands_before_older_urgent_requests(
    database: Database, office: Office
) -> None:
    await staff(database, office, "71", "volunteer")
    async with database.begin() as session:
        known = office.people.make(session, "5000000001", NOON)
        old, call = (
            open_ticket(
                session, known.person, known.contact, service, topic, True, "en", NOON + later
            )
            for service, topic, later in (
                ("legal", "status", timedelta()),
                ("centre", "list_alert", timedelta(hours=9)),
            )
        )
        await session.flush()
        member = (await find_members(session, office, ["71"]))["71"]
        for which in ("urgent", "waiting"):
            text, _buttons = await board(member, which)
            assert text.index(call.reference) < text.index(old.reference)
