"""The weekly reminder to check one's letters: at 10:00, and never twice for one week."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.notices.hours import may_remind, next_ten, next_week
from bot.notices.pushed_words import OF_LETTERS
from bot.notices.ways import careful, push
from bot.notices.words import LETTERS
from bot.office import Office
from bot.shelter.each_alone import each_alone
from bot.store.tables import LettersReminder

AT_ONCE = 50
LASTS = timedelta(days=3)
"""After so long without a way to send it, a reminder is not worth it: the next one comes."""


class Letters:
    """Falls due once a week for everybody who asked."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def round(self, session: AsyncSession) -> int:
        """Remind some whose week is over; how many they were."""
        return await each_alone(session, self._office, LettersReminder, _do, AT_ONCE)


async def _do(session: AsyncSession, office: Office, reminder: LettersReminder) -> None:
    now, zone = office.now(), office.catalogues.zone
    if not may_remind(now, zone):
        reminder.due_at = next_ten(now, zone)
        return
    reminder.due_at = next_week(now, zone)
    known = await office.people.by_contact(session, reminder.contact_id)
    how = await careful(session, [reminder.contact_id])
    if known is None or not known.contact.reachable or reminder.contact_id in how.never:
        return
    reminder.asked_at = now
    push(
        session,
        office,
        known,
        LETTERS,
        OF_LETTERS,
        shared=reminder.contact_id in how.shared,
        lasts=LASTS,
        belongs=reminder.id,
    )
