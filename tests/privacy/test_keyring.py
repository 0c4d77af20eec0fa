"""The ring of keys, as it is written into the settings."""

from __future__ import annotations

import base64

import pytest

from bot.privacy.keyring import KEY_BYTES, KeyRing, RingKey, new_key, parse

SECRET = bytes(range(KEY_BYTES))
WRITTEN = base64.urlsafe_b64encode(SECRET).decode()


def test_a_ring_is_read_newest_first() -> None:
    ring = parse(f"b:{WRITTEN}, a:{WRITTEN}")
    assert [key.name for key in ring.keys] == ["b", "a"]
    assert ring.newest.name == "b"
    assert ring["a"].secret == SECRET


def test_a_new_key_can_be_read_and_is_never_the_same() -> None:
    ring = parse(f"{new_key('b')},{new_key('a')}")
    assert [len(key.secret) for key in ring.keys] == [KEY_BYTES, KEY_BYTES]
    assert ring["a"].secret != ring["b"].secret


def test_both_alphabets_of_base64_are_read() -> None:
    secret = b"\xfb\xff" * 16
    standard = base64.b64encode(secret).decode()
    assert "+" in standard
    assert "/" in standard
    assert parse(f"a:{standard}")["a"].secret == secret


def test_a_key_that_the_ring_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="the ring has no key called 'old'"):
        parse(f"a:{WRITTEN}")["old"]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "there is no key in it"),
        (" , ", "there is no key in it"),
        (f"a:{WRITTEN},a:{WRITTEN}", "two of its keys have the same name"),
        (WRITTEN, "one has no name"),
        (f":{WRITTEN}", "one has no name"),
        (f"a:{WRITTEN[:-1]}", "the key called 'a' is not base64"),
        (f"a:{WRITTEN[:-5]}!{WRITTEN[-4:]}", "the key called 'a' is not base64"),
        (f"a:b:{WRITTEN}", "the key called 'a' is not base64"),
        (f"a:{WRITTEN[:-4]}", "the key called 'a' has 30 bytes instead of 32"),
        ("a:", "the key called 'a' has 0 bytes instead of 32"),
        (f"a:{WRITTEN},b:{WRITTEN[:-8]}", "the key called 'b' has 27 bytes instead of 32"),
    ],
)
def test_what_is_wrong_with_a_ring_is_said_without_the_secret(written: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as raised:
        parse(written)
    assert WRITTEN[:12] not in str(raised.value)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_a_key_written_the_wrong_way_round_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="key") as raised:
        parse(f"{WRITTEN}:a")
    assert WRITTEN not in str(raised.value)


def test_nobody_reads_the_secret_of_a_key_that_is_printed() -> None:
    key = RingKey("a", SECRET)
    for printed in (repr(key), str(key), f"{KeyRing((key,))}"):
        assert repr(SECRET) not in printed
        assert "secret" not in printed


def test_the_keys_derived_for_different_purposes_are_unrelated() -> None:
    key = RingKey("a", SECRET)
    derived = {key.derive("wrap"), key.derive("index"), key.derive("post"), SECRET}
    assert len(derived) == 4
    assert key.derive("wrap") == RingKey("another name", SECRET).derive("wrap")
    assert len(key.derive("wrap")) == KEY_BYTES
