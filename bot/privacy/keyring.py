"""The ring of secret keys: newest first, kept outside the database."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NAME = re.compile(r"[\w-]{1,32}")


@dataclass(frozen=True, slots=True)
class RingKey:
    """One key of the ring: a short public name and 32 secret bytes."""

    name: str
    secret: bytes = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose (HKDF-SHA256, RFC 5869), unrelated to the others."""
        hkdf = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"loket/" + purpose.encode())
        return hkdf.derive(self.secret)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys that may have sealed something; the first one seals what is new."""

    keys: tuple[RingKey, ...]

    @property
    def newest(self) -> RingKey:
        """The key that seals what is new."""
        return self.keys[0]

    def __getitem__(self, name: str) -> RingKey:
        for key in self.keys:
            if key.name == name:
                return key
        raise KeyError(f"the ring has no key called '{name}'")


def parse(written: str) -> KeyRing:
    """Read `name:base64,name:base64`, newest first.

    Raises ValueError with one sentence that says what is wrong, and never the key itself.
    """
    keys = tuple(_key(part.strip()) for part in written.split(",") if part.strip())
    if not keys:
        raise ValueError("there is no key in it; write one with 'python -m bot keys new'")
    if len({key.name for key in keys}) < len(keys):
        raise ValueError("two of its keys have the same name before the colon")
    return KeyRing(keys)


def new_key(name: str) -> str:
    """A new random key as it is written into the setting."""
    return f"{name}:{base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def _key(part: str) -> RingKey:
    name, colon, encoded = part.partition(":")
    if not colon or not name:
        raise ValueError("each key is written as name:base64, and one has no name")
    if not NAME.fullmatch(name):
        raise ValueError("each key is written as name:base64, with a short name like 2026")
    try:
        secret = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"the key called '{name}' is not base64") from None
    if len(secret) != KEY_BYTES:
        raise ValueError(f"the key called '{name}' has {len(secret)} bytes instead of {KEY_BYTES}")
    return RingKey(name, secret)
