"""Updates that come twice, late, the other way round, cut off, or in a shape that nobody knows:
each takes effect once, and none stops another.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.demo.bot_api import ApiError, Cut, Instead, Page, Truncated, User, When
from bot.demo.bot_api.faults import Way
from bot.demo.bot_api.wire import Wire
from bot.store.tables import Inbox
from tests.e2e.conftest import Brussels, Two
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import reads, replies

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("later")]


async def _each_once(town: Brussels, two: Two, words: list[str]) -> None:
    """Each of some words has come to the volunteer, and is kept, once and in that order; and what
    is written then is heard as ever.
    """
    for word in words:
        await reads(two.who, word)
        town.loket.let_pass(1.2)
    end = f"{words[-1]}, and that is all"
    two.amal.send_text(end)
    await reads(two.who, end)
    read = [m.text.rpartition("\n")[2] for m in two.who.chat.bot_messages]
    assert [word for word in read if word in words] == words
    assert [word for word in ticket(town.loket, two.reference).words if word in words] == words


def _again(town: Brussels, ids: list[int]) -> None:
    for update_id in (*ids, *ids):
        town.world.updates.deliver_again(update_id)


def _late(town: Brussels, ids: list[int]) -> None:
    town.world.updates.withhold(ids[0])


def _reversed(town: Brussels, _ids: list[int]) -> None:
    town.world.updates.reverse_next()


@pytest.mark.parametrize(
    ("trouble", "order"),
    [
        pytest.param(_again, (0, 1, 2), id="three times each"),
        pytest.param(_late, (1, 2, 0), id="the first one late"),
        pytest.param(_reversed, (2, 1, 0), id="the other way round"),
    ],
)
async def test_each_takes_effect_once_in_the_order_of_arrival(
    town: Brussels,
    two: Two,
    trouble: Callable[[Brussels, list[int]], None],
    order: tuple[int, ...],
    request: pytest.FixtureRequest,
) -> None:
    words = [f"part {n} {request.node.name}" for n in range(3)]
    first = town.world.updates.next_id
    for each in words:
        two.amal.send_text(each)
    trouble(town, list(range(first, town.world.updates.next_id)))
    await _each_once(town, two, [words[place] for place in order])


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(Cut(after=True), id="cut off"),
        pytest.param(Truncated(kept=60), id="truncated"),
        pytest.param(Page(502), id="a page of a gateway"),
        pytest.param(Page(200, ""), id="nothing"),
        pytest.param(Instead({"ok": True, "result": {"update_id": 5}}), id="no list"),
        pytest.param(
            ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1}), id="too many"
        ),
    ],
)
async def test_a_fetch_that_fails_is_done_again_and_loses_nothing(
    town: Brussels, two: Two, way: Way, request: pytest.FixtureRequest
) -> None:
    town.world.faults.plan(When("getUpdates"), way)
    words = [f"fetch {n} {request.node.name}" for n in range(2)]
    two.amal.send_text(words[0])  # it ends the poll that is open; the next one fails
    await town.world.wait_for(lambda: _acknowledged(town))
    two.amal.send_text(words[1])
    await town.world.wait_for(lambda: town.world.faults.left == 0)
    await _each_once(town, two, words)


def _acknowledged(town: Brussels) -> bool:
    return not town.world.updates.waiting


def _message(user: User, **fields: object) -> Wire:
    """A message as an update shows it, with some fields of another shape, or None to leave out."""
    whole = {
        "message_id": next(user.world.numbers),
        "date": 1772539200,
        "chat": user.chat.wire(),
        "from": user.wire(),
        "text": "strange",
    }
    return {key: value for key, value in (whole | fields).items() if value is not None}


ODD: dict[str, Callable[[User], Wire]] = {
    "nothing at all": lambda _: {},
    "an id that is no number": lambda _: {"update_id": "seven"},
    "a kind that nobody knows": lambda _: {"telepathy": {"from": 7}},
    "a message that is a number": lambda _: {"message": 7},
    "a message in no chat": lambda user: {"message": _message(user, chat=None)},
    "a chat without a number": lambda user: {"message": _message(user, chat={"id": "x"})},
    "a message without its number": lambda user: {"message": _message(user, message_id=None)},
    "a press by nobody": lambda _: {"callback_query": {"id": "5", "data": "claim:x"}},
    "a member who is nobody": lambda user: {
        "chat_member": {"chat": {"id": -1, "type": "supergroup"}, "from": user.wire()}
    },
}


async def test_updates_that_nobody_can_read_stop_nobody_and_are_counted(
    town: Brussels, two: Two
) -> None:
    before = len(rows(town.loket, Inbox, Inbox.state == "dead"))
    words = []
    for number, odd in enumerate(ODD.values()):
        town.world.updates.put_odd(odd(two.amal))
        words.append(f"word {number} among strange ones")
        two.amal.send_text(words[-1])
    await _each_once(town, two, words)
    dead = rows(town.loket, Inbox, Inbox.state == "dead")
    assert len(dead) - before == len(ODD)
    assert rows(town.loket, Inbox, Inbox.state == "waiting") == []


@pytest.mark.parametrize("date", [None, 10**17, "noon"])
async def test_a_message_is_heard_whatever_stands_for_its_date(
    town: Brussels, two: Two, date: object
) -> None:
    odd = _message(two.amal, text=f"dated {date}")
    town.world.updates.put_odd({"message": odd | {"date": date}})
    await reads(two.who, f"dated {date}")
    await replies(two.who, "I hear you", two.head)
    await reads(two.amal, "I hear you")


async def test_ids_that_jump_down_are_new_all_the_same(town: Brussels, two: Two) -> None:
    two.amal.send_text("before the jump")
    await reads(two.who, "before the jump")
    await town.world.wait_for(lambda: _acknowledged(town))
    town.world.updates.jump(1000)
    words = [f"after the jump {number}" for number in range(2)]
    for word in words:
        two.amal.send_text(word)
    await _each_once(town, two, words)
