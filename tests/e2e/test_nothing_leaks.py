"""What a process tells about itself holds nothing about anybody, whatever went wrong."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.bot_api import User
from bot.demo.bot_api.errors import forbidden, too_many_requests
from tests.e2e.conftest import Brussels
from tests.e2e.staff import asks, card_of, opens, reads, replies
from tests.web.asking import figures

NAMES = ("Zarathustra", "Canaryson", "canary_username", "Canarygroup")
WORDS = "my canary words, call +32 470 11 22 33"
REPLY = "an answer with a canary in it"
PAGES = ("health", "ready", "metrics")


@pytest.mark.from_nothing
async def test_no_page_and_no_line_of_the_log_holds_a_name_a_word_a_chat_or_the_token(
    brussels: Brussels,
) -> None:
    brussels.group.title = NAMES[3]
    person = brussels.world.create_user(
        NAMES[0], last_name=NAMES[1], username=NAMES[2], language_code="en"
    )
    await _helped_through_trouble(brussels, person)
    pages = [await brussels.loket.get(page) for page in PAGES]
    assert [page.status_code for page in pages] == [200, 200, 200]
    log = brussels.loket.log.read_text()
    assert "unreadable update" in log
    assert "not sent" in log
    told = figures(pages[2].text)
    assert told['loket_claims_total{result="won"}'] == 1
    assert told['loket_claims_total{result="lost"}'] == 1
    assert told["loket_too_many_requests_total"] == 1
    # The person has blocked the bot; and Ada may not have started it yet when it wrote to her.
    assert told['loket_sends_total{kind="message",result="unreachable",to="person"}'] in (1, 2)
    assert told["loket_decided_seconds_count"] > 5
    for canary in _canaries(brussels, person):
        for shown in (*(page.text for page in pages), log):
            assert canary not in shown


async def _helped_through_trouble(brussels: Brussels, person: User) -> None:
    """A ticket that two claim; a 429, a block, an update that nobody can read, words."""
    world = brussels.world
    reference = await asks(brussels, person)
    card = await card_of(brussels.group, reference)
    token = card.inline_buttons[0][0]["callback_data"]
    head = await opens(brussels, brussels.ada, reference, "fr")
    await brussels.bob.press_data(card, token).answered()
    world.fail_next_in(person.chat, too_many_requests(1))
    await replies(brussels.ada, REPLY, head)
    await reads(person, REPLY)
    person.send_text(WORDS)
    await reads(brussels.ada, WORDS)
    world.updates.put("message", {"chat": {"id": WORDS}, "from": {"id": person.user_id}})
    world.fail_next_in(person.chat, forbidden("bot was blocked by the user"))
    await replies(brussels.ada, f"{REPLY} again", head)
    await world.wait_for(lambda: "'Unreachable'" in brussels.loket.log.read_text())
    await _log_says(brussels, "unreadable update")


async def _log_says(brussels: Brussels, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in brussels.loket.log.read_text():  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)


def _canaries(brussels: Brussels, person: User) -> list[str]:
    users = (person, brussels.ada, brussels.bob, brussels.coordinator)
    ids = [str(user.user_id) for user in users]
    secret = brussels.world.bot.token.partition(":")[2]
    group = str(brussels.group.chat_id).lstrip("-")
    return [*NAMES, *ids, group, secret, "canary", "470 11", "Ada", "Bob", "Carla"]
