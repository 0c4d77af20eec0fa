"""The main job, end to end: somebody asks, a volunteer claims and answers, the ticket is closed."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.bot_api import User
from bot.demo.stories.labels import reference_in
from bot.desk import acts
from bot.desk.showing import EARLIER_WORDS
from bot.speech.keys import CONTINUE, MENU
from bot.tickets.owner import NEW_WORDS
from bot.tickets.person import ANSWER, CLOSED
from tests.e2e.conftest import Brussels, mostly_on
from tests.e2e.staff import (
    FULL_CONSENT,
    answers_questions,
    card_of,
    claim_label,
    endonym,
    head_of,
    label,
    reads,
    say,
    taps,
    texts,
    volunteer,
)

QUESTION = "متى يجب أن أقدم الاستئناف؟ وصلتني الرسالة أمس."
NEEDS = "أحتاج إلى ملابس شتوية لطفلين."
THANKS = "شكراً جزيلاً يا صديقي"
STATUS = [
    ("status", "paper", "annex_26quater"),
    ("status", "procedure_language", "fr"),
    ("status", "letter", "yes"),
    ("status", "which_letter", "order"),
    ("status", "how_soon", "week"),
    ("status", "lawyer", "no"),
    ("status", "protected_elsewhere", "unsure"),
    ("status", "address", "yes"),
]
WAY = [*FULL_CONSENT, ("menu", "menu", "status"), *STATUS]


@mostly_on("postgresql")
@pytest.mark.from_nothing
async def test_the_main_job_end_to_end(brussels: Brussels) -> None:
    amal, group = brussels.person("Amal", "ar"), brussels.group
    alice, beau = [await volunteer(brussels, name, "fr") for name in ("Alice", "Beau")]

    reference, voice = await _asks(brussels, amal)
    winner, loser = await _claim_at_once(brussels, reference, alice, beau)

    head = await head_of(winner, reference, "fr")
    for value in ("annex_26quater", "fr", "yes", "unsure"):
        step = next(step for _, step, chosen in STATUS if chosen == value)
        assert label("status", step, value, "fr") in head.text
    words = await reads(winner, QUESTION)
    assert words.text.startswith(say(EARLIER_WORDS, "fr", reference=reference))
    await winner.chat.wait_for(lambda chat: any("voice" in m.content for m in chat.bot_messages))
    heard = next(m for m in winner.chat.bot_messages if "voice" in m.content)
    assert heard.content["voice"]["file_id"] == voice

    # The answer comes while the person is in the middle of another request.
    await taps(brussels, amal, label("menu", "menu", "other_help", "ar"))
    await amal.chat.wait_for(lambda chat: chat.last.from_bot)
    amal.send_text(NEEDS)
    await reads(amal, NEEDS)
    sent = winner.send_text("Montrez la lettre à un avocat aujourd'hui.", reply_to=words)
    news = await reads(amal, "Montrez la lettre")
    assert news.text.startswith(say(ANSWER, "ar", reference=reference))
    await winner.chat.wait_for(lambda _chat: sent.bot_reaction == "👍")

    amal.send_text(THANKS)
    thanks = await reads(winner, THANKS)
    assert thanks.text.startswith(say(NEW_WORDS, "fr", reference=reference))
    await taps(brussels, amal, say(CONTINUE, "ar"))
    await taps(brussels, amal, label("other_help", "review", "send", "ar"))
    await amal.chat.wait_for(
        lambda chat: chat.last.from_bot and reference_in(chat.last.text) not in ("", reference)
    )
    second = reference_in(amal.chat.last.text)

    _release, close = head.buttons[0]
    closed = await winner.press(head, close).answered()
    assert closed.text == say(acts.CLOSED, "fr", reference=reference)
    told = await reads(amal, say(CLOSED, "ar", reference=reference))
    assert any(say(MENU, "ar") in row for row in amal.chat.keyboard)
    assert told is amal.chat.last

    # Nobody else has seen a word of it, and nothing came twice.
    seen = texts([*group.bot_messages, *loser.chat.shown])
    for written in (QUESTION, NEEDS, THANKS, "Montrez"):
        assert written not in seen
    assert second not in texts(winner.chat.shown)
    assert texts(amal.chat.bot_messages).count("Montrez la lettre") == 1
    assert texts(winner.chat.bot_messages).count(QUESTION) == 1
    assert brussels.world.flood.refusals == 0


async def _asks(brussels: Brussels, amal: User) -> tuple[str, str]:
    """The status flow, words and a voice note; the reference, and the voice's file."""
    amal.send_text("/start")
    await taps(brussels, amal, endonym("ar"))
    await answers_questions(brussels, amal, "ar", WAY)
    await amal.chat.wait_for(lambda chat: chat.last.from_bot, within=10)
    amal.send_text(QUESTION)
    await amal.chat.wait_for(lambda chat: chat.last.from_bot, within=10)
    voice = amal.send_voice()
    await taps(brussels, amal, label("status", "review", "send", "ar"))
    await amal.chat.wait_for(
        lambda chat: chat.last.from_bot and reference_in(chat.last.text), within=10
    )
    return reference_in(amal.chat.last.text), voice.content["voice"]["file_id"]


async def _claim_at_once(
    brussels: Brussels, reference: str, one: User, other: User
) -> tuple[User, User]:
    card = await card_of(brussels.group, reference, "🔴")
    pressed = [who.press(card, claim_label(reference)) for who in (one, other)]
    answers = await asyncio.gather(*(press.answered() for press in pressed))
    won = say(acts.CLAIMED, "fr", reference=reference)
    assert [answer.text for answer in answers].count(won) == 1
    winner, loser = (one, other) if answers[0].text == won else (other, one)
    lost = next(answer for answer in answers if answer.text != won)
    assert lost.text == say(acts.TAKEN, "fr", name=winner.first_name, reference=reference)
    await card_of(brussels.group, reference, winner.first_name)
    return winner, loser
