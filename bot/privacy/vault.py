"""The vault: what is sealed can be opened by one holder's key only, and in its own place only.

AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces; a key seals far fewer than 2^32 values.
Each sealed value is bound to its table, column, row and holder, so that a value moved to another
row does not open. Destroying a holder's key is erasure.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.privacy.keyring import KEY_BYTES, KeyRing

FORMAT = b"\x01"
NONCE_BYTES = 12


class CannotOpen(Exception):
    """A sealed value was altered, cut, moved, or belongs to a key that is gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs."""

    table: str
    column: str
    row: UUID


@dataclass(frozen=True, slots=True)
class Key:
    """Opens and seals the values of one holder (a person, a contact), or of the post."""

    holder: str
    secret: bytes = field(repr=False)

    def seal(self, plain: bytes, place: Place) -> bytes:
        """Sealed bytes: format, nonce, ciphertext and tag (29 bytes longer than `plain`)."""
        nonce = os.urandom(NONCE_BYTES)
        return FORMAT + nonce + AESGCM(self.secret).encrypt(nonce, plain, self._bound(place))

    def open(self, sealed: bytes, place: Place) -> bytes:
        """The plain bytes. Raises CannotOpen."""
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if sealed[:1] != FORMAT or len(nonce) < NONCE_BYTES:
            raise CannotOpen(f"{place.table}.{place.column} is not a sealed value")
        try:
            return AESGCM(self.secret).decrypt(nonce, rest, self._bound(place))
        except InvalidTag:
            raise CannotOpen(f"{place.table}.{place.column} does not open") from None

    def _bound(self, place: Place) -> bytes:
        return f"v1|{place.table}|{place.column}|{place.row}|{self.holder}".encode()


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A holder's key as the database keeps it: sealed by a key of the ring."""

    ring_key: str
    wrapped: bytes


class Vault:
    """Makes holders' keys and opens them; keeps the post's key and the keyed look-up."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._wrap = {key.name: key.derive("wrap") for key in ring.keys}
        self._index = {key.name: key.derive("index") for key in ring.keys}
        self._post = {key.name: Key(f"post-{key.name}", key.derive("post")) for key in ring.keys}

    def new_key(self, holder: UUID) -> tuple[Key, WrappedKey]:
        """A fresh random key for a holder, open and wrapped."""
        secret = os.urandom(KEY_BYTES)
        name = self._ring.newest.name
        wrapped = Key(str(holder), self._wrap[name]).seal(secret, _key_place(holder))
        return Key(str(holder), secret), WrappedKey(name, wrapped)

    def unwrap(self, holder: UUID, kept: WrappedKey) -> Key:
        """A holder's key. Raises CannotOpen where the ring lacks the key that wrapped it."""
        if kept.ring_key not in self._wrap:
            raise CannotOpen(f"the ring has no key called '{kept.ring_key}'")
        wrapping = Key(str(holder), self._wrap[kept.ring_key])
        return Key(str(holder), wrapping.open(kept.wrapped, _key_place(holder)))

    def post(self, name: str | None = None) -> Key:
        """The key of what is on its way (inbox and outbox bodies), by the ring key's name. Raises
        CannotOpen where the ring has no such key.
        """
        wanted = name or self._ring.newest.name
        if wanted not in self._post:
            raise CannotOpen(f"the ring has no key called '{wanted}'")
        return self._post[wanted]

    @property
    def newest(self) -> str:
        """The name of the key that seals what is new."""
        return self._ring.newest.name

    def index(self, channel: str, address: str) -> str:
        """A keyed look-up of an address on a channel (HMAC-SHA256) under the newest key, naming
        that key.

        Keyed because ids can be counted through: a plain hash of every Telegram id takes hours.
        """
        return self.indexes(channel, address)[0]

    def indexes(self, channel: str, address: str) -> tuple[str, ...]:
        """The look-ups of an address under each key of the ring, newest first."""
        return tuple(self._indexed(key.name, f"{channel}:{address}") for key in self._ring.keys)

    def _indexed(self, name: str, value: str) -> str:
        digest = hmac.digest(self._index[name], value.encode(), hashlib.sha256)
        return f"{name}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _key_place(holder: UUID) -> Place:
    return Place("vault_key", "wrapped", holder)
