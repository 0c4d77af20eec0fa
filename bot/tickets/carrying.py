"""Words and files as messages: what is too long for one becomes several."""

from __future__ import annotations

from bot.engine import Entry
from bot.post.actions import Send
from bot.speech.splitting import CAPTION, LIMIT, split


def carried(said: str, entry: Entry | None = None, *, protected: bool = False) -> list[Send]:
    """The messages that carry what is said, the file of an entry with the first of them."""
    media = entry.media if entry else ""
    first, *others = split(said, CAPTION if media else LIMIT)
    kind = entry.kind if entry and media else ""
    return [
        Send(first, media=media, media_kind=kind, protected=protected),
        *(Send(part, protected=protected) for part in others),
    ]
