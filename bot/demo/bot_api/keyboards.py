"""What a bot may attach under a message: inline keyboards and reply keyboards."""

from collections.abc import Callable

from .entities import utf16_length
from .errors import ApiError, bad_request
from .wire import Wire

MAX_BUTTONS = 100
MAX_IN_ROW = 8
MAX_CALLBACK_BYTES = 64
MAX_PLACEHOLDER = 64
_ACTIONS = ("callback_data", "url", "web_app", "login_url", "copy_text", "switch_inline_query")
_PRIVATE_ONLY = ("request_contact", "request_location", "request_poll")


def is_inline(markup: Wire | None) -> bool:
    return markup is not None and "inline_keyboard" in markup


def check_markup(markup: object, *, private: bool) -> Wire | None:
    """The `reply_markup` of a call, if Telegram would take it.

    Rules: Bot API page (InlineKeyboardMarkup, ReplyKeyboardMarkup), reliability.md 1.4: at most
    100 buttons, 8 a row; `callback_data` 1 to 64 bytes of UTF-8; requests for a contact or a
    place in private chats only. Raises ApiError 400.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        return _check_reply_keyboard(markup, private=private)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise bad_request("object expected as reply markup")


def _check_reply_keyboard(markup: Wire, *, private: bool) -> Wire:
    rows = _rows(markup["keyboard"], _reply_button)
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    if utf16_length(markup.get("input_field_placeholder") or "") > MAX_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    asks = any(button.get(name) for row in rows for button in row for name in _PRIVATE_ONLY)
    if asks and not private:
        raise bad_request("phone number can be requested in private chats only")
    return markup | {"keyboard": rows}


def _rows(rows: object, check: Callable[[object], Wire]) -> list[list[Wire]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard: Array of Arrays of buttons expected")
    checked = [[check(button) for button in row] for row in rows]
    if any(len(row) > MAX_IN_ROW for row in checked) or sum(map(len, checked)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in checked if row]


def _inline_button(button: object) -> Wire:
    checked = _named_button(button, "inline keyboard button")
    if not any(action in checked for action in _ACTIONS):
        raise _unparsable("inline keyboard button: Text buttons are unallowed in it")
    if "callback_data" in checked:
        size = len(str(checked["callback_data"]).encode())
        if not 1 <= size <= MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    return checked


def _reply_button(button: object) -> Wire:
    return _named_button({"text": button} if isinstance(button, str) else button, "button")


def _named_button(button: object, kind: str) -> Wire:
    if not isinstance(button, dict):
        raise _unparsable(f"{kind}: Object expected")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _unparsable(f"{kind}: text must be non-empty")
    return button


def _unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse {reason}")
