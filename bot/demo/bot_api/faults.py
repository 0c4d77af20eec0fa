"""Failures made on purpose: the one place where a call can be made to go wrong.

`world.faults.plan(When(method="sendMessage", chat=amal.user_id, nth=2), Cut(after=True))`: of the
next messages to Amal, the second arrives, and nobody is told so. What goes wrong with updates is
planned at `world.updates`, and a server that cannot be reached is `world.door.shut()`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from .errors import ApiError
from .wire import Wire

BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>"
_SAYS = ("send", "copy", "editmessage")
_SAYS_NOTHING = "sendchataction"


@dataclass(frozen=True)
class When:
    """Which calls go wrong: those of a `method` (as the Bot API spells it), in a `chat` (its id),
    with some `words` in their text or caption, only those that say something (`says`: messages,
    copies, edits). What is left out is any. From now on, the `nth` such call is the first.
    """

    method: str = ""
    chat: int | None = None
    words: str = ""
    says: bool = False
    nth: int = 1

    def meets(self, method: str, values: Wire) -> bool:
        """Whether a call with some parameters is one of those."""
        method = method.lower()
        says = method.startswith(_SAYS) and method != _SAYS_NOTHING
        said = f"{values.get('text', '')}\n{values.get('caption', '')}"
        return (
            self.method.lower() in ("", method)
            and (self.chat is None or str(values.get("chat_id", "")) == str(self.chat))
            and self.words in said
            and (says or not self.says)
        )


@dataclass(frozen=True)
class Page:
    """A `body` that is no JSON (HTML, or nothing at all) with an HTTP `status`, as something
    between the bot and the Bot API answers: the call never got there, or it has had its effect
    (`after`).
    """

    status: int = 502
    body: str = BAD_GATEWAY
    after: bool = False


@dataclass(frozen=True)
class Cut:
    """The connection ends without a byte of an answer, before the call was accepted or `after` it
    had its effect. The caller cannot know which.
    """

    after: bool


@dataclass(frozen=True)
class Truncated:
    """The call has its effect; of the answer's JSON only the first `kept` bytes come."""

    kept: int = 20


@dataclass(frozen=True)
class Slow:
    """The call has its effect at once; its answer comes `seconds` of real time later."""

    seconds: float


@dataclass(frozen=True)
class Instead:
    """The call has its effect; the answer is another JSON `body` than the one promised."""

    body: object


Way = ApiError | Page | Cut | Truncated | Slow | Instead
"""How a call goes wrong. An ApiError is the Bot API's own refusal, and has no effect."""


def prevented(way: Way | None) -> ApiError | None:
    """What the journal tells of a call that has no effect; None for one that has."""
    match way:
        case ApiError():
            return way
        case Page(status=status, after=False):
            return ApiError(status, "a page that is not the Bot API's")
        case Cut(after=False):
            return ApiError(0, "the connection was cut")
        case _:
            return None


@dataclass
class _Planned:
    when: When
    ways: deque[Way]
    met: int = field(default=0)


class FaultPlan:
    """The faults that are still to come, in the order in which they were planned. A call meets the
    first that is due, and is not counted by those after it.
    """

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, when: When, *ways: Way) -> None:
        """Let calls go wrong: the first that is meant in the first way, and so on. Each way is
        taken once.
        """
        self._planned.append(_Planned(when, deque(ways)))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._planned.clear()

    @property
    def left(self) -> int:
        """How many calls are still to go wrong."""
        return sum(len(planned.ways) for planned in self._planned)

    def fail_next(self, method: str, *ways: Way) -> None:
        """The next calls of a method go wrong."""
        self.plan(When(method), *ways)

    def fail_next_in(self, chat_id: int, *ways: Way) -> None:
        """The next calls that say something in a chat go wrong."""
        self.plan(When(chat=chat_id, says=True), *ways)

    def way_for(self, method: str, values: Wire) -> Way | None:
        """How this call goes wrong; None lets it through."""
        for planned in self._planned:
            if not planned.ways or not planned.when.meets(method, values):
                continue
            planned.met += 1
            if planned.met >= planned.when.nth:
                return planned.ways.popleft()
        return None
