"""What an operator has to mend, as one line instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import OperationalError

from bot.post.errors import Revoked
from bot.privacy.keycheck import WrongKeys
from bot.store.lock import AlreadyServed


def line_for(fault: BaseException) -> str | None:
    """One line that says what is wrong and what to do; None where nobody can say."""
    for each in _all(fault):
        match each:
            case Revoked():
                return (
                    "LOKET_TELEGRAM_TOKEN is wrong: Telegram does not know it (any more); "
                    "take the newest one from @BotFather"
                )
            case AlreadyServed() | WrongKeys():
                return str(each)
            case OSError(errno=98):
                return "LOKET_HTTP_PORT is wrong: the port is taken; write another one"
            case OperationalError():
                return (
                    "LOKET_DATABASE_URL is wrong, or the database does not answer: look whether "
                    "the folder or the server exists and may be written to"
                )
    return None


def _all(fault: BaseException) -> Iterator[BaseException]:
    """A fault and those that are grouped in it."""
    if isinstance(fault, BaseExceptionGroup):
        for each in fault.exceptions:
            yield from _all(each)
    else:
        yield fault
