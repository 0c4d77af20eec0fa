"""What an outcome asks of the world. Data only: who commits them lives elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bot.engine.answers import Answers


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Make a ticket of the answers on the path, for a service, under a topic.

    `urgent` may be a rule over the answers: a flag, never a score. Resolved before it leaves the
    engine, so that whoever commits the effect sees a `bool`.
    """

    service: str
    topic: str
    urgent: bool | Callable[[Answers], bool] = False


@dataclass(frozen=True, slots=True)
class AddToTicket:
    """Put the answers on the path into the person's newest open ticket of a topic."""

    topic: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Record what the person allows. Refusing never makes the service worse."""

    purpose: str
    given: bool


@dataclass(frozen=True, slots=True)
class PassOnEarlierWords:
    """Make a ticket of what came before consent, or forget it."""

    keep: bool


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go on with another flow; `afresh` forgets its earlier answers. `when` is a rule over the
    answers: where it does not hold, the effect never leaves the engine.
    """

    flow: str
    afresh: bool = False
    when: Callable[[Answers], bool] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ShowRequests:
    """Show the person their open requests."""


@dataclass(frozen=True, slots=True)
class ShowData:
    """Show the person what is kept about them."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Destroy the person's key, and with it everything that is kept about them."""


@dataclass(frozen=True, slots=True)
class JoinList:
    """Put the household of these answers on the shelter list, or change what it said before."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Tell the team at once, with the answers so far; they are kept, but for the last one."""


@dataclass(frozen=True, slots=True)
class TappedByMistake:
    """Tell the team that the alert was none, and go back to the question."""


@dataclass(frozen=True, slots=True)
class ShowPlace:
    """Show the person their place on the list: since when, and what happens next."""


@dataclass(frozen=True, slots=True)
class ChangeListing:
    """Change a place on the list as its person wishes: "pause", "return" or "withdraw"."""

    to: Literal["pause", "return", "withdraw"]


@dataclass(frozen=True, slots=True)
class KeepReach:
    """Keep whose phone it is, a number to call, and whether to ask at short notice."""


@dataclass(frozen=True, slots=True)
class ShowPlaces:
    """Show which places there are for a need ("food", "women", "all"), open ones first."""

    need: str


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Show an answer of the library, by its id, and go on with the question whether it helped."""

    article: str


@dataclass(frozen=True, slots=True)
class AnswerHelped:
    """Count whether the answer that was shown helped; where it did not, bring it to a person."""

    helped: bool


@dataclass(frozen=True, slots=True)
class TellByVoice:
    """Give the recordings and the answers so far of the questions behind to a helper, who fills in
    the rest; or, not `wanted`, go back to those questions.
    """

    wanted: bool


Effect = (
    OpenTicket
    | AddToTicket
    | Consent
    | PassOnEarlierWords
    | GoTo
    | ShowRequests
    | ShowData
    | Erase
    | JoinList
    | Alert
    | TappedByMistake
    | ShowPlace
    | ChangeListing
    | KeepReach
    | ShowPlaces
    | ShowAnswer
    | AnswerHelped
    | TellByVoice
)
