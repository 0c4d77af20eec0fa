"""Phones in the terminal: what a chat shows, and what somebody does on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.channels.terminal import shown
from bot.demo.bot_api import Group, Message, Press, User

FILES = ("voice", "photo", "document", "location")


@dataclass
class Phone:
    """Somebody's phone, open at the private chat with the bot, or at the staff group.

    What was shown once is not shown again unless it has changed. `only_notes`: somebody else's
    phone shows the same chat already.
    """

    name: str
    user: User
    group: Group | None = None
    only_notes: bool = False
    presses: list[Press] = field(default_factory=list)
    _seen: dict[object, str] = field(default_factory=dict)

    def news(self) -> list[str]:
        """What is new on the screen."""
        if self.only_notes:
            return self._answers()
        fresh = [self._message(message) for message in self._messages() if self._is_new(message)]
        if fresh and self._keys() and not self.group:
            fresh[-1] = shown(fresh[-1], self._keys())
        return fresh + self._answers()

    def do(self, line: str) -> str:
        """Type, tap a choice, press a button or reply; what is wrong with the line, or ""."""
        if line.startswith("!"):
            return self._press(line[1:].strip())
        if line.startswith("@"):
            return self._reply(*line[1:].partition(" ")[::2])
        keys = self._keys()
        tapped = keys[int(line) - 1] if line.isdecimal() and 0 < int(line) <= len(keys) else line
        self.user.send_text(tapped, self.group)
        return ""

    def _press(self, number: str) -> str:
        buttons = self._buttons()
        if not number.isdecimal() or not 0 < int(number) <= len(buttons):
            return f"There are {len(buttons)} buttons on this phone; write ! and a number."
        message, label = buttons[int(number) - 1]
        self.presses.append(self.user.press(message, label))
        return ""

    def _reply(self, number: str, text: str) -> str:
        messages = (self.group or self.user.chat).messages
        if not number.isdecimal() or int(number) not in messages or not text:
            return "Write @ and the number of a message, then your words."
        self.user.send_text(text, self.group, reply_to=messages[int(number)])
        return ""

    def _messages(self) -> list[Message]:
        chat = self.group or self.user.chat
        return [message for message in chat.shown if message.from_bot]

    def _keys(self) -> list[str]:
        return [] if self.group else [key for row in self.user.chat.keyboard for key in row]

    def _buttons(self) -> list[tuple[Message, str]]:
        return [(m, label) for m in self._messages() for row in m.buttons for label in row]

    def _is_new(self, message: Message) -> bool:
        words = f"{message.text}{message.buttons}"
        new = self._seen.get(message.message_id) != words
        self._seen[message.message_id] = words
        return new

    def _message(self, message: Message) -> str:
        numbers = {id(m): n for n, (m, _) in reversed(list(enumerate(self._buttons(), start=1)))}
        first = numbers.get(id(message), 0)
        labels = [label for row in message.buttons for label in row]
        buttons = [f"  !{first + n} [{label}]" for n, label in enumerate(labels)]
        files = [f"({kind})" for kind in FILES if kind in message.content]
        words = [part for part in (*files, message.text) if part]
        return "\n".join([f"{self.name} · message {message.message_id}", *words, *buttons])

    def _answers(self) -> list[str]:
        """What the presses were answered, and the signs on this phone's own messages."""
        answered = [press for press in self.presses if press.answer and press.answer.text]
        self.presses = [press for press in self.presses if press not in answered]
        said = [f"{self.name} · a note appears: {p.answer.text}" for p in answered if p.answer]
        return said + self._signs()

    def _signs(self) -> list[str]:
        own = [m for m in (self.group or self.user.chat).shown if m.bot_reaction]
        new = [m for m in own if self._seen.get(("sign", m.message_id)) != m.bot_reaction]
        self._seen.update({("sign", m.message_id): str(m.bot_reaction) for m in new})
        return [f"{self.name} · {m.bot_reaction} on: {m.text}" for m in new]
