"""Why something could not be sent, sorted by what has to happen next."""

from __future__ import annotations

from typing import Literal

Reason = Literal["blocked", "never_started", "deactivated", "no_such_chat", "not_a_member"]


class NotDone(Exception):
    """The channel did not do it. Its text never holds words, names, tokens or addresses."""


class TooMany(NotDone):
    """Not done: wait `after` seconds for this chat (HTTP 429)."""

    def __init__(self, after: float) -> None:
        super().__init__(f"too many requests, retry after {after:g} s")
        self.after = after


class NotSent(NotDone):
    """It never left, or was refused for a passing fault before being taken: try again."""


class Withheld(NotDone):
    """It was never called out: another process may have its chat by now. It is given back."""


class Uncertain(NotDone):
    """It may have arrived (the answer was lost): nobody can know."""


class Unexpected(Uncertain):
    """The channel failed in a way that nobody foresaw: an error of ours, and perhaps for ever."""


class Unreachable(NotDone):
    """Nothing can be sent to this chat until the other side does something."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"unreachable: {reason}")
        self.reason = reason


class Moved(NotDone):
    """The group has another address now."""

    def __init__(self, new_address: str) -> None:
        super().__init__("the group has moved")
        self.new_address = new_address


class Gone(NotDone):
    """The message to edit, to reply or react to is no longer there, or too old to change."""


class Rejected(NotDone):
    """It will never be taken as it is (HTTP 400): an error of ours."""


class Revoked(NotDone):
    """The token is no longer valid (HTTP 401): stop, keep everything, call the operator."""


class Conflicting(NotDone):
    """Somebody else is fetching with the same token (HTTP 409)."""
