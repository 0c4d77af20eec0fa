"""Updates that come twice, late, in another order, cut, or in a shape that nobody knows."""

from __future__ import annotations

import httpx
import pytest

from bot.demo.bot_api import Cut, Truncated, User, When, World

from .conftest import TRUST, Call


async def given(call: Call, **asked: int) -> list[str]:
    """The words of the updates that one call gives."""
    answer = await call("getUpdates", **asked)
    return [update["message"]["text"] for update in answer["result"]]


def write(user: User, world: World, *texts: str) -> list[int]:
    """Write some messages; the ids of their updates."""
    first = world.updates.next_id
    for text in texts:
        user.send_text(text)
    return list(range(first, world.updates.next_id))


async def test_a_batch_may_come_the_other_way_round(call: Call, amina: User, world: World) -> None:
    write(amina, world, "one")
    world.updates.reverse_next()
    assert await given(call) == ["one"]  # there is nothing to reorder yet
    write(amina, world, "two", "three")
    assert await given(call) == ["three", "two", "one"]
    assert await given(call) == ["one", "two", "three"]


async def test_an_update_may_come_late_although_a_later_one_was_acknowledged(
    call: Call, amina: User, world: World
) -> None:
    late, other, last = write(amina, world, "late", "other", "last")
    world.updates.withhold(late, answers=2)
    assert await given(call, limit=1) == ["other"]
    assert await given(call, offset=other + 1) == ["last"]
    assert await given(call, offset=last + 1) == ["late"]
    assert await given(call, offset=last + 1) == []


async def test_an_update_may_have_any_kind_and_shape(call: Call, amina: User, world: World) -> None:
    world.updates.put_odd({"telepathy": {"from": 7}})
    world.updates.put_odd({"update_id": "seven"})
    write(amina, world, "hello")
    strange, wrong, plain = (await call("getUpdates"))["result"]
    assert strange == {"update_id": plain["update_id"] - 2, "telepathy": {"from": 7}}
    assert wrong == {"update_id": "seven"}
    assert (await call("getUpdates", offset=plain["update_id"]))["result"] == [plain]


@pytest.mark.parametrize("way", [Cut(after=True), Truncated()])
async def test_updates_in_an_answer_that_is_cut_stay(
    world: World, url: str, amina: User, way: Cut | Truncated
) -> None:
    write(amina, world, "hello")
    world.faults.plan(When("getUpdates"), way)
    async with httpx.AsyncClient(base_url=url, verify=TRUST) as client:
        with pytest.raises((httpx.RemoteProtocolError, ValueError)):
            (await client.get(f"/bot{world.bot.token}/getUpdates")).json()
        (update,) = (await client.get(f"/bot{world.bot.token}/getUpdates")).json()["result"]
    assert update["message"]["text"] == "hello"
