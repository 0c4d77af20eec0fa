"""What must hold whatever happened: asked of an installation's database and of its Telegram.

Each function returns what is wrong (nothing, where all is well), so that a test can ask after
every step. `waits` is the one that needs a moment: it is empty when all has been worked off.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, delete, func, select
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.demo.bot_api import Message, User, World
from bot.speech.catalogues import Catalogues
from bot.store.tables import Audit, Card, EntryRow, Inbox, Outbox, Process, Ticket
from bot.tickets.person import AGAIN
from tests.e2e.installation import Installation
from tests.e2e.kept import rows, ticket
from tests.e2e.server import dump

Rows = Sequence[Sequence[Any]]
OWNING = {"claimed": 1, "released": -1, "transferred": 0}
SAYS = ("sendMessage", "sendPhoto", "sendVoice", "sendLocation", "sendDocument")


def asked(url: str, *statements: Executable) -> list[Rows]:
    """The rows that statements give, in one transaction; the story waits meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _asked(url, statements)).result()


async def _asked(url: str, statements: Iterable[Executable]) -> list[Rows]:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        answers = [await connection.execute(each) for each in statements]
        return [list(each.all()) if each.returns_rows else [] for each in answers]


def bury(url: str) -> None:
    """What time does to the signs of life of processes that are dead: they end. (Five seconds by
    the server's clock, which no test can move.) Only where every process is dead.
    """
    asked(url, delete(Process))


def waits(url: str) -> list[str]:
    """What is still to be decided, to be sent or to be shown."""
    inbox, outbox, cards = asked(
        url,
        select(Inbox.number, Inbox.attempts).where(Inbox.state == "waiting"),
        select(Outbox.number, Outbox.state).where(Outbox.state.in_(("queued", "sending"))),
        select(Card.wanted, Card.shown).where(Card.shown < Card.wanted),
    )
    return (
        [f"inbox {number}, tried {tried}" for number, tried in inbox]
        + [f"outbox {number}, {state}" for number, state in outbox]
        + [f"a card, {shown} of {wanted}" for wanted, shown in cards]
    )


def updates_lost(url: str, world: World) -> list[str]:
    """Updates without a trace in the inbox, or with two: invariants 1 and 2."""
    (kept,) = asked(url, select(Inbox.key))
    often = Counter(key for (key,) in kept)
    waiting = {update["update_id"] for update in world.updates.waiting}
    came = {update["update_id"] for update in world.updates.history.values()} - waiting
    return [f"update {one}: {often[str(one)]} rows" for one in sorted(came) if often[str(one)] != 1]


def effects_twice(url: str) -> list[str]:
    """Words that are kept twice, and tickets that were opened twice."""
    entries, opened = asked(
        url,
        select(EntryRow.chat, EntryRow.source, EntryRow.kind).where(EntryRow.source.is_not(None)),
        select(Audit.subject).where(Audit.action == "opened"),
    )
    kept = Counter((chat, source, kind) for chat, source, kind in entries if kind != "edit")
    begun = Counter(subject for (subject,) in opened)
    return [f"{key[2]} {key[1]} kept {n} times" for key, n in kept.items() if n > 1] + [
        f"ticket {subject} opened {n} times" for subject, n in begun.items() if n > 1
    ]


def owned_twice(url: str) -> list[str]:
    """Tickets that were claimed while they had an owner: invariant 5."""
    (lines,) = asked(url, select(Audit.subject, Audit.action).order_by(Audit.number))
    owners: Counter[UUID] = Counter()
    wrong = []
    for subject, action in lines:
        owners[subject] += OWNING.get(action, 0)
        if owners[subject] not in (0, 1):
            wrong.append(f"ticket {subject}: {owners[subject]} owners after {action}")
    return wrong


def tickets_wrong(loket: Installation, written: Mapping[str, Sequence[str]]) -> list[str]:
    """Of tickets (by reference, with the words that belong in them): those that are not there
    exactly once with each word exactly once.
    """
    often = Counter(row.reference for row in rows(loket, Ticket))
    wrong = [f"{each}: {often[each]} tickets" for each in written if often[each] != 1]
    for reference, words in written.items():
        if often[reference] == 1:
            kept = [word for word in ticket(loket, reference).words if word in words]
            wrong += [f"{reference}: {kept}"] if sorted(kept) != sorted(words) else []
    return wrong


def copies(user: User, words: str) -> list[Message]:
    """The bot's messages to somebody with some words."""
    return [message for message in user.chat.bot_messages if words in message.text]


def unmarked(messages: Sequence[Message], catalogues: Catalogues, code: str) -> list[str]:
    """Of an answer's copies, each after the first that does not say that it is one."""
    again = catalogues.say(AGAIN, code)
    return [m.text for m in messages[1:] if not m.text.startswith(again)]


def told_to_others(world: World, words: str, *readers: User) -> list[str]:
    """Who else was ever sent some words: invariant 4."""
    meant = {reader.user_id for reader in readers}
    return [
        f"{call['method']} to {call['parameters'].get('chat_id')}"
        for method in SAYS
        for call in world.calls(method)
        if words in str(call["parameters"]) and int(call["parameters"]["chat_id"]) not in meant
    ]


def said(url: str) -> int:
    """How many messages to people were committed, and have been sent."""
    mine = (Outbox.state == "sent", Outbox.message.is_not(None), Outbox.group.is_(False))
    ((number,),) = asked(url, select(func.count()).where(*mine))[0]
    return int(number)


def repeated(url: str, world: World) -> int:
    """How many messages to people went out a second time: what Telegram took, less what was
    committed. (Cards are views; two parts of one message count as one repeat.)
    """
    taken = [
        call
        for method in SAYS
        for call in world.calls(method)
        if call["answer"].get("ok") and int(call["parameters"]["chat_id"]) > 0
    ]
    return len(taken) - said(url)


def traces(loket: Installation, user: User, *words: str) -> list[str]:
    """What of somebody can be found in the files, the tables and the log of an installation."""
    number = user.user_id
    wanted: dict[str, tuple[bytes, ...]] = {
        word: (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"))
        for word in (*words, str(number))
    }
    wanted["the id as bytes"] = (number.to_bytes(8, "big"), number.to_bytes(8, "little"))
    wanted["the id in SQLite's six bytes"] = (number.to_bytes(6, "big"),)
    files = [*loket.folder.glob("loket.db*"), loket.log]
    wanted_in = {file.name: file.read_bytes() for file in files} | dump(loket)
    return [
        f"{word} in {where}"
        for where, found in wanted_in.items()
        for word, shapes in wanted.items()
        if any(shape in found for shape in shapes)
    ]


def too_many(world: World) -> list[str]:
    """Calls that Telegram had to refuse because they were too many: invariant 7."""
    return [
        f"{event.details['method']} to {event.chat_id}"
        for event in world.journal.events
        if event.kind == "call" and event.details["answer"].get("error_code") == 429
    ]


def broken(loket: Installation, world: World) -> list[str]:
    """All that can be asked at any time, when nothing waits."""
    return [
        *updates_lost(loket.url, world),
        *effects_twice(loket.url),
        *owned_twice(loket.url),
        *too_many(world),
    ]
