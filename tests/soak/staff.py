"""What volunteers do."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.demo.bot_api import Message, User
from bot.demo.stories.labels import reference_in
from tests.soak.base import ANY, HURRY, Example, one_of

LISTS = ("/desk", "/queue", "/mine", "/help", "/start", "/language", "/person")
ON_ONE = ("/claim", "/release", "/close", "/note")


class StaffDo(Example):
    """Rules for those who help."""

    def _buttons(self, messages: list[Message], acts: tuple[str, ...]) -> list[tuple[Message, str]]:
        return [
            (message, button["callback_data"])
            for message in messages
            for row in message.inline_buttons
            for button in row
            if button.get("callback_data", "").startswith(acts)
        ]

    def _presses(self, user: User, message: Message, data: str, name: str = "") -> None:
        """Press, and note whom the words go to if this sends them."""
        if data.startswith("send:"):
            target = self.ledger.person_of.get(reference_in(name))
            asked = message.reply_to
            canary = self.ledger.canaries.get(asked.text[-8:]) if asked else None
            if canary and target:
                canary.targets.add(target)
        press = user.press_data(message, data)
        self.ledger.pressed.append((press, self.ledger.troubles))

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def claims(self, who: int, which: int, hurry: int) -> None:
        user = one_of(self.house.staff, who)
        found = one_of(self._buttons(self.house.group.bot_messages, ("claim",)), which)
        if user and found:
            self.step(lambda: self._presses(user, *found), hurry)

    @rule(which=ANY)
    def all_claim_at_once(self, which: int) -> None:
        people = [p for p in self.house.people if not p.chat.blocked]
        if people and not self._buttons(self.house.group.bot_messages, ("claim",)):
            self.calls_the_team(people[0])
        found = one_of(self._buttons(self.house.group.bot_messages, ("claim",)), which)
        if found:
            staff = self.house.staff
            self.step(lambda: self._all_press(staff, *found))

    def _all_press(self, staff: list[User], message: Message, data: str) -> None:
        for user in staff:
            self._presses(user, message, data)

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def presses_in_private(self, who: int, which: int, hurry: int) -> None:
        user = one_of(self.house.staff, who)
        if not user:
            return
        here = [
            (message, data, name)
            for message, data, name in self.ledger.buttons
            if message.chat is user.chat and not message.deleted
        ]
        found = one_of(here[-12:], which)
        if found:
            self.step(lambda: self._presses(user, *found), hurry)

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def presses_an_old_button(self, who: int, which: int, hurry: int) -> None:
        """Of whatever message there ever was, by whoever it is."""
        user, found = one_of(self.house.everybody, who), one_of(self.ledger.buttons, which * 7)
        if user and found and (found[0].chat is user.chat or found[0].chat.chat_id < 0):
            self.step(lambda: self._presses(user, *found), hurry)

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def answers(self, who: int, which: int, hurry: int) -> None:
        """A reply to what shows a request; the answer arrives, once, if the request is theirs."""
        user = one_of(self.house.staff, who)
        if not user:
            return
        shown = [m for m in user.chat.bot_messages if reference_in(m.text)]
        message = one_of(shown[::-1], which)
        if message is None:
            return
        word, reference = self.ledger.word(), reference_in(message.text)
        target = self.ledger.person_of.get(reference)
        quiet = self.quiet
        theirs = quiet and self.kept.owner_of(reference) == user.user_id
        posted = {(row.chat, row.message): row.ticket_id for row in self.kept.posted}
        self.step(lambda: self._replies(user, word, message, target), hurry)
        if quiet and not hurry and self.quiet and theirs and target and posted:
            self._arrived(user, word, message, target)

    def _replies(self, user: User, word: str, message: Message, target: int | None) -> None:
        self.writes(user, word, reply_to=message)
        if target:
            self.ledger.canaries[word].targets.add(target)

    def _arrived(self, user: User, word: str, message: Message, target: int) -> None:
        """Once in the person's chat, or held for who has blocked; or the helper was told."""
        person = self.house.world.users[target]
        copies = [m for m in person.chat.bot_messages if word in m.text]
        kept = sum(word in words for row, words in self.kept.entries if row.kind == "answer")
        if kept:
            assert kept == 1
            assert len(copies) == 1 or person.chat.blocked, f"{len(copies)} copies of an answer"

    @rule(who=ANY, hurry=HURRY)
    def writes_without_replying(self, who: int, hurry: int) -> None:
        user = one_of(self.house.staff, who)
        if user:
            self.step(lambda: self.writes(user, self.ledger.word()), hurry)

    @rule(who=ANY, command=st.sampled_from(LISTS), hurry=HURRY)
    def asks_for_a_list(self, who: int, command: str, hurry: int) -> None:
        user = one_of(self.house.staff, who)
        if user:
            self.step(lambda: self.writes(user, command), hurry)

    @rule(who=ANY, which=ANY, command=st.sampled_from(ON_ONE), hurry=HURRY)
    def does_by_command(self, who: int, which: int, command: str, hurry: int) -> None:
        user, reference = one_of(self.house.staff, who), one_of(list(self.ledger.person_of), which)
        if user and reference:
            more = f" {self.ledger.word()}" if command == "/note" else ""
            self.step(lambda: self._commands(user, command, reference, more), hurry)

    def _commands(self, user: User, command: str, reference: str, more: str) -> None:
        self.writes(user, f"{command} {reference}{more}")
        if more:
            self.ledger.canaries[more.strip()].targets.add(self.ledger.person_of[reference])

    @rule(who=st.integers(1, 2), rest=st.integers(0, 6), hurry=HURRY)
    def leaves_for_a_while(self, who: int, rest: int, hurry: int) -> None:
        user = self.house.staff[who]
        if self.house.group.has(user):
            self.step(lambda: self.house.group.leave(user), hurry)
            self.later(rest, lambda: self._comes_back(user))

    async def _comes_back(self, user: User) -> None:
        self.house.let_pass(1)
        self.house.group.join(user)
