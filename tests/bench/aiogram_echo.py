"""A bare aiogram that echoes, as its documentation teaches it. Bench code only."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    """Say it again."""
    await message.answer(message.text or "?")


async def main() -> None:
    """Poll until killed."""
    api = TelegramAPIServer.from_base(os.environ["LOKET_TELEGRAM_API_URL"])
    bot = Bot(os.environ["LOKET_TELEGRAM_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
