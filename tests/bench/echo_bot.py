"""A bare python-telegram-bot that echoes, as its documentation teaches it. Bench code only."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    if update.message is not None:
        await update.message.reply_text(update.message.text or "?")


def main() -> None:
    """Poll until killed."""
    api = os.environ["LOKET_TELEGRAM_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["LOKET_TELEGRAM_TOKEN"])
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .build()
    )
    application.add_handler(MessageHandler(filters.ALL, echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
