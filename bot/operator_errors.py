"""What an operator has to mend, as one line instead of a traceback."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from sqlalchemy.exc import OperationalError

from bot.places.seeds import BadSeed
from bot.post.errors import Revoked
from bot.privacy.keycheck import WrongKeys
from bot.store.backups import NoBackup
from bot.store.lock import AlreadyServed
from bot.store.revision import NotWhole, TooNew


def line_for(fault: BaseException) -> str | None:
    """One line that says what is wrong and what to do; None where nobody can say."""
    return next((line for each in _all(fault) if (line := _line(each))), None)


def _line(fault: BaseException) -> str | None:
    line = None
    match fault:
        case Revoked():
            line = (
                "LOKET_TELEGRAM_TOKEN is wrong: Telegram does not know it (any more); "
                "take the newest one from @BotFather"
            )
        case AlreadyServed() | WrongKeys() | BadSeed() | NoBackup() | NotWhole() | TooNew():
            line = str(fault)
        case OSError(errno=errno.EADDRINUSE):
            line = "LOKET_HTTP_PORT is wrong: the port is taken; write another one"
        case PermissionError(filename=None):
            line = "LOKET_HTTP_PORT is wrong: that port is reserved; write one above 1023"
        case OSError(filename=str(name), strerror=str(why)):
            line = (
                f"{name} cannot be opened ({why}): look at LOKET_DATABASE_URL and "
                "LOKET_ERASURE_LIST; the folder must exist, and may be written to"
            )
        case OperationalError() | ConnectionError():
            line = (
                "LOKET_DATABASE_URL is wrong, or the database does not answer: look whether "
                "the folder or the server exists and may be written to"
            )
    return line


def _all(fault: BaseException) -> Iterator[BaseException]:
    """A fault and those that are grouped in it."""
    if isinstance(fault, BaseExceptionGroup):
        for each in fault.exceptions:
            yield from _all(each)
    else:
        yield fault
