"""One message from a person, and everything that deciding it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.counting import Counted
from bot.engine import Ask, Conversation, Flow, Text
from bot.office import Office
from bot.people.known import Known
from bot.people.words import answers_from_json, answers_to_json
from bot.post.events import Said
from bot.post.rooms import Item
from bot.privacy.vault import Place
from bot.speech.keys import Rows
from bot.store.tables import ConversationRow, Outbox, Ticket


@dataclass
class Visit:
    """What is known while one message is decided, and what is going to be answered.

    `asked_row` is the outbox row of the question that was asked last, `answering_row` that of the
    last thing a volunteer wrote. `said` and `ask` become one message; `keys` stand under it, after
    the choices of what is asked. `answered_otherwise`: by a sign, or by a question that is on its
    way already. `counted`: what happened with answers of the library, without whom.
    """

    office: Office
    session: AsyncSession
    item: Item
    known: Known
    hint: str
    conversations: dict[str, ConversationRow]
    tickets: list[Ticket]
    asked_row: Outbox | None
    answering_row: Outbox | None
    now: datetime
    said: list[Text] = field(default_factory=list)
    ask: tuple[str, Ask] | None = None
    keys: Rows | None = None
    answered_otherwise: bool = False
    erased: bool = False
    ticket: Ticket | None = None
    counted: list[Counted] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language in which to speak: the one chosen, else a guess."""
        return self.known.person.language or self.hint

    @property
    def message(self) -> str:
        """The channel's id of the message that is being decided."""
        return getattr(self.item.incoming, "message", "")

    @property
    def source(self) -> tuple[str, str]:
        """The keyed chat and the message, as entries keep them."""
        return self.known.contact.address_index, self.message

    @property
    def reply_to(self) -> str:
        """The message that this one replies to, if any."""
        return self.item.incoming.reply_to if isinstance(self.item.incoming, Said) else ""

    def say(self, *texts: Text) -> None:
        """Say something before the question."""
        self.said.extend(texts)

    def words(self, text: Text) -> str:
        """A text in the person's language."""
        return self.office.catalogues.say(text, self.language)

    def flow(self, flow_id: str) -> Flow | None:
        """Today's flow of that id; None for one that is gone."""
        return self.office.flows.get(flow_id)

    def conversation(self, flow_id: str) -> Conversation:
        """What was answered in a flow so far."""
        row = self.conversations.get(flow_id)
        if row is None:
            return Conversation(flow_id, {})
        written = self.known.person_key.open(row.answers, _place(row))
        return Conversation(flow_id, answers_from_json(written))

    async def keep(self, conversation: Conversation) -> None:
        """Keep what was answered in a flow; nothing is kept of a flow without answers."""
        row = self.conversations.get(conversation.flow)
        if not conversation.answers:
            return await self.forget(conversation.flow)
        if row is None:
            row = ConversationRow(
                id=uuid4(), person_id=self.known.person.id, flow=conversation.flow
            )
            self.session.add(row)
            self.conversations[conversation.flow] = row
        row.answers = self.known.person_key.seal(answers_to_json(conversation.answers), _place(row))
        row.updated_at = self.now
        return None

    async def forget(self, flow_id: str) -> None:
        """Forget what was answered in a flow."""
        row = self.conversations.pop(flow_id, None)
        if row in self.session.new:
            self.session.expunge(row)
        elif row is not None:
            await self.session.delete(row)


def _place(row: ConversationRow) -> Place:
    return Place("conversation", "answers", row.id)
