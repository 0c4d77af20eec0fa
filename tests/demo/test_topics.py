"""A supergroup with topics: where messages go, and what is no longer found."""

from __future__ import annotations

from typing import Any

import pytest

from bot.demo.bot_api import Group, Topic, User, World

from .conftest import Call


@pytest.fixture
def forum(world: World, lena: User, amina: User) -> Group:
    group = world.create_group("Desk", lena, [amina], supergroup=True, bot="administrator")
    group.become_forum()
    return group


@pytest.fixture
def topic(forum: Group, lena: User, world: World) -> Topic:
    opened = forum.open_topic("Night shift", lena)
    world.updates.clear()
    return opened


async def _written(call: Call) -> list[dict[str, Any]]:
    return [update["message"] for update in (await call("getUpdates"))["result"]]


async def test_a_forum_says_that_it_is_one(call: Call, forum: Group) -> None:
    assert (await call("getChat", chat_id=forum.chat_id))["result"]["is_forum"]


async def test_what_is_written_in_a_topic_names_it(
    call: Call, forum: Group, topic: Topic, amina: User
) -> None:
    amina.send_text("in the topic", forum, topic=topic)
    amina.send_text("in General", forum)
    inside, general = await _written(call)
    assert (inside["message_thread_id"], inside["is_topic_message"]) == (topic.thread_id, True)
    assert inside["reply_to_message"]["forum_topic_created"]["name"] == "Night shift"
    assert not {"message_thread_id", "is_topic_message", "reply_to_message"} & general.keys()


async def test_what_the_bot_writes_without_a_thread_goes_to_general(
    call: Call, forum: Group, topic: Topic
) -> None:
    there = {"chat_id": forum.chat_id, "text": "Card"}
    assert "message_thread_id" not in (await call("sendMessage", **there))["result"]
    sent = await call("sendMessage", **there, message_thread_id=topic.thread_id)
    assert sent["result"]["is_topic_message"]


async def test_a_reply_goes_to_the_topic_of_what_it_answers(
    call: Call, forum: Group, topic: Topic, amina: User
) -> None:
    asked = amina.send_text("/queue", forum, topic=topic)
    reply = {"message_id": asked.message_id}
    sent = await call("sendMessage", chat_id=forum.chat_id, text="x", reply_parameters=reply)
    assert sent["result"]["message_thread_id"] == topic.thread_id


async def test_a_topic_that_is_deleted_takes_its_messages_with_it(
    call: Call, forum: Group, topic: Topic, lena: User
) -> None:
    there = {"chat_id": forum.chat_id, "text": "x"}
    sent = await call("sendMessage", **there, message_thread_id=topic.thread_id)
    forum.delete_topic(topic)
    gone = {"chat_id": forum.chat_id, "message_id": sent["result"]["message_id"], "text": "y"}
    refusal = await call("editMessageText", **gone)
    assert refusal["description"] == "Bad Request: message to edit not found"
    for thread in (topic.thread_id, 1):
        refusal = await call("sendMessage", **there, message_thread_id=thread)
        assert refusal["description"] == "Bad Request: message thread not found"
    assert (await call("sendMessage", **there))["ok"]


async def test_a_closed_topic_takes_nothing_from_the_bot_nor_from_members(
    call: Call, forum: Group, topic: Topic, lena: User, amina: User
) -> None:
    there = {"chat_id": forum.chat_id, "text": "x"}
    forum.close_topic(topic, lena)
    assert (await _written(call))[-1]["forum_topic_closed"] == {}
    refusal = await call("sendMessage", **there, message_thread_id=topic.thread_id)
    assert refusal["description"] == "Bad Request: TOPIC_CLOSED"
    with pytest.raises(ValueError, match="closed"):
        amina.send_text("hello?", forum, topic=topic)
    assert (await call("sendMessage", **there))["ok"]
    forum.become_forum().general_closed = True
    assert (await call("sendMessage", **there))["description"] == "Bad Request: TOPIC_CLOSED"


async def test_a_group_without_topics_finds_none(call: Call, world: World, lena: User) -> None:
    basic = world.create_group("Desk", lena)
    there = {"chat_id": basic.chat_id, "text": "x", "message_thread_id": 7}
    refusal = await call("sendMessage", **there)
    assert refusal["description"] == "Bad Request: message thread not found"
    with pytest.raises(ValueError, match="supergroup"):
        basic.open_topic("Night shift", lena)


async def test_only_administrators_delete_the_bots_messages(
    call: Call, forum: Group, lena: User, amina: User
) -> None:
    await call("sendMessage", chat_id=forum.chat_id, text="Card")
    card = forum.last
    with pytest.raises(ValueError, match="administrators"):
        amina.delete(card)
    lena.delete(card)
    assert card.deleted
