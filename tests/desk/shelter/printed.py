"""What the bot sends to be printed or looked at."""

from __future__ import annotations

from sqlalchemy import select

from bot.office import Office
from bot.post.actions import SendDrawing, SendFile
from bot.post.due import opened
from bot.store.database import Database
from bot.store.tables import Outbox


async def files(database: Database, office: Office) -> list[SendFile | SendDrawing]:
    """The files that are on their way, oldest first."""
    async with database.begin() as session:
        rows = await session.scalars(select(Outbox).order_by(Outbox.number))
        jobs = [opened(row, office.vault) for row in rows]
    actions = [job.action for job in jobs if job is not None]
    return [action for action in actions if isinstance(action, SendFile | SendDrawing)]


async def page(database: Database, office: Office) -> tuple[str, str]:
    """The name and the text of the newest file."""
    sent = (await files(database, office))[-1]
    assert isinstance(sent, SendFile)
    return sent.name, sent.content.decode()
