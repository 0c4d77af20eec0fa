"""An action of ours as a call to the Bot API."""

from __future__ import annotations

from telegram import Bot

from bot.channels.drawing import drawn
from bot.channels.telegram.faults import Refused, sorting
from bot.channels.telegram.markup import inline, number
from bot.channels.telegram.sending import NO_PREVIEW, send, upload
from bot.failpoints import Point, reach
from bot.post.actions import (
    Action,
    AnswerPress,
    Edit,
    React,
    Remove,
    Send,
    SendDrawing,
    SendFile,
)

_BATCH = 100  # Bot API page, deleteMessages
_GONE_ALREADY = ("message to delete not found", "message_id_invalid")


async def perform(bot: Bot, chat: str, action: Action) -> tuple[str, ...]:
    """Do it; the ids of the messages sent. The caller keeps Telegram's limits. Raises NotDone."""
    return await sorting(_act(bot, chat, action))


async def _act(bot: Bot, chat: str, action: Action) -> tuple[str, ...]:
    match action:
        case Send():
            return await send(bot, chat, action)
        case SendFile():
            return await upload(bot, chat, action)
        case SendDrawing():
            picture = await drawn(action)
            return await upload(bot, chat, picture) if picture else ()
        case Edit():
            await _edit(bot, chat, action)
        case AnswerPress():
            await _answer(bot, action)
        case React():
            await bot.set_message_reaction(
                chat, number(action.message), [action.emoji] if action.emoji else []
            )
        case Remove():
            await _remove(bot, chat, [number(message) for message in action.messages])
    return ()


async def _edit(bot: Bot, chat: str, edit: Edit) -> None:
    """A message that reads so already is done; one with a file has a caption in place of text."""
    try:
        await _edit_text(bot, chat, edit)
    except Refused as error:
        if error.mentions("no text in the message"):
            await _edit_caption(bot, chat, edit)
        elif not error.mentions("message is not modified"):
            raise


async def _edit_text(bot: Bot, chat: str, edit: Edit) -> None:
    await bot.edit_message_text(
        edit.text,
        chat,
        number(edit.message),
        reply_markup=inline(edit.buttons),
        link_preview_options=NO_PREVIEW,
    )


async def _edit_caption(bot: Bot, chat: str, edit: Edit) -> None:
    try:
        await bot.edit_message_caption(
            chat, number(edit.message), caption=edit.text, reply_markup=inline(edit.buttons)
        )
    except Refused as error:
        if not error.mentions("message is not modified"):
            raise


async def _answer(bot: Bot, answer: AnswerPress) -> None:
    reach(Point.PRESS_UNANSWERED)
    await bot.answer_callback_query(
        answer.press,
        text=answer.text or None,
        show_alert=answer.alert,
        url=answer.url or None,
    )


async def _remove(bot: Bot, chat: str, messages: list[int]) -> None:
    """What is gone already is skipped by Telegram. One message that is too old makes it refuse a
    whole batch, so that batch then goes one by one. Raises Refused if any had to stay.
    """
    kept: list[Refused] = []
    for start in range(0, len(messages), _BATCH):
        batch = messages[start : start + _BATCH]
        try:
            await bot.delete_messages(chat, batch)
        except Refused as error:
            if error.status != 400 or error.moved_to:
                raise
            kept += await _remove_singly(bot, chat, batch)
    if kept:
        raise kept[0]


async def _remove_singly(bot: Bot, chat: str, messages: list[int]) -> list[Refused]:
    """The refusals for those that could not be deleted."""
    kept: list[Refused] = []
    for message in messages:
        try:
            await bot.delete_message(chat, message)
        except Refused as error:
            if error.status != 400 or error.moved_to:
                raise
            if not error.mentions(*_GONE_ALREADY):
                kept.append(error)
    return kept
