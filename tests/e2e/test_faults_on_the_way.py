"""Whatever goes wrong on the way to somebody: nothing is lost, nobody else waits, and what may have
arrived says so when it comes again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.demo.bot_api import (
    ApiError,
    Cut,
    Instead,
    Message,
    Page,
    Slow,
    Truncated,
    User,
    When,
)
from bot.demo.bot_api.faults import Way
from bot.desk.delivery import FAILED, PERHAPS
from bot.post.settling import AFTER_DOUBT
from bot.store.tables import Outbox
from bot.tickets.person import AGAIN, ANSWER
from tests.e2e.conftest import Brussels, Two
from tests.e2e.kept import rows
from tests.e2e.staff import reads, replies, say, texts

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("later")]
TOO_MANY = ApiError(429, "Too Many Requests: retry after 3", {"retry_after": 3})


@dataclass(frozen=True)
class Trouble:
    """What happens to an answer: how often the person gets it in the end, whether a copy says that
    it is one, and the seconds until it goes out again.
    """

    way: Way
    copies: int
    marked: bool
    wait: float


NEVER_TAKEN = {
    "a chat that is full": Trouble(TOO_MANY, 1, marked=False, wait=4),
    "a page of a gateway": Trouble(Page(502), 1, marked=False, wait=2),
    "an empty 500": Trouble(Page(500, ""), 1, marked=False, wait=2),
    "Telegram restarting": Trouble(
        ApiError(500, "Internal Server Error: restart"), 1, marked=False, wait=2
    ),
}
IN_DOUBT = {
    "a gateway that gave up": Trouble(ApiError(504, "Gateway Timeout"), 1, marked=True, wait=6),
    "cut before": Trouble(Cut(after=False), 1, marked=True, wait=6),
    "an empty 200": Trouble(Page(200, ""), 1, marked=True, wait=6),
    "cut after": Trouble(Cut(after=True), 2, marked=True, wait=6),
    "truncated": Trouble(Truncated(), 2, marked=True, wait=6),
    "another shape": Trouble(Instead({"ok": True, "result": []}), 2, marked=True, wait=6),
    "no result": Trouble(Instead({"ok": True}), 2, marked=True, wait=6),
}
ALL = NEVER_TAKEN | IN_DOUBT


async def _fails(town: Brussels, words: str, *ways: Way) -> None:
    """Wait until the faults that were planned have happened to some words."""
    await town.world.wait_for(lambda: town.world.faults.left == 0)
    await town.world.wait_for(lambda: len(_calls(town, words)) >= len(ways))


def _calls(town: Brussels, words: str) -> list[object]:
    sent = town.world.calls("sendMessage")
    return [call for call in sent if words in str(call["parameters"].get("text"))]


def _copies(user: User, words: str) -> list[str]:
    return [message.text for message in user.chat.bot_messages if words in message.text]


@pytest.mark.parametrize("trouble", ALL.values(), ids=ALL.keys())
async def test_an_answer_in_trouble_is_late_and_nobody_elses_is(
    town: Brussels, two: Two, trouble: Trouble, request: pytest.FixtureRequest
) -> None:
    words = f"troubled by {request.node.name}"
    town.world.faults.plan(When(words=words), trouble.way)
    sent = await replies(two.who, words, two.head)
    await _fails(town, words, trouble.way)
    await replies(two.who, f"beside {request.node.name}", two.other_head)
    await reads(two.bilal, f"beside {request.node.name}", within=2.5)
    assert len(_copies(two.amal, words)) == trouble.copies - 1
    assert sent.bot_reaction is None

    town.loket.let_pass(trouble.wait)
    await town.world.wait_for(lambda: sent.bot_reaction == "👍")
    copies = _copies(two.amal, words)
    assert len(copies) == trouble.copies
    assert all(say(ANSWER, reference=two.reference) in copy for copy in copies)
    assert [say(AGAIN) in copy for copy in copies][-1] is trouble.marked
    assert not any(say(AGAIN) in copy for copy in copies[:-1])


async def test_a_slow_answer_of_the_platform_is_waited_for_and_delays_nobody_else(
    town: Brussels, two: Two
) -> None:
    town.world.faults.plan(When(words="slowly"), Slow(1))
    sent = await replies(two.who, "slowly", two.head)
    await reads(two.amal, "slowly")
    await replies(two.who, "at once", two.other_head)
    await reads(two.bilal, "at once", within=0.9)
    assert sent.bot_reaction is None
    await town.world.wait_for(lambda: sent.bot_reaction == "👍")
    assert len(_copies(two.amal, "slowly")) == 1


@pytest.mark.parametrize("way", [Cut(after=False), Cut(after=True), Truncated()])
async def test_a_sign_that_is_all_the_answer_somebody_gets_is_set_again_after_doubt(
    town: Brussels, two: Two, way: Way
) -> None:
    two.amal.send_text(f"answered in words {way}")
    await reads(two.who, f"answered in words {way}")
    town.loket.let_pass(2)
    town.world.fail_next("setMessageReaction", way)
    written = two.amal.send_text(f"answered by a sign {way}")
    await town.world.wait_for(lambda: town.world.faults.left == 0)
    await _settled(town)
    town.loket.let_pass(6)
    await town.world.wait_for(lambda: len(_signs(town, written)) == 2)
    assert written.bot_reaction == "👍"


def _signs(town: Brussels, message: Message) -> list[object]:
    number = str(message.message_id)
    calls = town.world.calls("setMessageReaction")
    return [call for call in calls if str(call["parameters"].get("message_id")) == number]


async def test_an_answer_that_nobody_ever_confirms_is_shown_as_perhaps_not_delivered(
    town: Brussels, two: Two
) -> None:
    who, amal, head = two.who, two.amal, two.head
    ways = [Cut(after=True)] * (len(AFTER_DOUBT) + 1)
    town.world.faults.plan(When(words="into the dark"), *ways)
    sent = await replies(who, "into the dark", head)
    for tries, wait in enumerate(AFTER_DOUBT, start=1):
        await town.world.wait_for(lambda tries=tries: len(_calls(town, "dark")) == tries)  # type: ignore[misc]
        await _settled(town)
        if tries == 2:
            town.loket.let_pass(wait.total_seconds() - 2)
            await asyncio.sleep(0.6)  # the sender looks every half a second, whether woken or not
            assert len(_calls(town, "dark")) == tries
        town.loket.let_pass(wait.total_seconds())
    told = await reads(who, say(PERHAPS, reference=two.reference))
    assert told.reply_to is sent
    assert sent.bot_reaction is None
    assert say(FAILED, reference=two.reference) not in texts(who.chat.bot_messages)
    await replies(who, "and on it goes", head)
    await reads(amal, "and on it goes")


async def _settled(town: Brussels) -> None:
    """Wait until what became of the last try is kept."""
    while rows(town.loket, Outbox, Outbox.state == "sending"):  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def test_a_long_answer_whose_first_part_is_refused_is_not_shown_as_delivered(
    town: Brussels, two: Two
) -> None:
    who, amal, head = two.who, two.amal, two.head
    town.world.faults.plan(
        When(words="many words"), ApiError(400, "Bad Request: MESSAGE_TOO_STRANGE")
    )
    sent = await replies(who, "many words " * 370 + "the end", head)
    await reads(who, say(FAILED, reference=two.reference))
    await reads(amal, "the end")
    town.loket.let_pass(5)
    after = await replies(who, "what follows", head)
    await town.world.wait_for(lambda: after.bot_reaction == "👍")
    assert sent.bot_reaction is None


async def test_after_seconds_without_any_connection_everything_goes_on(
    town: Brussels, two: Two
) -> None:
    who, amal, head = two.who, two.amal, two.head
    before = await replies(who, "written before", head)
    await town.world.wait_for(lambda: before.bot_reaction == "👍")
    async with town.world.door.shut():
        meanwhile: list[Message] = [amal.send_text(f"part {n}") for n in range(3)]
        await asyncio.sleep(1.5)
    for part in meanwhile:
        await reads(who, part.text)
    answer = await replies(who, "I have read it all", head)
    await reads(amal, "I have read it all")
    await town.world.wait_for(lambda: answer.bot_reaction == "👍")
    for words in ("written before", "I have read it all"):
        assert len(_copies(amal, words)) == 1


async def test_what_is_to_go_out_when_there_is_no_connection_goes_out_later_once(
    town: Brussels, two: Two
) -> None:
    who, amal, head = two.who, two.amal, two.head
    town.world.flood.close_at_next(amal.user_id, 2)
    sent = await replies(who, "at last", head)
    await town.world.wait_for(lambda: _calls(town, "at last"))
    await _settled(town)
    refused = town.world.flood.refusals
    async with town.world.door.shut():
        town.loket.let_pass(3)
        await asyncio.sleep(1)
        kept = rows(town.loket, Outbox, Outbox.state == "queued")
        assert [(row.attempts, row.doubts) for row in kept if row.attempts] == [(1, 0)]
    town.loket.let_pass(10)
    await town.world.wait_for(lambda: sent.bot_reaction == "👍", 10)
    assert len(_copies(amal, "at last")) == 1
    assert town.world.flood.refusals == refused
    town.world.flood.refusals = 0


async def test_after_kill_9_in_the_middle_of_answers_all_arrive_and_no_limit_is_met(
    town: Brussels, two: Two
) -> None:
    before = [await replies(two.who, f"before {n}", two.head) for n in range(3)]
    town.world.faults.plan(When(words="before 2"), Slow(30))
    await reads(two.amal, "before 2")
    await town.loket.kill()
    after = [await replies(two.who, f"after {n}", two.head) for n in range(3)]
    await town.loket.start()
    while any(sent.bot_reaction is None for sent in (*before, *after)):
        town.loket.let_pass(0.5)
        await asyncio.sleep(0.1)
    for words in ("before 0", "before 1", "after 0", "after 1", "after 2"):
        assert len(_copies(two.amal, words)) == 1
    first, second = _copies(two.amal, "before 2")
    assert say(AGAIN) in second.removeprefix(first)
    assert town.world.flood.refusals == 0
