"""Cards in the staff groups: views that are brought up to date when the group's budget allows."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.desk.board import CLAIM, ticket_line
from bot.desk.lost import find_again, lose
from bot.desk.membership import group_moved
from bot.desk.staff import name_of
from bot.desk.tokens import button
from bot.engine import Text, _, joined, lines
from bot.failpoints import Point, reach
from bot.office import Office
from bot.post.actions import Action, Button, Edit, Send
from bot.post.errors import Gone, Moved, Rejected, TooMany, Uncertain, Unreachable, Withheld
from bot.post.events import Chat, GroupMoved, Sender
from bot.post.pacing import MINUTE
from bot.post.sending import Done, Earlier, Job
from bot.post.settling import AFTER_DOUBT, WAITS
from bot.post.sharing import ALL, Share
from bot.store.tables import Card, Ticket
from bot.tickets.topics import SERVICE_NAMES

WITH = _("%(reference)s · %(name)s has it")
ANSWERED = _("%(reference)s · answered by %(name)s")
CLOSED = _("%(reference)s · closed")
ENDED = _("This request has ended.")

AGAIN_WHEN_UNREACHABLE = timedelta(minutes=1)
AGAIN_SOON = timedelta(seconds=MINUTE)


class Cards:
    """A `Source` for the sender: cards whose view lags behind."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._rendered: dict[UUID, int] = {}

    async def take(
        self, session: AsyncSession, limit: int, waiting: AbstractSet[str], share: Share = ALL
    ) -> list[Job]:
        """The next card of each group that may be written to: a new one, else the oldest."""
        jobs: dict[str, Job] = {}
        for card in await session.scalars(self._behind()):
            chat = self._office.vault.index(card.channel, card.group_address)
            if chat in waiting or chat in jobs or len(jobs) >= limit or not share.has(chat):
                continue
            self._rendered[card.id] = card.wanted
            action = await self._render(session, card)
            jobs[chat] = Job(card.id, chat, card.group_address, True, action)
        return list(jobs.values())

    async def earlier(self, session: AsyncSession, since: datetime) -> list[Earlier]:
        """How often cards were shown since a moment: rather too often than not often enough. A
        group that said that it had too much is left alone for as long as it asked.
        """
        now, found = self._office.now(), []
        query = select(Card).where(Card.channel == self._office.channel)
        for card in await session.scalars(query.where(Card.shown_at > since)):
            chat = self._office.vault.index(card.channel, card.group_address)
            found.append(Earlier(chat, True, card.shown_at or now, card.shown_often))
        paused = (Card.next_attempt_at > now, Card.attempts == 0, Card.shown < Card.wanted)
        for card in await session.scalars(query.where(*paused)):
            chat = self._office.vault.index(card.channel, card.group_address)
            found.append(Earlier(chat, True, now, 0, card.next_attempt_at - now))
        return found

    async def settle(self, session: AsyncSession, done: Sequence[Done]) -> None:
        """Note what is shown now, and where."""
        for each in done:
            card = await session.get(Card, each.job.id)
            if card is not None:
                await self._keep(session, card, each)

    async def _keep(self, session: AsyncSession, card: Card, done: Done) -> None:
        version = self._rendered.pop(card.id, card.shown)
        now = self._office.now()
        match done.fault:
            case None:
                if done.messages:
                    reach(Point.CARD_POSTED)
                card.shown, card.attempts = version, 0
                _count(card, now)
                card.message = done.messages[-1] if done.messages else card.message
                await find_again(session, self._office, card.group_address)
            case TooMany(after=after):
                card.next_attempt_at = now + timedelta(seconds=after)
            case Moved(new_address=new):
                chat = Chat(card.group_address, private=False)
                moved = GroupMoved(chat, Sender(card.group_address), new)
                await session.flush()
                await group_moved(session, self._office, moved)
                await session.refresh(card)
            case Gone():
                card.message = None
            case Rejected():
                card.shown = version
            case Withheld():
                pass  # it is as it was, and whoever has its group shows it
            case Unreachable():
                card.next_attempt_at = now + AGAIN_WHEN_UNREACHABLE
                await lose(session, self._office, card.group_address)
            case fault:
                waits = AFTER_DOUBT if isinstance(fault, Uncertain) else WAITS
                card.next_attempt_at = now + waits[min(card.attempts, len(waits) - 1)]
                card.attempts += 1

    async def _render(self, session: AsyncSession, card: Card) -> Action:
        query = select(Ticket).where(Ticket.card_id == card.id).order_by(Ticket.opened_at)
        tickets = (await session.scalars(query)).all()
        text = await self._text(session, tickets)
        rows = tuple((self._claim(t),) for t in tickets if t.state == "open")
        return Edit(card.message, text, rows) if card.message else Send(text, buttons=rows)

    async def _text(self, session: AsyncSession, tickets: Sequence[Ticket]) -> str:
        language = self._office.first_language
        if not tickets:
            return self._office.catalogues.say(ENDED, language)
        shown = [await self._line(session, ticket) for ticket in tickets]
        services = dict.fromkeys(ticket.service for ticket in tickets)
        heading = joined(*(SERVICE_NAMES[service] for service in services))
        return self._office.catalogues.say(lines(heading, *shown), language)

    async def _line(self, session: AsyncSession, ticket: Ticket) -> Text:
        """Reference, language, age and urgent; no word of what was written or declared."""
        if ticket.state == "open":
            return ticket_line(self._office, ticket, self._office.first_language)
        said = {"claimed": WITH, "answered": ANSWERED}.get(ticket.state, CLOSED)
        name = await name_of(session, self._office, ticket.owner_id)
        return said.with_values(reference=ticket.reference, name=name)

    def _claim(self, ticket: Ticket) -> Button:
        label = CLAIM.with_values(reference=ticket.reference)
        said = self._office.catalogues.say(label, self._office.first_language)
        return button(said, "claim", ticket.id)

    def _behind(self) -> Select[Card]:
        return (
            select(Card)
            .where(Card.channel == self._office.channel, Card.shown < Card.wanted)
            .where(Card.next_attempt_at <= self._office.now())
            .order_by(Card.message.is_not(None), Card.created_at)  # what nobody has seen, first
            .limit(100)
        )


def _count(card: Card, now: datetime) -> None:
    """It is shown once more: within a minute of the last time, that counts beside it."""
    soon = card.shown_at is not None and now - card.shown_at < AGAIN_SOON
    card.shown_often = card.shown_often + 1 if soon else 1
    card.shown_at = now
