"""The demo in a terminal: be the person and the volunteers, or watch the main job play itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from bot.demo.phones import Phone
from bot.demo.stage import Stage, stage
from bot.demo.story import play
from bot.logs import be_quiet

WELCOME = """\
Loket in your terminal: the unchanged bot, a local Bot API, a real database in a temporary folder.
Whatever you do stays on this machine and is gone when you leave."""

HELP = """\
You hold several phones, and speak from the one that is named before the >.
  :person :ada :bob :group   take another phone (Ada and Bob are volunteers; the group is theirs)
  3                          tap choice 3 of the keyboard
  !2                         press button 2 on this phone, like [Claim]
  @7 Good morning            reply to message 7: this is how a volunteer answers
  anything else              is written as it stands; begin with /start
  :story                     watch the main job from beginning to end
  :help  :quit"""


async def demo(*, interactive: bool) -> None:
    """Run the demo; without a keyboard the story plays itself and ends."""
    be_quiet()
    async with stage() as scene:
        terminal = Terminal(scene)
        terminal.say(WELCOME)
        if interactive:
            terminal.say(HELP)
            await terminal.converse()
        else:
            await terminal.story()


class Terminal:
    """Several phones in one terminal."""

    def __init__(self, scene: Stage) -> None:
        self._scene = scene
        self._console = Console(highlight=False, soft_wrap=True)
        self._phones = {
            "person": Phone("person", scene.person),
            "ada": Phone("Ada", scene.ada),
            "bob": Phone("Bob", scene.bob),
            "group": Phone("group", scene.ada, scene.group),
        }
        self._in_hand = "person"

    def say(self, words: str, style: str = "") -> None:
        """Print."""
        self._console.print(escape(words), style=style or None)

    async def converse(self) -> None:
        """Read lines until :quit, or until there are no more."""
        while True:
            try:
                line = (await asyncio.to_thread(input, f"\n{self._in_hand} > ")).strip()
            except (EOFError, KeyboardInterrupt):
                return
            if line == ":quit":
                return
            await self._line(line)

    async def story(self) -> None:
        """Play the main job from beginning to end."""
        self._phones["bob in the group"] = Phone(
            "Bob, in the group", self._scene.bob, self._scene.group, only_notes=True
        )
        await play(self._act, self._narrate, self._owner, self._ticket)
        del self._phones["bob in the group"]

    async def _line(self, line: str) -> None:
        if line.startswith(":") and line[1:] in self._phones:
            self._in_hand = line[1:]
        elif line == ":story":
            await self.story()
        elif line.startswith(":"):
            self.say(HELP)
        elif line:
            await self._act([self._in_hand], line)

    async def _act(self, who: Sequence[str], line: str) -> None:
        for name in who:
            self.say(f"\n{name} > {line}", style="bold cyan")
            wrong = self._phones[name].do(line)
            if wrong:
                self.say(wrong, style="red")
        await self._scene.idle()
        for phone in self._phones.values():
            for words in phone.news():
                self.say(f"\n{words}")

    def _narrate(self, words: str) -> None:
        self.say(f"\n— {words}", style="bold yellow")

    def _owner(self) -> str:
        return "ada" if self._tickets("ada") else "bob"

    def _ticket(self) -> int:
        """The first message of the ticket in its owner's chat."""
        return self._tickets(self._owner())[0]

    def _tickets(self, name: str) -> list[int]:
        """The messages with which tickets begin in a volunteer's chat."""
        messages = self._phones[name].user.chat.bot_messages
        return [m.message_id for m in messages if m.text.startswith("🎫")]
