"""What a person allows: each yes and no is kept, with the wording that it was given to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import Consent, Person

NOTICE = "2026-11"
"""The version of the notices in `flows/welcome.py` and `flows/join_list.py`. Change it with every
change of meaning.
"""

KEEPING = "keep_messages"
"""The purpose that decides whether helpers may have somebody's words."""

LIST = "list"
"""The purpose of the shelter list. Neither a yes nor a no to it changes anything else."""

NOTICES, LETTERS = "notices", "letters"
"""The purposes of what is sent without being asked each time: news, and a weekly reminder."""


def record_consent(
    session: AsyncSession, person: Person, purpose: str, given: bool, now: datetime
) -> None:
    """Keep a yes or a no (GDPR art. 7(1)); the newest one of each purpose counts."""
    if purpose == KEEPING:
        person.allows_keeping = given
    session.add(
        Consent(
            person_id=person.id,
            purpose=purpose,
            given=given,
            notice=NOTICE,
            language=person.language or "",
            at=now,
        )
    )
