"""What goes with a message: the keyboard in place of the phone's, or buttons under it."""

from __future__ import annotations

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from bot.channels.telegram.faults import Refused
from bot.post.actions import Button, Send

Buttons = tuple[tuple[Button, ...], ...]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


def markup_of(send: Send) -> Markup:
    """A message carries one of the two; buttons win. An empty keyboard takes the last one away."""
    if send.buttons:
        return inline(send.buttons)
    if send.keyboard is None:
        return None
    if not any(send.keyboard):
        return ReplyKeyboardRemove()
    return ReplyKeyboardMarkup(send.keyboard, resize_keyboard=True, is_persistent=True)


def inline(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Buttons under a message; None (which takes them away in an edit) where there are none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in buttons])


def answering(message: str) -> ReplyParameters | None:
    """A reply to a message, which is sent all the same if that is gone."""
    if not message:
        return None
    return ReplyParameters(number(message), allow_sending_without_reply=True)


def number(message: str) -> int:
    """A message id as the Bot API wants it. Raises Refused for what never was one."""
    if not message.isdecimal():
        raise Refused(400, "message_id_invalid")
    return int(message)


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.token)
