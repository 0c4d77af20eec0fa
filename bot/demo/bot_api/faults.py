"""Failures made on purpose: the one place where a call can be made to go wrong."""

from collections import defaultdict, deque

from .errors import ApiError

_SAYS = ("send", "copy", "editmessage")
_SAYS_NOTHING = "sendchataction"


class ScriptedFaults:
    """Errors lined up per method or per chat; each is given once, in order, before the call has any
    effect.
    """

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[ApiError]] = defaultdict(deque)
        self._in_chat: defaultdict[str, deque[ApiError]] = defaultdict(deque)

    def fail_next(self, method: str, *errors: ApiError) -> None:
        """The next calls of `method` (as the Bot API spells it) get these answers."""
        self._waiting[method.lower()].extend(errors)

    def fail_next_in(self, chat_id: int, *errors: ApiError) -> None:
        """The next calls that say something in a chat get these answers."""
        self._in_chat[str(chat_id)].extend(errors)

    def error_for(self, method: str, chat: str = "") -> ApiError | None:
        """The answer for this call, taken from the line; None lets the call through."""
        method = method.lower()
        waiting = self._waiting[method]
        if not waiting and method.startswith(_SAYS) and method != _SAYS_NOTHING:
            waiting = self._in_chat[chat]
        return waiting.popleft() if waiting else None
