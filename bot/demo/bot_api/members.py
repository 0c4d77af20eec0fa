"""Membership of a group: the statuses and the Bot API's ChatMember objects."""

from .messages import Account
from .wire import Wire

Status = str
PRESENT = ("creator", "administrator", "member")
ADMINISTRATORS = ("creator", "administrator")
_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_post_stories", "can_edit_stories", "can_delete_stories", "can_pin_messages",
)  # fmt: skip
_WITHHELD = ("can_be_edited", "can_promote_members")


def member_wire(account: Account, status: Status) -> Wire:
    """The ChatMember object of an account: status, user, and the fields its status must have."""
    return {"status": status, "user": account.wire(), **_status_fields(status)}


def _status_fields(status: Status) -> Wire:
    if status == "creator":
        return {"is_anonymous": False}
    if status == "administrator":
        rights = {right: right not in _WITHHELD for right in _RIGHTS}
        return {"is_anonymous": False, **rights}
    return {"until_date": 0} if status == "kicked" else {}
