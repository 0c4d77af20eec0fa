"""Answers to what is sent because somebody asked for it: the keys under a notice and under the
weekly reminder work whatever is asked at the moment.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.engine import Entry, GoTo
from bot.notices.pushed_words import KEYS, OF_LETTERS, OF_NEWS, reminded
from bot.notices.standing import stands
from bot.notices.wishes import reminder_of, wish
from bot.notices.wording import told
from bot.notices.words import GLAD, LETTERS, NO_MORE_NEWS, NO_MORE_REMINDERS
from bot.people.consent import LETTERS as LETTERS_PURPOSE
from bot.people.consent import NOTICES, record_consent
from bot.reception.moving import enter
from bot.reception.visit import Visit
from bot.speech.keys import after_news
from bot.store.tables import Notice, NoticeCopy

WEEK = timedelta(days=7)


async def read_reminded(visit: Visit, entry: Entry) -> bool:
    """Whether it was such a key; then it has taken effect, and something is said."""
    key = reminded(entry.text, visit.office.catalogues)
    match key:
        case "no news":
            await no_more(visit, NOTICES)
            visit.say(NO_MORE_NEWS)
        case "no reminder":
            await no_more(visit, LETTERS_PURPOSE)
            visit.say(NO_MORE_REMINDERS)
        case "checked":
            await _answered(visit)
            visit.say(GLAD)
        case "letter":
            await _answered(visit)
            await enter(visit, GoTo("status"))
            return True
        case None:
            return False
    in_a_flow = visit.known.contact.asked_flow not in (None, "menu")
    visit.keys = after_news(visit.office.catalogues, visit.language, in_a_flow=in_a_flow)
    return True


async def no_more(visit: Visit, purpose: str) -> None:
    """A yes is taken back as easily as it was given (GDPR art. 7(3))."""
    record_consent(visit.session, visit.known.person, purpose, False, visit.now)
    await wish(visit.session, visit.office, visit.known, purpose, given=False)


async def read_here(visit: Visit) -> list[str]:
    """Say what a shared phone was sent and did not show by itself; the labels of its keys."""
    mine = select(NoticeCopy.notice_id).where(NoticeCopy.contact_id == visit.known.contact.id)
    query = select(Notice).where(Notice.id.in_(mine), stands(visit.now))
    found = (await visit.session.scalars(query.order_by(Notice.put_up_at))).all()
    keys = [visit.words(KEYS[key]) for key in OF_NEWS if found]
    visit.say(*(told(visit.office.catalogues, each, visit.language) for each in found))
    reminder = await reminder_of(visit.session, visit.known.person.id)
    if reminder is None or not reminder.asked_at or visit.now - reminder.asked_at > WEEK:
        return keys
    visit.say(LETTERS)
    return keys + [visit.words(KEYS[key]) for key in OF_LETTERS]


async def _answered(visit: Visit) -> None:
    reminder = await reminder_of(visit.session, visit.known.person.id)
    if reminder is not None:
        reminder.asked_at = None
