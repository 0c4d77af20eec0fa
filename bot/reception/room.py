"""Reception: the room where people's messages take effect, many conversations in company."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.counting import count
from bot.engine import _
from bot.office import Office
from bot.people.known import Known
from bot.people.reachable import set_reachable
from bot.post.actions import AnswerPress
from bot.post.events import Edited, Nothing, Pressed, Reachability, Said
from bot.post.outbox import AT_ONCE
from bot.post.rooms import Item
from bot.reception.board import Board
from bot.reception.crisis import add_help
from bot.reception.crowd import Crowd, hear_in_crowd
from bot.reception.edits import hear_edit
from bot.reception.hear import ask_again, hear
from bot.reception.reply import reply
from bot.reception.visit import Visit
from bot.recordings.kept import refresh
from bot.speech.languages import guess
from bot.store.tables import ConversationRow, Outbox, Posted, Ticket
from bot.tickets.life import unclosed_of

COULD_NOT = _("We could not read your last message. Please write it again, or tap 🆘 or 🏠.")

_AFTER_EACH_OTHER = timedelta(microseconds=1)
"""Words that are held are ordered by their moment, also those of one crowd."""


class Reception:
    """Decides what follows from people's messages."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def prepare(self, items: Sequence[Item]) -> None:
        """Nothing is needed from the network."""

    async def receive(self, session: AsyncSession, items: Sequence[Item]) -> list[Item]:
        """Take effect; what happens in groups is nobody's here."""
        own = [item for item in items if _is_private(item)]
        await refresh(session, self._office)
        visits = await self._visits(session, own)
        many = Counter(visit.known.contact.id for visit in visits if visit.item.crowd)
        crowds = {contact: Crowd(left) for contact, left in many.items()}
        board = Board(session, self._office)
        for visit in visits:
            await self._decide(visit, crowds.get(visit.known.contact.id), board)
        await count(session, [each for visit in visits for each in visit.counted])
        return [item for item in items if not _is_private(item)]

    async def give_up(self, session: AsyncSession, item: Item) -> bool:
        """It failed too often: ask for it again."""
        if not _is_private(item):
            return False
        (visit,) = await self._visits(session, [item])
        visit.say(COULD_NOT)
        reply(visit)
        return True

    async def _decide(self, visit: Visit, crowd: Crowd | None, board: Board) -> None:
        if not isinstance(visit.item.incoming, Reachability):
            await set_reachable(visit.session, self._office.outbox, visit.known, reachable=True)
        match visit.item.incoming:
            case Said() as said if crowd:
                await hear_in_crowd(visit, said, crowd)
            case Said() as said:
                await hear(visit, said)
            case Edited() as edited:
                await hear_edit(visit, edited)
            case Reachability(reachable=reachable):
                await set_reachable(
                    visit.session, self._office.outbox, visit.known, reachable=reachable
                )
                return
            case Pressed(press=press):
                to = visit.known.recipient
                self._office.outbox.put(visit.session, to, AnswerPress(press), rank=AT_ONCE)
                return
            case _:
                return
        if visit.item.wait is None and not visit.erased:
            await _finish(visit, board)

    async def _visits(self, session: AsyncSession, items: Sequence[Item]) -> list[Visit]:
        office, now = self._office, self._office.now()
        addresses = [item.incoming.sender.address for item in items]
        known = await office.people.find(session, addresses)
        for address in dict.fromkeys(addresses):
            if address not in known:
                known[address] = office.people.make(session, address, now)
        everybody = list(known.values())
        conversations = await _conversations(session, everybody)
        tickets = await _tickets(session, everybody)
        rows = await _asked(session, everybody)
        return [
            Visit(
                office=office,
                session=session,
                item=item,
                known=(who := known[item.incoming.sender.address]),
                hint=guess(item.incoming.sender.language, office.catalogues.languages),
                conversations=conversations[who.person.id],
                tickets=tickets[who.contact.id],
                asked_row=rows.get(who.contact.asked_outbox),
                answering_row=rows.get(who.contact.answering_outbox),
                now=now + place * _AFTER_EACH_OTHER,
            )
            for place, item in enumerate(items)
        ]


def _is_private(item: Item) -> bool:
    incoming = item.incoming
    return incoming.chat.private and not isinstance(incoming, Nothing)


async def _finish(visit: Visit, board: Board) -> None:
    """Nobody is left without an answer; beside it, numbers for somebody in need."""
    if isinstance(visit.item.incoming, Said):  # an edit's message is known already
        _keep_message_id(visit)
    if not (visit.said or visit.ask or visit.answered_otherwise):
        await ask_again(visit)  # silence is a defect, whatever the reason
    if isinstance(visit.item.incoming, Said | Edited):
        add_help(visit, visit.item.incoming.entry.text)
    await board.say(visit)
    reply(visit)


def _keep_message_id(visit: Visit) -> None:
    """Kept for 48 hours: hiding needs it."""
    visit.session.add(
        Posted(
            chat=visit.known.contact.address_index,
            message=visit.message,
            ours=False,
            at=visit.now,
            contact_id=visit.known.contact.id,
        )
    )


async def _conversations(
    session: AsyncSession, everybody: Sequence[Known]
) -> dict[UUID, dict[str, ConversationRow]]:
    found: dict[UUID, dict[str, ConversationRow]] = defaultdict(dict)
    mine = ConversationRow.person_id.in_([known.person.id for known in everybody])
    for row in await session.scalars(select(ConversationRow).where(mine)):
        found[row.person_id][row.flow] = row
    return found


async def _tickets(session: AsyncSession, everybody: Sequence[Known]) -> dict[UUID, list[Ticket]]:
    found: dict[UUID, list[Ticket]] = defaultdict(list)
    for ticket in await unclosed_of(session, [known.contact.id for known in everybody]):
        if ticket.contact_id is not None:
            found[ticket.contact_id].append(ticket)
    return found


async def _asked(session: AsyncSession, everybody: Sequence[Known]) -> dict[UUID | None, Outbox]:
    """The outbox rows of the questions and answers that people saw last."""
    contacts = [known.contact for known in everybody]
    ids = [i for c in contacts for i in (c.asked_outbox, c.answering_outbox) if i is not None]
    rows = await session.scalars(select(Outbox).where(Outbox.id.in_(ids)))
    return {row.id: row for row in rows}
