"""Everything a person can send. It goes to the bot unless `chat` is given."""

from __future__ import annotations

from collections.abc import Sequence

from .chats import Chat
from .entities import typed_entities, utf16_length
from .files import media_content
from .messages import Message
from .people import Person
from .topics import Topic
from .validation import MAX_TEXT
from .wire import Wire, given_fields


def text_content(text: str) -> Wire:
    """A typed text with its entities. Raises ValueError for what no app would send."""
    text.encode()  # half of a surrogate pair is no character
    if not 1 <= utf16_length(text) <= MAX_TEXT:
        raise ValueError("a message has 1 to 4096 UTF-16 units")
    entities = typed_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})


class Sender(Person):
    """A person who writes; each method returns the message as it stands in the chat."""

    def send_text(
        self, text: str, chat: Chat | None = None, *, reply_to: Message | None = None,
        anonymous: bool = False, topic: Topic | None = None,
    ) -> Message:  # fmt: skip
        """Type a text of 1 to 4096 UTF-16 units; a command that opens it is marked."""
        content = text_content(text)
        return self.send(content, chat, reply_to=reply_to, anonymous=anonymous, topic=topic)

    def send_file(
        self, kind: str, data: bytes = b"bytes", chat: Chat | None = None, *, caption: str = "",
        name: str = "", size: int | None = None, reply_to: Message | None = None,
        album: str | None = None,
    ) -> Message:  # fmt: skip
        """Send a file of one of `files.KINDS`; `size` in bytes claims more than `data` has."""
        stored = self.world.files.add(kind, data, name, size)
        content = media_content(stored) | given_fields(caption=caption or None)
        return self.send(content, chat, reply_to=reply_to, album=album)

    def send_voice(self, data: bytes = b"voice", chat: Chat | None = None) -> Message:
        return self.send_file("voice", data, chat)

    def send_photo(
        self, data: bytes = b"photo", chat: Chat | None = None, *, caption: str = ""
    ) -> Message:
        return self.send_file("photo", data, chat, caption=caption)

    def send_document(
        self, data: bytes = b"document", chat: Chat | None = None, *, name: str = "paper.pdf",
        caption: str = "", size: int | None = None,
    ) -> Message:  # fmt: skip
        return self.send_file("document", data, chat, name=name, caption=caption, size=size)

    def send_sticker(self, chat: Chat | None = None) -> Message:
        return self.send_file("sticker", b"sticker", chat)

    def send_album(
        self, photos: Sequence[bytes], chat: Chat | None = None, *, caption: str = ""
    ) -> list[Message]:
        """Send 2 to 10 photos as one album: one message and one update each, caption first."""
        album = str(self.world.chance.randrange(10**16, 10**17))
        captions = [caption, *[""] * (len(photos) - 1)]
        return [
            self.send_file("photo", photo, chat, caption=words, album=album)
            for photo, words in zip(photos, captions, strict=True)
        ]

    def send_location(self, latitude: float, longitude: float, chat: Chat | None = None) -> Message:
        return self.send({"location": {"latitude": latitude, "longitude": longitude}}, chat)

    def send_contact(
        self, phone: str, chat: Chat | None = None, *, first_name: str | None = None
    ) -> Message:
        """Send a phone number: their own, or with `first_name` somebody else's."""
        contact: Wire = {"phone_number": phone, "first_name": first_name or self.first_name}
        return self.send(
            {"contact": contact | ({} if first_name else {"user_id": self.user_id})}, chat
        )

    def send_poll(self, question: str, options: Sequence[str], chat: Chat | None = None) -> Message:
        choices = [
            {"text": option, "voter_count": 0, "persistent_id": str(place)}
            for place, option in enumerate(options)
        ]
        poll = {
            "id": str(self.world.chance.randrange(10**17)), "question": question,
            "options": choices, "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
            "type": "regular", "allows_multiple_answers": False, "allows_revoting": True,
            "members_only": False,
        }  # fmt: skip
        return self.send({"poll": poll}, chat)
