"""Hands that play a story by clicking through the page, as somebody does who tries it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from playwright.async_api import Locator, Page

from bot.demo.bot_api import Message, User
from bot.demo.bot_api.chats import Chat
from bot.demo.town import Town

SECONDS = 1.2
"""The time that somebody takes for a message; no chat's limit is met then."""

READING = 0.05
"""Seconds of real time between a question and its answer."""

Moment = Callable[[str], Awaitable[None]]


async def _nothing(_name: str) -> None:
    """Nobody looks."""


class BrowserHands:
    """One page; `moment` is called when something is to be seen."""

    def __init__(self, town: Town, page: Page, moment: Moment = _nothing) -> None:
        self._town = town
        self._page = page
        self._moment = moment
        self.told: list[str] = []

    async def tell(self, words: str) -> None:
        """Remember what was told."""
        self.told.append(words)

    async def write(self, who: User, chat: Chat, text: str, reply_to: Message | None) -> None:
        """Choose the phone, choose what is replied to, type, send."""
        phone = await self._phone(who, chat)
        if reply_to:
            bubble = phone.locator(f'[data-message="{reply_to.message_id}"]')
            await bubble.hover()
            await bubble.locator("[data-reply]").click()
        elif text == "/start" and not chat.shown:
            await self._click(phone.locator(".start-bar button"))
            return
        await phone.locator("[data-composer]").fill(text)
        await self._click(phone.locator("[data-send]"))

    async def tap(self, who: User, label: str) -> None:
        """Tap the key that says exactly that."""
        phone = await self._phone(who, who.chat)
        await self._click(phone.locator("[data-key]").get_by_text(label, exact=True))

    async def press(self, who: Sequence[User], message: Message, label: str) -> None:
        """Press a button; a race with the page's own control for it."""
        phone = await self._phone(who[0], message.chat)
        bubble = phone.locator(f'[data-message="{message.message_id}"]')
        if len(who) > 1:
            await self._click(bubble.locator("[data-race]"))
        else:
            await self._click(bubble.locator("[data-button]").get_by_text(label, exact=True))

    async def speak(self, who: User) -> None:
        """Send the sample."""
        phone = await self._phone(who, who.chat)
        await phone.locator("[data-attach]").click()
        await self._click(phone.locator('[data-send-sample="voice"]'))

    async def moment(self, name: str) -> None:
        """Something is to be seen now."""
        await self._moment(name)

    async def _phone(self, who: User, chat: Chat) -> Locator:
        """Take the phone in hand that shows a chat to somebody."""
        await self._page.locator(f'[data-tab="{who.user_id}"]').click()
        kind = "group" if chat is self._town.group else "private"
        side = "staff" if who in self._town.staff else "person"
        phone = self._page.locator(f'[data-phone="{"group" if kind == "group" else side}"]')
        await self._page.wait_for_selector(
            f'[data-phone][data-chat="{chat.chat_id}"][data-user="{who.user_id}"]'
        )
        return phone

    async def _click(self, where: Locator) -> None:
        """Take a moment, click, and see it arrive at Telegram."""
        await asyncio.sleep(READING)
        self._town.let_pass(SECONDS)
        events = self._town.world.journal.events
        before = len(events)
        await where.click()
        await self._town.world.wait_for(
            lambda: any(event.kind in ("message", "press") for event in events[before:])
        )
