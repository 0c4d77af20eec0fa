"""One stream for each open page: nobody waits for anybody, and nothing between is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing

import pytest

from bot.demo.page import feed
from bot.demo.page.feed import MOST_WAITING, Feed, Told, written

pytestmark = pytest.mark.timeout(5)


def nothing() -> list[Told]:
    return []


def so_far() -> list[Told]:
    return [("town", {"bot": "Loket"}), ("story", {"playing": None})]


def follows(opened: Feed, now: Callable[[], list[Told]]) -> aclosing[AsyncGenerator[str, None]]:
    """A page that opens, and is closed at the end of the block."""
    stream = opened.follow(now)
    assert isinstance(stream, AsyncGenerator)
    return aclosing(stream)


def event(number: int) -> Told:
    return "happened", {"number": number}


async def test_a_page_gets_what_is_so_and_then_what_happens() -> None:
    opened = Feed()
    async with follows(opened, so_far) as page:
        first = await anext(page)
        opened.tell(*event(1))
        got = [first, await anext(page), await anext(page)]
    assert got == [written(*told) for told in (*so_far(), event(1))]


async def test_an_event_is_one_block_and_words_stay_readable() -> None:
    assert written("note", {"text": "\u0634\u0643\u0631\u0627\nmerci"}) == (
        'event: note\ndata: {"text": "\u0634\u0643\u0631\u0627\\nmerci"}\n\n'
    )


async def test_what_is_told_before_it_is_read_is_not_lost() -> None:
    opened = Feed()
    async with follows(opened, so_far) as page:
        await anext(page)
        for number in range(20):
            opened.tell(*event(number))
        await anext(page)
        assert [await anext(page) for _ in range(20)] == [written(*event(n)) for n in range(20)]


async def test_a_page_that_does_not_read_is_cut_off_and_the_others_go_on() -> None:
    opened = Feed()
    async with follows(opened, so_far) as slow, follows(opened, so_far) as quick:
        for page in (slow, quick):
            await anext(page)
            await anext(page)
        for number in range(MOST_WAITING + 10):
            opened.tell(*event(number))
            assert await anext(quick) == written(*event(number))
        got = [told async for told in slow]
        assert got == [written(*event(number)) for number in range(MOST_WAITING)]
        opened.tell(*event(-1))
        assert await anext(quick) == written(*event(-1))
    async with follows(opened, so_far) as back:
        assert [await anext(back), await anext(back)] == [written(*told) for told in so_far()]


async def test_closing_ends_every_stream_after_what_was_told() -> None:
    opened = Feed()
    async with follows(opened, nothing) as one, follows(opened, so_far) as other:
        await anext(other)
        async with asyncio.TaskGroup() as tasks:
            waiting = tasks.create_task(_all_of(one))
            await asyncio.sleep(0)
            opened.tell(*event(7))
            opened.close()
            opened.tell(*event(8))
        assert waiting.result() == [written(*event(7))]
        assert await _all_of(other) == [written(*so_far()[1]), written(*event(7))]


async def _all_of(page: AsyncIterator[str]) -> list[str]:
    return [told async for told in page]


async def test_a_silent_stream_shows_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "HEARTBEAT", 0.01)
    opened = Feed()
    async with follows(opened, nothing) as page:
        assert await anext(page) == ": still here\n\n"
        opened.tell(*event(1))
        assert await anext(page) == written(*event(1))
