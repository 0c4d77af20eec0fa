"""An aiogram bot with its finite state machine and its default storage, as its documentation
teaches (docs.aiogram.dev: Finite State Machine). Bench code only; runs in an environment of its
own, because aiogram wants an older pydantic than ours.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

from tests.bench.questions import CONFIRMED, QUESTIONS, number

STATES = [State(str(place), "questions") for place in range(len(QUESTIONS))]


async def ask(message: Message, state: FSMContext, place: int) -> None:
    """Ask a question and wait for its answer."""
    await state.set_state(STATES[place])
    keyboard = [[KeyboardButton(text=choice)] for choice in QUESTIONS[place].choices]
    markup = ReplyKeyboardMarkup(keyboard=keyboard) if keyboard else ReplyKeyboardRemove()
    await message.answer(QUESTIONS[place].text, reply_markup=markup)


async def start(message: Message, state: FSMContext) -> None:
    """The first question."""
    await ask(message, state, 0)


def answered(place: int) -> Callable[[Message, FSMContext], Awaitable[None]]:
    """Keeps the answer to a question and asks the next, or confirms."""

    async def keep(message: Message, state: FSMContext) -> None:
        await state.update_data({str(place): message.text})
        if place + 1 < len(QUESTIONS):
            await ask(message, state, place + 1)
            return
        await state.clear()
        await message.answer(f"{CONFIRMED} {number()}.")

    return keep


async def main() -> None:
    """Poll until killed."""
    router = Router()
    router.message.register(start, CommandStart())
    for place, asked in enumerate(QUESTIONS):
        accepted = F.text.in_(asked.choices) if asked.choices else F.text
        router.message.register(answered(place), STATES[place], accepted)
    api = TelegramAPIServer.from_base(os.environ["LOKET_TELEGRAM_API_URL"])
    bot = Bot(os.environ["LOKET_TELEGRAM_TOKEN"], session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
