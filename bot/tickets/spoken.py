"""Requests that were told by voice: a helper fills in the answers, the person says whether they
are right. What waits for that is sealed, has a due time, and goes with the person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.engine import Answer, Answers, Flow, _, joined, written_down
from bot.office import Office
from bot.people.words import answers_from_json, answers_to_json
from bot.post.actions import Send
from bot.post.outbox import About
from bot.privacy.vault import Key, Place
from bot.speech.keys import after_news
from bot.store.tables import Spoken, Ticket
from bot.tickets.owner import write_owner
from bot.tickets.spoken_keys import rows

# Translators: %(reference)s is like 4M7-KQ2; what the helper wrote down follows.
IS_IT_RIGHT = _("🎤 A helper wrote down what you said (%(reference)s). Is this right?")
# Translators: a volunteer reads it.
LAPSED = _("⌛ %(reference)s: no answer for a week. The answers that you filled in are deleted.")

WAITS = timedelta(days=7)
"""How long answers wait for the person's yes."""

AT_ONCE = 100


async def begin(
    session: AsyncSession, ticket: Ticket, key: Key, flow: Flow, answers: Answers, entry_id: UUID
) -> None:
    """A ticket was told by voice; who tells anew into the same ticket begins anew."""
    spoken = await session.get(Spoken, ticket.id)
    if spoken is None:
        spoken = Spoken(ticket_id=ticket.id, person_id=ticket.person_id)
        session.add(spoken)
    spoken.flow, spoken.entry_id = flow.id, entry_id
    spoken.answers = _sealed(spoken, key, answers, answers)
    fill_again(spoken)


def fill_again(spoken: Spoken) -> None:
    """It is a helper's turn."""
    spoken.state, spoken.due_at, spoken.asked_outbox = "filling", None, None


def answers_in(spoken: Spoken, key: Key) -> Mapping[str, Answer]:
    """All answers so far, the helper's among them."""
    return _opened(spoken, key)[1]


def fill(spoken: Spoken, key: Key, answers: Answers) -> None:
    """The helper has filled in something: what the person was asked about is no longer so."""
    spoken.answers = _sealed(spoken, key, _opened(spoken, key)[0], answers)
    fill_again(spoken)


async def ask_person(
    session: AsyncSession, office: Office, spoken: Spoken, ticket: Ticket, flow: Flow
) -> bool:
    """Ask the person, in their language, whether it is right. False where nobody can be asked."""
    contact_id = ticket.contact_id
    known = await office.people.by_contact(session, contact_id) if contact_id else None
    if known is None:
        return False
    language = known.person.language or ticket.language
    key = await office.people.key_of(session, spoken.person_id)
    question = IS_IT_RIGHT.with_values(reference=ticket.reference)
    text = joined(question, written_down(flow, answers_in(spoken, key)))
    in_a_flow = known.contact.asked_flow not in (None, "menu")
    ways = after_news(office.catalogues, language, in_a_flow=in_a_flow)
    keys = (*rows(office.catalogues, language, ticket.reference), *ways)
    send = Send(office.catalogues.say(text, language), keyboard=keys)
    about = About(ticket.person_id, ticket.id)
    spoken.asked_outbox = office.outbox.put(session, known.recipient, send, about)
    spoken.state, spoken.due_at = "asked", office.now() + WAITS
    return True


async def lapse(office: Office, session: AsyncSession) -> None:
    """What nobody said yes to in time is deleted, but for the person's own answers; the helper is
    told.
    """
    past = select(Spoken).where(Spoken.due_at < office.now()).limit(AT_ONCE)
    for spoken in await session.scalars(past):
        key = await office.people.key_of(session, spoken.person_id)
        fill(spoken, key, _opened(spoken, key)[0])
        ticket = await session.get_one(Ticket, spoken.ticket_id)
        await write_owner(session, office, ticket, LAPSED)


def _sealed(spoken: Spoken, key: Key, theirs: Answers, filled: Answers) -> bytes:
    both = [json.loads(answers_to_json(each)) for each in (theirs, filled)]
    return key.seal(json.dumps(both, ensure_ascii=False).encode(), _place(spoken))


def _opened(spoken: Spoken, key: Key) -> tuple[Mapping[str, Answer], Mapping[str, Answer]]:
    theirs, filled = json.loads(key.open(spoken.answers, _place(spoken)))
    return _read(theirs), _read(filled)


def _read(written: object) -> Mapping[str, Answer]:
    return answers_from_json(json.dumps(written).encode())


def _place(spoken: Spoken) -> Place:
    return Place("spoken", "answers", spoken.ticket_id)
