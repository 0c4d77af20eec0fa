"""Somebody's phone: reception decides what they write, and the outbox says what they read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from bot.demo.stories.labels import key
from bot.engine import Entry, Text
from bot.office import Office
from bot.post.actions import Send
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.post.sending import Done
from bot.reception.room import Reception
from bot.speech.direction import MARKS
from bot.store.database import Database


@dataclass
class Phone:
    """A chat with the bot. `read`: everything that came, in order."""

    office: Office
    database: Database
    address: str = "5000000001"
    code: str = "en"
    read: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
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
        await self._reads()
        return self.last

    async def chooses(self, flow: str, *steps: str, **answers: str) -> str:
        """Tap choices of a flow; `steps` are step and value in turn."""
        for step, value in [*zip(steps[::2], steps[1::2], strict=True), *answers.items()]:
            label = self.words(key(flow, step, value))
            assert label in self.keys, f"{label} is not among {self.keys}"
            await self.says(label)
        return self.last

    async def begins(self, consent: str = "yes") -> None:
        """Choose a language, and say whether words may be kept."""
        await self.says("/start")
        await self.says(self.office.catalogues[self.code].endonym)
        await self.chooses("welcome", intro="go_on", consent=consent)

    async def _reads(self) -> None:
        """What is to be sent arrives."""
        while True:
            async with self.database.begin() as session:
                jobs = await self.office.outbox.take(session, 10, frozenset())
            if not jobs:
                break
            arrived = [Done(job, messages=(str(next(self.messages)),)) for job in jobs]
            async with self.database.begin() as session:
                await self.office.outbox.settle(session, arrived)
            for action in (job.action for job in jobs):
                if isinstance(action, Send):
                    self.read.append(_plain(action.text))
                    self.keys = [label for row in action.keyboard or () for label in row]


def _plain(text: str) -> str:
    return MARKS.sub("", text)
