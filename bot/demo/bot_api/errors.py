"""The refusals of the Bot API, in its own words.

Wordings come from tdlib/telegram-bot-api (Client.cpp) and the Bot API page; where Telegram
publishes none, the nearest MTProto error name is used.
"""

from .wire import Wire


class ApiError(Exception):
    """A refusal: HTTP status and `error_code`, `description`, and `parameters` if there are any."""

    def __init__(self, code: int, description: str, parameters: Wire | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def wire(self) -> Wire:
        """The body of the answer."""
        body: Wire = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


def too_many_requests(seconds: int) -> ApiError:
    """`seconds`: whole seconds to wait before the next try."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def migrated(new_chat_id: int) -> ApiError:
    """The basic group lives on as the supergroup `new_chat_id`."""
    return ApiError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )


def unparsable_entities(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
