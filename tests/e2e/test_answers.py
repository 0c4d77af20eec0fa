"""Answers: a reply reaches the person of its ticket and nobody else; all else asks first."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import Message
from bot.desk import acts, private
from bot.desk.showing import EARLIER_NOTE
from bot.tickets.person import ANSWER
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    endonym,
    has_ticket,
    opens,
    reads,
    replies,
    say,
    shows,
    texts,
    volunteer,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_replies_of_one_volunteer_with_two_tickets_never_cross(town: Brussels) -> None:
    who = await volunteer(town, "Vic")
    amal, first, first_head = await has_ticket(town, who)
    bilal, second, second_head = await has_ticket(town, who, "fr")
    bilal.send_text("the words of Bilal")
    heard = await reads(who, "the words of Bilal")
    town.loket.let_pass(5)
    await replies(who, "for Bilal", heard)
    await replies(who, "for Amal", first_head)
    own = await replies(who, "for Bilal, again", second_head)
    await reads(bilal, "for Bilal, again")
    who.send_text("for Bilal, a third time", reply_to=own)
    await reads(bilal, "for Bilal, a third time")
    told = await reads(amal, "for Amal")
    assert told.text.startswith(say(ANSWER, reference=first))
    assert "Bilal" not in texts(amal.chat.bot_messages)
    assert "Amal" not in texts(bilal.chat.bot_messages)
    assert texts(bilal.chat.bot_messages).count(say(ANSWER, "fr", reference=second)) == 3


async def test_what_is_no_reply_is_sent_only_after_a_press(town: Brussels) -> None:
    who = await volunteer(town, "Una")
    amal, first, _ = await has_ticket(town, who)
    bilal, second, _ = await has_ticket(town, who)
    who.send_text("to whom, one")
    asked = await reads(who, say(private.ASK))
    assert asked.reply_to is not None
    labels = [say(private.SEND_TO, reference=r, language=endonym("en")) for r in (second, first)]
    assert asked.buttons == [[labels[0]], [labels[1]], [say(private.DISCARD)]]
    send_first = str(asked.button(labels[1])["callback_data"])
    answer = await who.press(asked, say(private.DISCARD)).answered()
    assert answer.text == say(private.DISCARDED)
    assert (await who.press_data(asked, send_first).answered()).text == say(private.GONE)
    town.loket.let_pass(5)
    since = who.send_text("to whom, two").message_id
    asked = await reads(who, say(private.ASK), since=since)
    answer = await who.press(asked, labels[1]).answered()
    assert answer.text == say(private.SENT, reference=first)
    await reads(amal, "to whom, two")
    await town.world.wait_for(lambda: asked.buttons == [])
    assert "to whom" not in texts(bilal.chat.bot_messages)
    assert "to whom, one" not in texts(amal.chat.bot_messages)


async def test_nobody_gets_what_is_written_without_a_ticket(town: Brussels) -> None:
    who = await volunteer(town, "Ola")
    who.send_text("hello, anybody?")
    await reads(who, say(private.NO_TICKETS))


async def test_a_note_stays_inside_and_the_next_owner_reads_it(town: Brussels) -> None:
    first, second = await volunteer(town, "Uno"), await volunteer(town, "Due")
    amal, reference, head = await has_ticket(town, first)
    await replies(first, "/note ask for the\nsecond page", head)
    await reads(first, say(acts.NOTED, reference=reference))
    first.send_text(f"/note {reference.lower().replace('-', '')}\nand the date")
    await town.world.wait_for(
        lambda: texts(first.chat.bot_messages).count(say(acts.NOTED, reference=reference)) == 2
    )
    first.send_text("/note")
    await reads(first, "/note.")
    town.loket.let_pass(5)
    await first.press(head, head.buttons[0][0]).answered()
    await opens(town, second, reference)
    note = await reads(second, "second page")
    assert note.text.startswith(say(EARLIER_NOTE, reference=reference))
    town.loket.let_pass(5)
    await reads(second, "and the date")
    town.loket.let_pass(5)
    await replies(second, "done", note)
    await reads(amal, "done")
    assert "page" not in texts(amal.chat.bot_messages)


async def test_files_of_every_kind_arrive_as_replies(town: Brussels) -> None:
    who = await volunteer(town, "Foto")
    amal, _, head = await has_ticket(town, who)
    for kind in ("photo", "voice", "document", "video"):
        town.loket.let_pass(5)
        sent = who.send_file(kind, kind.encode(), caption=f"a {kind}", reply_to=head)
        got = await reads(amal, f"a {kind}")
        assert got.content[kind] == sent.content[kind]
        await town.world.wait_for(lambda sent=sent: sent.bot_reaction == "👍")  # type: ignore[misc]
    town.loket.let_pass(10)
    album = [who.send_file("photo", b"x", reply_to=head, album="77") for _ in range(3)]
    await amal.chat.wait_for(
        lambda chat: sum("photo" in m.content for m in chat.bot_messages) == 4, 10
    )
    await town.world.wait_for(lambda: all(m.bot_reaction == "👍" for m in album))


async def test_a_reply_without_a_right_to_the_ticket_goes_nowhere(town: Brussels) -> None:
    who, other = await volunteer(town, "Wan"), await volunteer(town, "Tu")
    amal, reference, head = await has_ticket(town, who)
    welcome = other.chat.bot_messages[0]
    await replies(other, "who reads this?", welcome)
    await reads(other, say(private.NOT_A_TICKET))
    await who.press(head, head.buttons[0][0]).answered()
    await town.world.wait_for(lambda: head.deleted)
    late = who.send({"text": "too late"}, reply_to=_shown_again(head))
    assert late.reply_to is head
    await reads(who, say(acts.NOT_YOURS, reference=reference))
    assert "too late" not in texts(amal.chat.bot_messages)


def _shown_again(message: Message) -> Message:
    """A phone that has not yet heard that a message is gone."""
    message.deleted = False
    return message


async def test_a_long_reply_arrives_whole_and_in_order(town: Brussels) -> None:
    who = await volunteer(town, "Lang")
    amal, reference, head = await has_ticket(town, who, "ar")
    words = " ".join(f"{n}👩‍👧‍👦مرحبا" for n in range(1000))
    words = words.encode("utf-16-le")[: 4096 * 2].decode("utf-16-le", "ignore")
    sent = await replies(who, words, head)
    await town.world.wait_for(lambda: sent.bot_reaction == "👍")
    parts = [m.text for m in amal.chat.bot_messages if "👩" in m.text]
    assert parts[0].startswith(say(ANSWER, "ar", reference=reference))
    got = " ".join(parts).partition("\n\n")[2]
    assert "".join(got.split()) == "".join(words.split())
    amal.send_text(words)
    await town.world.wait_for(lambda: shows(who, words[-40:]) is not None)
    back = [m.text for m in who.chat.bot_messages if "👩" in m.text]
    assert "".join(" ".join(back).partition("\n\n")[2].split()) == "".join(words.split())


async def test_what_cannot_be_sent_on_is_said(town: Brussels) -> None:
    who = await volunteer(town, "Stik")
    amal, _, head = await has_ticket(town, who)
    sent = await replies(who, "firts wording", head)
    await reads(amal, "firts wording")
    who.edit(sent, "first wording")
    told = await reads(who, say(private.EDIT_NOT_SENT))
    assert told.reply_to is sent
    town.loket.let_pass(5)
    who.send_file("sticker", b"s", reply_to=head)
    await reads(who, say(private.CANNOT_SEND))
    assert "first wording" not in texts(amal.chat.bot_messages)
