"""sendMessage and its kin: what Telegram takes, what it refuses, and what the person sees."""

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.demo.bot_api import User, World

from .conftest import Call

EMOJI, ARABIC = "\U0001f64f", "\u0645"


async def test_a_message_arrives(bot: Bot, amina: User) -> None:
    sent = await bot.send_message(amina.user_id, "Welcome")
    assert [message.text for message in amina.chat.bot_messages] == ["Welcome"]
    assert sent.chat.first_name == "Amina"
    assert sent.from_user
    assert sent.from_user.is_bot


async def test_message_ids_rise_over_all_private_chats(bot: Bot, amina: User, lena: User) -> None:
    ids = [(await bot.send_message(user.user_id, "x")).message_id for user in (amina, lena, amina)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("letter", [EMOJI, ARABIC])
async def test_length_counts_in_utf16_units(call: Call, amina: User, letter: str) -> None:
    fits = 4096 // (2 if letter == EMOJI else 1)
    assert (await call("sendMessage", chat_id=amina.user_id, text=letter * fits))["ok"]
    refused = await call("sendMessage", chat_id=amina.user_id, text=letter * (fits + 1))
    assert refused["description"] == "Bad Request: message is too long"


@pytest.mark.parametrize("text", ["", "  \n "])
async def test_empty_text_is_refused(call: Call, amina: User, text: str) -> None:
    refused = await call("sendMessage", chat_id=amina.user_id, text=text)
    assert refused["description"] == "Bad Request: message text is empty"


async def test_half_a_surrogate_pair_is_refused(url: str, amina: User) -> None:
    body = f'{{"chat_id": {amina.user_id}, "text": "\\ud83d"}}'
    headers = {"content-type": "application/json"}
    async with httpx.AsyncClient() as client:
        method = f"{url}/bot{amina.world.bot.token}/sendMessage"
        refused = await client.post(method, content=body, headers=headers)
    assert refused.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize(
    ("offset", "length", "ok"),
    [(0, 2, True), (2, 1, True), (0, 3, True), (1, 1, False), (0, 1, False), (2, 2, False)],
)
async def test_entities_lie_inside_and_split_no_pair(
    call: Call, amina: User, offset: int, length: int, ok: bool
) -> None:
    entity = {"type": "bold", "offset": offset, "length": length}
    answer = await call("sendMessage", chat_id=amina.user_id, text=EMOJI + "a", entities=[entity])
    assert answer["ok"] is ok
    if not ok:
        assert answer["description"].startswith("Bad Request: can't parse entities: ")


async def test_html_becomes_text_and_entities(bot: Bot, amina: User) -> None:
    html = f'{EMOJI} <b>bold <i>both</i></b> &lt;3 <a href="https://x.org/?a=1&amp;b">link</a>'
    sent = await bot.send_message(amina.user_id, html, parse_mode="HTML")
    assert sent.text == f"{EMOJI} bold both <3 link"
    assert {kind.type: words for kind, words in sent.parse_entities().items()} == {
        "bold": "bold both",
        "italic": "both",
        "text_link": "link",
    }
    assert sent.entities[-1].url == "https://x.org/?a=1&b"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("\u00e9<font>", 'Unsupported start tag "font" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_broken_html_is_refused(call: Call, amina: User, html: str, reason: str) -> None:
    answer = await call("sendMessage", chat_id=amina.user_id, text=html, parse_mode="HTML")
    assert answer["description"] == f"Bad Request: can't parse entities: {reason}"


async def test_markdown_is_not_supported_here(bot: Bot, amina: User) -> None:
    with pytest.raises(BadRequest, match="not supported by this local server"):
        await bot.send_message(amina.user_id, "*x*", parse_mode="MarkdownV2")


async def test_a_reply_shows_what_it_answers(bot: Bot, amina: User) -> None:
    question = amina.send_text("Where?")
    sent = await bot.send_message(amina.user_id, "Here", reply_to_message_id=question.message_id)
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "Where?"
    assert amina.chat.last.reply_to is question


async def test_an_answered_message_is_shown_one_level_deep(bot: Bot, amina: User) -> None:
    question = amina.send_text("Where?")
    answer = await bot.send_message(amina.user_id, "Here", reply_to_message_id=question.message_id)
    amina.send_text("Thanks", reply_to=amina.chat.messages[answer.message_id])
    thanks = (await bot.get_updates())[-1].message
    assert thanks
    assert thanks.reply_to_message
    assert thanks.reply_to_message.text == "Here"
    assert thanks.reply_to_message.reply_to_message is None


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: Bot, amina: User) -> None:
    with pytest.raises(BadRequest, match=r"[Mm]essage to be replied not found"):
        await bot.send_message(amina.user_id, "x", reply_to_message_id=999)
    await bot.send_message(
        amina.user_id, "x", reply_to_message_id=999, allow_sending_without_reply=True
    )
    assert amina.chat.last.reply_to is None


async def test_reply_parameters_are_an_object(call: Call, amina: User) -> None:
    answer = await call("sendMessage", chat_id=amina.user_id, text="x", reply_parameters=[1])
    assert answer["error_code"] == 400


async def test_there_are_no_topics(bot: Bot, amina: User) -> None:
    with pytest.raises(BadRequest, match=r"[Mm]essage thread not found"):
        await bot.send_message(amina.user_id, "x", message_thread_id=5)


async def test_a_person_must_write_first(bot: Bot, world: World) -> None:
    stranger = world.create_user("Omar")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.user_id, "hello")
    stranger.send_text("/start")
    await bot.send_message(stranger.user_id, "hello")


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    for chat_id in (123, -123, "@nobody"):
        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await bot.send_message(chat_id, "hello")


async def test_a_person_who_blocked_the_bot_gets_nothing(bot: Bot, amina: User) -> None:
    amina.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amina.user_id, "hello")
    with pytest.raises(ValueError, match="unblock"):
        amina.send_text("hello?")
    amina.unblock()
    await bot.send_message(amina.user_id, "hello")

    blocked, unblocked = [update.my_chat_member for update in await bot.get_updates()]
    assert blocked
    assert unblocked
    assert blocked.new_chat_member.status == unblocked.old_chat_member.status == "kicked"
    assert unblocked.new_chat_member.status == "member"


async def test_a_deleted_account_gets_nothing(bot: Bot, amina: User) -> None:
    amina.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(amina.user_id, "hello")


async def test_a_copy_carries_no_author(bot: Bot, amina: User, lena: User) -> None:
    original = amina.send_text("help me")
    copy = await bot.copy_message(lena.user_id, amina.user_id, original.message_id)
    assert lena.chat.last.text == "help me"
    assert copy.message_id == lena.chat.last.message_id
    with pytest.raises(BadRequest, match=r"[Mm]essage to copy not found"):
        await bot.copy_message(lena.user_id, amina.user_id, 999)


async def test_protection_is_kept(bot: Bot, amina: User) -> None:
    sent = await bot.send_message(amina.user_id, "secret", protect_content=True)
    assert sent.has_protected_content
    edited = await bot.edit_message_text("still", amina.user_id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.has_protected_content
    await bot.copy_message(amina.user_id, amina.user_id, sent.message_id)
    assert amina.chat.last.content == {"text": "still"}


async def test_typing_is_shown_for_known_actions_only(call: Call, amina: User) -> None:
    assert (await call("sendChatAction", chat_id=amina.user_id, action="typing"))["ok"]
    refused = await call("sendChatAction", chat_id=amina.user_id, action="dancing")
    assert refused["error_code"] == 400


async def test_a_place_is_sent(bot: Bot, amina: User) -> None:
    sent = await bot.send_location(amina.user_id, 50.85, 4.35)
    assert sent.location
    assert sent.location.latitude == 50.85
