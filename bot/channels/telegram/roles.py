"""Which of Telegram's ranks in a group makes somebody what for the desk."""

from __future__ import annotations

from bot.post.events import Role

_RANKS: dict[str, Role] = {
    "creator": "coordinator",
    "administrator": "coordinator",
    "member": "volunteer",
}


def role_of(status: str, is_member: bool) -> Role:
    """The role that a `ChatMember` has (Bot API page). A restricted member may have left; a
    status that nobody knows gives no right.
    """
    if status == "restricted":
        return "volunteer" if is_member else "absent"
    return _RANKS.get(status, "absent")
