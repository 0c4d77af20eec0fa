"""Every story plays to its end, and shows nothing to anybody who must not see it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.demo.bot_api import Message, MovableClock, User
from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.journal import Event
from bot.demo.stories import STORIES
from bot.demo.stories.labels import reference_in
from bot.demo.stories.place import STREET
from bot.demo.stories.story import Scene
from bot.demo.town import Town, town
from bot.desk.acts import CLAIMED, TAKEN
from bot.shelter.pushed_words import YES
from tests.demo.swift import SwiftHands

SEEN: dict[str, SwiftHands] = {}
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def brussels() -> AsyncIterator[Town]:
    """One town for all the stories: each finds somebody who has not written yet."""
    SEEN.clear()
    async with town(MovableClock()) as opened:
        yield opened


async def played(brussels: Town, story: str) -> SwiftHands:
    """Play a story to its end."""
    hands = SwiftHands(brussels)
    await STORIES[story].play(Scene(brussels, hands))
    return hands


async def seen(brussels: Town, story: str) -> SwiftHands:
    """Play a story, unless a test before this one did: they only look at what it left."""
    if story not in SEEN:
        if story == "place":
            brussels.let_pass(until_night(brussels))
        SEEN[story] = await played(brussels, story)
    return SEEN[story]


def until_night(brussels: Town) -> float:
    """Seconds until half past ten in the evening, when no offer is told."""
    now = brussels.world.clock.now().astimezone(brussels.catalogues.zone)
    night = now.replace(hour=22, minute=30)
    return ((night - now) % timedelta(days=1)).total_seconds()


def person_in(hands: SwiftHands) -> User:
    """The one person of a story."""
    (person,) = {who for who, _ in hands.typed} - set(hands.town.staff)
    return person


def own_words(hands: SwiftHands) -> list[str]:
    """What the person of a story wrote or said: its text, or the number of its file."""
    person = person_in(hands)
    return [told_in(m) for who, m in hands.typed if who is person and m.text != "/start"]


def told_in(message: Message) -> str:
    """What a message holds that nobody else's does."""
    return message.text or str(message.content["voice"]["file_id"])


async def readers(brussels: Town, word: str) -> list[User]:
    """The volunteers who were sent it; what they were sent last may still wait for its turn."""
    brussels.let_pass(5)
    return await brussels.world.wait_for(
        lambda: [each for each in brussels.staff if word in said_in(each.chat)], 10
    )


def said_in(chat: Chat) -> str:
    """Everything that the bot ever sent to a chat, with what was changed or taken away since."""
    events = chat.world.journal.events
    calls = [event.details["parameters"] for event in events if event.kind == "call"]
    here = [each for each in calls if str(each.get("chat_id")) == str(chat.chat_id)]
    assert here, "the bot never wrote here"
    return "\n".join(str(each) for each in here)


@pytest.mark.parametrize("story", STORIES)
async def test_a_story_plays_to_its_end_and_only_the_helper_reads_the_words(
    brussels: Town, story: str
) -> None:
    hands = await seen(brussels, story)
    words, person = own_words(hands), person_in(hands)
    assert len(words) >= len(STORIES[story].typed)
    for word in words:
        assert len(await readers(brussels, word)) == 1, word
        assert word not in said_in(brussels.group)
    assert not any(each.first_name in said_in(person.chat) for each in brussels.staff)
    for chat in (brussels.group, *(each.chat for each in brussels.staff)):
        assert person.first_name not in said_in(chat)
    assert brussels.world.flood.refusals == 0


async def test_of_two_who_press_at_once_one_has_the_ticket_and_the_other_learns_who(
    brussels: Town,
) -> None:
    hands = await seen(brussels, "race")
    (race,) = [pressed for pressed in hands.pressed if len(pressed) == 2]
    reference = reference_in(person_in(hands).chat.last.text)
    assert reference
    winner, loser = sorted(race, key=lambda press: opened(press.user, reference), reverse=True)
    assert (opened(winner.user, reference), opened(loser.user, reference)) == (1, 0)
    name = winner.user.first_name
    say, code = brussels.catalogues.say, brussels.language_of
    told = await winner.answered()
    assert told.text == say(CLAIMED.with_values(reference=reference), code(winner.user))
    told = await loser.answered()
    taken = TAKEN.with_values(name=name, reference=reference)
    assert told.text == say(taken, code(loser.user))
    assert name in told.text
    assert any(name in words and f"{name} was first" in words for words in hands.told)


def opened(who: User, reference: str) -> int:
    """How often somebody was shown a ticket."""
    return sum(m.text.startswith(f"🎫 {reference}") for m in who.chat.bot_messages)


async def test_an_offer_waits_for_the_morning_and_its_address_for_a_yes(brussels: Town) -> None:
    hands = await seen(brussels, "place")
    person, events = person_in(hands), brussels.world.journal.events
    assert any("an offer wakes nobody" in words for words in hands.told)
    label = brussels.catalogues.say(YES, brussels.language_of(person))
    yes = [n for n, each in enumerate(events) if _writes(each, person, label)]
    told = [n for n, each in enumerate(events) if _is_sent(each, person, STREET)]
    assert len(yes) == 1
    assert told
    assert min(told) > yes[0]
    for chat in (brussels.group, brussels.ada.chat, brussels.bob.chat):
        assert STREET not in said_in(chat)


def _writes(event: Event, who: User, words: str) -> bool:
    message = event.details.get("message") if event.kind == "message" else None
    return message is not None and message.sender is who and message.text == words


def _is_sent(event: Event, who: User, words: str) -> bool:
    sent = event.details["parameters"] if event.kind == "call" else {}
    return str(sent.get("chat_id")) == str(who.user_id) and words in str(sent)


async def test_a_story_is_played_again_with_somebody_else(brussels: Town) -> None:
    first = person_in(await seen(brussels, "tonight"))
    second = person_in(await played(brussels, "tonight"))
    assert first is not second
    assert first.first_name != second.first_name
    assert {first, second} <= set(brussels.people)
