"""Files at Telegram: sent by people or uploaded by the bot, known by their file_id."""

import random
import string
from dataclasses import dataclass

from .errors import bad_request, too_large
from .wire import Wire

MEGABYTE = 1 << 20
MAX_DOWNLOAD = 20 * MEGABYTE
MAX_UPLOAD = 50 * MEGABYTE
MAX_PHOTO = 10 * MEGABYTE
KINDS = ("photo", "voice", "audio", "document", "video", "video_note", "sticker")
_ENDINGS = {
    "photo": "jpg", "voice": "oga", "audio": "mp3", "video": "mp4", "video_note": "mp4",
    "sticker": "webp", "document": "bin",
}  # fmt: skip
_ALPHABET = string.ascii_letters + string.digits + "-_"


@dataclass(frozen=True)
class StoredFile:
    """One file. `size` in bytes may be claimed larger than `data`, to save tests the memory."""

    kind: str
    file_id: str
    unique_id: str
    path: str
    data: bytes
    size: int
    name: str

    def wire(self) -> Wire:
        """The fields that every kind of file has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
        }


class FileStore:
    """All files, by file_id and by download path."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, data: bytes, name: str = "", size: int | None = None) -> StoredFile:
        """Keep a file of one of KINDS; `size` claims another size than that of `data`."""
        ending = name.rpartition(".")[2] if "." in name else _ENDINGS[kind]
        path = f"{kind}s/file_{len(self._by_id)}.{ending}"
        size = len(data) if size is None else size
        stored = StoredFile(kind, self._token(64), self._token(16), path, data, size, name)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def upload(self, kind: str, data: bytes, name: str) -> StoredFile:
        """Keep what the bot uploads. Raises ApiError if it is empty or too big (50 and 10 MB)."""
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > (MAX_PHOTO if kind == "photo" else MAX_UPLOAD):
            raise too_large()
        return self.add(kind, data, name)

    def find(self, file_id: str) -> StoredFile:
        """The file of an id. Raises ApiError 400."""
        if file_id not in self._by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def find_as(self, kind: str, file_id: str) -> StoredFile:
        """The file of an id, which cannot change its kind by being sent again."""
        stored = self.find(file_id)
        if stored.kind != kind:
            is_, as_ = stored.kind.title(), kind.title()
            raise bad_request(f"can't use file of type {is_} as {as_}")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """The file behind a `file_path`."""
        return self._by_path.get(path)

    def _token(self, length: int) -> str:
        return "".join(self._chance.choices(_ALPHABET, k=length))


def media_content(stored: StoredFile) -> Wire:
    """The part of a message that shows the file, with the fields its kind must have."""
    shape = stored.wire()
    if stored.kind == "photo":
        return {"photo": [shape | {"width": 1280, "height": 960}]}
    return {stored.kind: shape | _kind_fields(stored)}


def _kind_fields(stored: StoredFile) -> Wire:
    match stored.kind:
        case "video":
            return {"width": 1280, "height": 720, "duration": 3}
        case "video_note":
            return {"length": 240, "duration": 3}
        case "sticker":
            shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {"type": "regular", **shape}
        case "document":
            return {"file_name": stored.name} if stored.name else {}
        case _:
            return {"duration": 3}
