"""The board, and the commands that do what buttons do. No word of a person is on any of them."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import Message, User
from bot.desk import acts, board, commands, presses, room
from tests.e2e.conftest import Brussels
from tests.e2e.staff import (
    asks,
    calls,
    card_of,
    claim_label,
    endonym,
    head_of,
    reads,
    say,
    texts,
    volunteer,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def writes(town: Brussels, who: User, words: str) -> Message:
    """A volunteer writes something; the answer."""
    town.loket.let_pass(5)
    since = who.send_text(words).message_id
    await who.chat.wait_for(lambda chat: chat.last.from_bot and chat.last.message_id > since, 10)
    return who.chat.last


async def test_a_command_in_the_group_is_answered_in_a_chat_that_may_have_to_be_opened_first(
    town: Brussels,
) -> None:
    new = town.world.create_user("New", language_code="en")
    town.group.join(new)
    new.send_text("/desk", town.group)
    said = say(room.ANSWERED_THERE)
    await town.group.wait_for(lambda group: group.last.text == said, 15)
    assert town.group.last.buttons == [[say(room.OPEN_CHAT)]]
    new.send_text("/start desk")
    await new.chat.wait_for(lambda chat: any("📋" in m.text for m in chat.bot_messages), 15)


async def test_the_board_shows_what_is_urgent_waiting_and_mine(town: Brussels) -> None:
    who, amal = await volunteer(town, "Des"), town.person("Amal")
    reference = await asks(town, amal)
    amal.send_text("SECRET-WORDS of Amal")
    shown = await writes(town, who, "/desk")
    switches = [say(each) for each in (board.URGENT, board.WAITING, board.MINE)]
    assert shown.buttons[-1] == switches
    for name in switches[:2]:
        await who.press(shown, name).answered()
        await town.world.wait_for(lambda name=name: f"\n\n{name}\n" in shown.text)  # type: ignore[misc]
        assert f"🔴 {reference} · {endonym('en')}" in shown.text
        assert [claim_label(reference)] in shown.buttons
    await who.press(shown, switches[2]).answered()
    await town.world.wait_for(lambda: say(board.NONE) in shown.text)
    await who.press(shown, switches[1]).answered()
    await town.world.wait_for(lambda: [claim_label(reference)] in shown.buttons)
    answer = await who.press(shown, claim_label(reference)).answered()
    assert answer.text == say(acts.CLAIMED, reference=reference)
    await who.press(shown, switches[2]).answered()
    opening = say(board.OPEN, reference=reference)
    await town.world.wait_for(lambda: [opening] in shown.buttons)
    town.loket.let_pass(20)
    await reads(who, "SECRET-WORDS")
    since = who.chat.last.message_id
    assert (await who.press(shown, opening).answered()).text == say(presses.SENT_TO_CHAT)
    await reads(who, "SECRET-WORDS", since=since)
    seen = [m.text for m in (*town.group.bot_messages, shown)]
    assert not any("SECRET" in text or "Amal" in text for text in seen)
    edits = [c["parameters"] for c in town.world.calls("editMessageText")]
    assert "SECRET" not in str(edits)


async def test_commands_do_what_buttons_do(town: Brussels) -> None:
    who, other = await volunteer(town, "Com"), await volunteer(town, "Oth")
    amal = town.person("Amal")
    reference = await asks(town, amal)
    typed = reference.lower().replace("-", "")
    assert reference in (await writes(town, who, "/queue")).text
    await writes(town, who, f"/claim {typed}")
    await head_of(who, reference, "en")
    await reads(who, say(acts.CLAIMED, reference=reference))
    assert reference in (await writes(town, who, "/mine")).text
    taken = await writes(town, other, f"/claim {reference}")
    assert taken.text == say(acts.TAKEN, name="Com", reference=reference)
    spaced = f"/claim {typed[:3]} {typed[3:].upper()}"
    assert (await writes(town, who, spaced)).text == say(acts.ALREADY_YOURS, reference=reference)
    for command in ("/close", "/release"):
        refused = await writes(town, other, f"{command} {reference}")
        assert refused.text == say(acts.NOT_YOURS, reference=reference)
    released = await writes(town, who, f"/release {typed}")
    assert released.text == say(acts.RELEASED, reference=reference)
    await writes(town, other, f"/claim {typed}")
    await reads(other, say(acts.CLAIMED, reference=reference))
    closed = await writes(town, other, f"/close {typed}")
    assert closed.text == say(acts.CLOSED, reference=reference)
    await card_of(town.group, reference, "closed")
    late = await writes(town, who, f"/claim {typed}")
    assert late.text == say(acts.NOT_OPEN, reference=reference)


async def test_what_is_not_known_is_said(town: Brussels) -> None:
    who = await volunteer(town, "Ask")
    assert (await writes(town, who, "/help")).text == say(commands.HELP)
    assert (await writes(town, who, "/claim")).text == say(commands.WHICH, command="/claim")
    for number in ("222-222", "x", "💥", "222-222; DROP TABLE ticket", "9" * 3000):
        said = await writes(town, who, f"/claim {number}")
        assert said.text == say(commands.NO_SUCH)
    assert (await writes(town, who, "/note")).text == say(commands.WHICH, command="/note")
    assert (await writes(town, who, "/note 222-222 x")).text == say(commands.WHICH, command="/note")
    assert (await writes(town, who, "/frobnicate")).text == say(commands.UNKNOWN)


async def test_a_volunteer_chooses_a_language(town: Brussels) -> None:
    who = await volunteer(town, "Lan")
    asked = await writes(town, who, "/language")
    assert asked.text == say(commands.CHOOSE_LANGUAGE)
    answer = await who.press(asked, endonym("nl")).answered()
    assert answer.text == say(presses.LANGUAGE_SET, "nl")
    assert (await writes(town, who, "/help")).text == say(commands.HELP, "nl")


async def test_a_volunteer_tries_things_as_a_person_and_comes_back(town: Brussels) -> None:
    who = await volunteer(town, "Per")
    assert (await writes(town, who, "/person")).text == say(commands.AS_PERSON)
    reference = await calls(town, who, "en")
    await card_of(town.group, reference)
    shown = await writes(town, who, "/desk")
    assert shown.text.startswith("📋")
    assert "Per" not in texts([await card_of(town.group, reference)])


async def test_a_command_in_the_group_is_answered_in_private(town: Brussels) -> None:
    who, reference = await volunteer(town, "Gru"), await asks(town, town.person("Amal"))
    before = len(town.group.bot_messages)
    who.send_text(f"/claim@{town.world.bot.username} {reference}", town.group)
    await head_of(who, reference, "en")
    await card_of(town.group, reference, "Gru")
    assert len(town.group.bot_messages) == before
