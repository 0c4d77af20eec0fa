"""Somebody's phone: reception decides what they write, and the outbox says what they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.demo.stories.labels import key
from bot.engine import Entry, Text
from bot.office import Office
from bot.people.consent import KEEPING, record_consent
from bot.people.words import answers_to_json
from bot.post.actions import Send
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.post.sending import Done
from bot.privacy.vault import Place
from bot.reception.room import Reception
from bot.speech.direction import MARKS
from bot.store.database import Database
from bot.store.tables import ConversationRow
from flows.join_list import join_list

ANSWERS = {
    "safe": "yes",
    "age": "adult",
    "company": "alone",
    "kind": "men",
    "health": "no",
    "serious": "no",
    "slept": "somebody",
}
"""What a single man answers who declares nothing."""


@dataclass
class Phone:
    """A chat with the bot. `read`: everything that came, in order; `came`: as it was sent."""

    office: Office
    database: Database
    address: str = "5000000001"
    code: str = "en"
    read: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    came: list[Send] = field(default_factory=list)
    messages: count[int] = field(default_factory=lambda: count(1))

    @property
    def last(self) -> str:
        """The newest message."""
        return self.read[-1]

    def words(self, text: Text | str, **values: str) -> str:
        """A text in the person's language."""
        if isinstance(text, str):
            return text
        return self.office.catalogues.say(text.with_values(**values), self.code)

    async def says(self, words: Text | str) -> str:
        """Write something; what the bot answered."""
        message = str(next(self.messages))
        entry = Entry("text", self.words(words), source=message)
        who = Sender(self.address, language=self.code)
        said = Said(Chat(self.address), who, message, entry, self.office.now())
        async with self.database.begin() as session:
            await Reception(self.office).receive(session, [Item(said, self.office.now())])
            await self._reads(session)
        return self.last

    async def chooses(self, flow: str, *steps: str, **answers: str) -> str:
        """Tap choices of a flow; `steps` are step and value in turn."""
        for step, value in [*zip(steps[::2], steps[1::2], strict=True), *answers.items()]:
            label = self.words(key(flow, step, value))
            assert not self.keys or label in self.keys, f"{label} is not among {self.keys}"
            await self.says(label)
        return self.last

    async def begins(self, flow: str = "menu", *, keeps: bool = True, **answers: str) -> None:
        """Somebody who has chosen a language, has said whether words may be kept, and stands in a
        flow after some answers.
        """
        async with self.database.begin() as session:
            now = self.office.now()
            known = self.office.people.make(session, self.address, now)
            known.person.language = known.contact.asked_language = self.code
            record_consent(session, known.person, KEEPING, keeps, now)
            known.contact.asked_flow, row = flow, uuid4()
            written = answers_to_json(answers)
            session.add(
                ConversationRow(
                    id=row,
                    person_id=known.person.id,
                    flow=flow,
                    answers=known.person_key.seal(written, Place("conversation", "answers", row)),
                    updated_at=now,
                )
            )

    async def joins(self, **answers: str) -> str:
        """Through the menu onto the list, as a single man who declares nothing."""
        await self.chooses("menu", menu="sleep")
        await self.chooses("shelter", what="join")
        return await self.answers_all(**answers)

    async def answers_all(self, **answers: str) -> str:
        """Answer the questions of the list to the end; an empty answer is for one not asked."""
        given = {"consent": "yes", **ANSWERS, **answers, "review": "send"}
        for step in (step.id for step in join_list.steps if given.get(step.id)):
            if step == "ages" and given[step] != "skipped":
                await self.says(given[step])
            else:
                await self.chooses("join_list", step, given[step])
        return self.last

    async def reaches(self) -> str:
        """Say how to be reached: their own phone, no number, not at short notice."""
        return await self.chooses("reach", phone="own", number="skipped", tonight="no")

    async def _reads(self, session: AsyncSession) -> None:
        """What is to be sent arrives."""
        outbox = self.office.outbox
        await session.flush()
        while jobs := await outbox.take(session, 10, frozenset()):
            arrived = [Done(job, messages=(str(next(self.messages)),)) for job in jobs]
            await outbox.settle(session, arrived)
            await session.flush()
            for action in (job.action for job in jobs):
                if isinstance(action, Send):
                    self.came.append(action)
                    self.read.append(_plain(action.text))
                    self.keys = [label for row in action.keyboard or () for label in row]


def _plain(text: str) -> str:
    return MARKS.sub("", text)
