"""A python-telegram-bot with ConversationHandler and persistence, as its documentation teaches
(docs.python-telegram-bot.org: the examples conversationbot.py and persistentconversationbot.py).
Bench code only. With `concurrent` as its argument: concurrent updates and its own rate limiter.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import ReplyKeyboardMarkup, ReplyKeyboardRemove, Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from tests.bench.questions import CONFIRMED, QUESTIONS, number

Context = ContextTypes.DEFAULT_TYPE
RETRIES = 5
"""More than its default (0), with which a refused message is never sent."""


async def ask(update: Update, place: int) -> int:
    """Ask a question; the state in which its answer is waited for."""
    assert update.message
    asked = QUESTIONS[place]
    keyboard = [[choice] for choice in asked.choices]
    markup = ReplyKeyboardMarkup(keyboard) if keyboard else ReplyKeyboardRemove()
    await update.message.reply_text(asked.text, reply_markup=markup)
    return place


async def start(update: Update, context: Context) -> int:
    """The first question."""
    return await ask(update, 0)


def answered(place: int) -> Callable[[Update, Context], Coroutine[Any, Any, int]]:
    """Keeps the answer to a question and asks the next, or confirms."""

    async def keep(update: Update, context: Context) -> int:
        assert update.message
        assert context.user_data is not None
        context.user_data[place] = update.message.text
        if place + 1 < len(QUESTIONS):
            return await ask(update, place + 1)
        await update.message.reply_text(f"{CONFIRMED} {number()}.")
        return ConversationHandler.END

    return keep


def conversation() -> ConversationHandler[Context]:
    """A state for each question."""
    states: dict[object, list[Any]] = {}
    for place, asked in enumerate(QUESTIONS):
        labels = "|".join(re.escape(choice) for choice in asked.choices)
        accepted = filters.Regex(f"^({labels})$") if labels else filters.TEXT & ~filters.COMMAND
        states[place] = [MessageHandler(accepted, answered(place))]
    return ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states=states,
        fallbacks=[CommandHandler("cancel", start)],
        name="questions",
        persistent=True,
    )


def main() -> None:
    """Poll until killed."""
    api = os.environ["LOKET_TELEGRAM_API_URL"]
    builder = (
        Application.builder()
        .token(os.environ["LOKET_TELEGRAM_TOKEN"])
        .base_url(f"{api}/bot")
        .persistence(PicklePersistence("kept.pickle"))
    )
    if sys.argv[1:] == ["concurrent"]:
        builder.concurrent_updates(True).rate_limiter(AIORateLimiter(max_retries=RETRIES))
    application = builder.build()
    application.add_handler(conversation())
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
