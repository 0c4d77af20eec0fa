"""What people do."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.demo.bot_api import User
from bot.speech.keys import EMERGENCY
from tests.e2e.staff import CATALOGUES, say
from tests.soak.base import ANY, HURRY, Example, one_of

AROUND = ("", "", "مرحبا ", "<b>", "1 ", "\u202e", "/start ", "x" * 3900, "🏠 ")
COMMANDS = ("/start", "/menu", "/language", "/help", "/emergency", "/delete", "hello", "2", "٣",
            "thanks", "stop", "sos", "🌐", "/desk", "ok")  # fmt: skip
STRAIGHT = [
    ("welcome", "intro", "go_on"), ("welcome", "consent", "yes"), ("allow", "consent", "yes"),
    ("pass_on", "to_a_helper", "yes"), ("other_help", "review", "send"),
    ("menu", "menu", "other_help"),
]  # fmt: skip


class PeopleDo(Example):
    """Rules for those who seek help."""

    def person(self, number: int) -> User | None:
        """One of those who can write now."""
        return one_of([p for p in self.house.people if not p.chat.blocked], number)

    def words(self, user: User, around: str = "") -> str:
        """New words of somebody's."""
        return around + self.ledger.word()

    @rule(who=ANY, key=ANY, hurry=HURRY)
    def taps(self, who: int, key: int, hurry: int) -> None:
        if user := self.person(who):
            keys = [name for row in user.chat.keyboard for name in row]
            self.step(lambda: self.writes(user, one_of(keys, key) or "/start"), hurry)

    @rule(who=ANY, key=ANY)
    def taps_twice(self, who: int, key: int) -> None:
        if user := self.person(who):
            keys = [name for row in user.chat.keyboard for name in row]
            name = one_of(keys, key) or "/start"
            self.step(lambda: self.write(user, name, name))

    @rule(who=ANY, around=st.sampled_from(AROUND), hurry=HURRY)
    def writes_words(self, who: int, around: str, hurry: int) -> None:
        if user := self.person(who):
            text = self.words(user, around)
            self.step(lambda: self.writes(user, text), hurry)
            self._note_strict(user, text, hurry)

    def _note_strict(self, user: User, text: str, hurry: int) -> None:
        """Words that were alone in their step, and came to rest, must be kept now."""
        if hurry or not self.house.running or text.startswith("/start"):
            return
        words = "\n".join([*self.kept.words, *self.kept.listed])
        word = text[-8:]
        gone = user in self.house.staff or self.ledger.erasing or word in words
        assert gone or not (self.was_quiet and self.quiet), f"{text!r} was not kept"

    @rule(who=ANY, number=st.integers(2, 6), hurry=HURRY)
    def writes_a_burst(self, who: int, number: int, hurry: int) -> None:
        if user := self.person(who):
            texts = [self.words(user) for _ in range(number)]
            self.step(lambda: self.write(user, *texts), hurry)

    @rule(hurry=HURRY)
    def all_write_at_once(self, hurry: int) -> None:
        users = [p for p in self.house.people if not p.chat.blocked]
        texts = [(user, self.words(user)) for user in users]
        self.step(lambda: self._all_write(texts), hurry)

    def _all_write(self, texts: list[tuple[User, str]]) -> None:
        for user, text in texts:
            self.writes(user, text)

    @rule(who=ANY, command=st.sampled_from(COMMANDS), hurry=HURRY)
    def commands(self, who: int, command: str, hurry: int) -> None:
        if user := self.person(who):
            self.step(lambda: self.writes(user, command), hurry)

    @rule(who=ANY, key=ANY, code=st.sampled_from(CATALOGUES.codes))
    def chooses_a_language(self, who: int, key: int, code: str) -> None:
        if user := self.person(who):
            self.step(lambda: self.writes(user, "/language"))
            self.step(lambda: self.writes(user, CATALOGUES[code].endonym))

    @rule(who=ANY, kind=st.sampled_from(["voice", "photo", "document", "sticker"]), hurry=HURRY)
    def sends_a_file(self, who: int, kind: str, hurry: int) -> None:
        if user := self.person(who):
            caption = self.words(user) if kind in ("photo", "document") else ""
            self.step(
                lambda: self.ledger.wrote(user, user.send_file(kind, caption=caption), self.house),
                hurry,
            )

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def changes_a_message(self, who: int, which: int, hurry: int) -> None:
        if user := self.person(who):
            own = [m for m in user.chat.shown if m.sender is user and "text" in m.content]
            message, text = one_of(own, which), self.words(user)
            if message:
                self.step(lambda: self._edits(user, message, text), hurry)

    def _edits(self, user: User, message: object, text: str) -> None:
        user.edit(message, text)  # type: ignore[arg-type]
        self.ledger.wrote(user, message, self.house)  # type: ignore[arg-type]

    @rule(who=ANY, which=ANY, hurry=HURRY)
    def replies_to_something(self, who: int, which: int, hurry: int) -> None:
        if user := self.person(who):
            message, text = one_of(user.chat.bot_messages, which), self.words(user)
            self.step(lambda: self.writes(user, text, reply_to=message), hurry)

    @rule(who=ANY, how=st.sampled_from(["/emergency", "label"]))
    def calls_for_help(self, who: int, how: str) -> None:
        """9: from every state, the numbers to call come at once."""
        user = self.person(who)
        if not user or user in self.house.staff:
            return
        said = how if how == "/emergency" else say(EMERGENCY, str(user.profile["language_code"]))
        before = len(user.chat.bot_messages)
        self.step(lambda: self.writes(user, said))
        if self.house.running and not user.chat.blocked:
            new = user.chat.bot_messages[before:]
            assert any("112" in m.text for m in new), "an emergency was not answered"

    @rule(who=ANY)
    def tells_the_team(self, who: int) -> None:
        """Straight to a request."""
        if user := self.person(who):
            self.calls_the_team(user)

    @rule(who=ANY)
    def asks_for_help(self, who: int) -> None:
        """On and on by what leads to a request."""
        user = self.person(who)
        for _ in range(4 if user else 0):
            assert user is not None
            self.taps_one_of(user, STRAIGHT)

    @rule(who=ANY)
    def erases_everything(self, who: int) -> None:
        user = self.person(who)
        if user and user not in self.house.staff:
            self.step(lambda: self.writes(user, "/delete"))
            self.taps_one_of(user, [("erase", "sure", "yes")])

    @rule(who=ANY, rest=st.integers(0, 4), hurry=HURRY)
    def blocks_the_bot_for_a_while(self, who: int, rest: int, hurry: int) -> None:
        user = self.person(who)
        if user and user.chat.started:
            self.step(user.block, hurry)
            self.later(rest, lambda: self._unblock(user))

    async def _unblock(self, user: User) -> None:
        self.house.let_pass(1)
        user.unblock()
