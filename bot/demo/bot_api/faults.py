"""Failures made on purpose: the one place where a call can be made to go wrong."""

from collections import defaultdict, deque

from .errors import ApiError


class ScriptedFaults:
    """Errors lined up per method; each is given once, in order, before the call has any effect."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[ApiError]] = defaultdict(deque)

    def fail_next(self, method: str, *errors: ApiError) -> None:
        """The next calls of `method` (as the Bot API spells it) get these answers."""
        self._waiting[method.lower()].extend(errors)

    def error_for(self, method: str) -> ApiError | None:
        """The answer for this call, taken from the line; None lets the call through."""
        waiting = self._waiting[method.lower()]
        return waiting.popleft() if waiting else None
