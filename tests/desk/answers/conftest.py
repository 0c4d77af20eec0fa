"""A desk with a library, and somebody who has asked something."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.answers.library import AnswerLibrary
from bot.engine import Entry
from bot.office import Office
from bot.post.actions import Send
from bot.post.due import opened
from bot.speech.catalogues import Catalogues
from bot.store.database import Database
from bot.store.tables import Outbox, Ticket, Volunteer
from bot.tickets.entries import add_entry, words_body
from bot.tickets.life import claim, open_ticket
from flows.answers import LIBRARY
from tests.desk.shelter.conftest import OTHERS, Colleague, comes
from tests.shelter.conftest import GROUP, catalogues
from tests.shelter.conftest import office as bare

__all__ = ["bare", "catalogues", "comes"]

PHONE = "5000000001"
Asks = Callable[..., Awaitable[Ticket]]


@pytest.fixture(scope="session")
def library(catalogues: Catalogues) -> AnswerLibrary:
    """All answers, and what finds them: an index of a language takes tenths of a second."""
    return AnswerLibrary(LIBRARY, catalogues)


@pytest.fixture
def office(bare: Office, library: AnswerLibrary) -> Office:
    """The day centre has a group, and the other services another; all have one library."""
    groups = {"legal": OTHERS, "centre": GROUP, "followup": OTHERS}
    return replace(bare, groups=groups, library=library)


@pytest.fixture
def asks(database: Database, office: Office) -> Asks:
    """Somebody asks in words, and a colleague has claimed it: `await asks(vera, "…", "fr")`."""

    async def ask(owner: Colleague, words: str, language: str = "fr") -> Ticket:
        now = office.now()
        async with database.begin() as session:
            known = office.people.make(session, PHONE, now)
            known.person.language = language
            ticket = open_ticket(
                session, known.person, known.contact, "centre", "message", False, language, now
            )
            entry = Entry("text", words, source="1")
            add_entry(session, ticket, known.person_key, "words", words_body(entry), now)
            assert await claim(session, ticket, owner.id, now)
        return ticket

    return ask


async def arrived(database: Database, office: Office) -> list[str]:
    """What the person who asked was written."""
    async with database.begin() as session:
        rows = await session.scalars(select(Outbox).order_by(Outbox.number))
        jobs = [opened(row, office.vault) for row in rows]
    sends = [j.action for j in jobs if j and j.address == PHONE and isinstance(j.action, Send)]
    return [send.text for send in sends]


async def speaks(database: Database, who: Colleague, language: str) -> None:
    """A colleague has chosen another language."""
    async with database.begin() as session:
        (await session.get_one(Volunteer, who.id)).language = language
