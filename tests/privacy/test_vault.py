"""The vault: a sealed value opens in its own place, with its holder's key, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.keyring import KeyRing, RingKey
from bot.privacy.vault import CannotOpen, Place, Vault, WrappedKey

OLD, NEW = RingKey("2025", b"o" * 32), RingKey("2026", b"n" * 32)
VAULT = Vault(KeyRing((OLD,)))
ROTATED = Vault(KeyRing((NEW, OLD)))
PLACE = Place("entry", "body", UUID(int=1))
AMINA = UUID(int=7)
KEY, WRAPPED = VAULT.new_key(AMINA)
WORDS = "نعم, it is me".encode()


@given(st.binary(max_size=300))
@settings(max_examples=50, deadline=None, database=None)
def test_what_is_sealed_opens_in_its_place(plain: bytes) -> None:
    sealed = KEY.seal(plain, PLACE)
    assert KEY.open(sealed, PLACE) == plain
    assert len(sealed) == len(plain) + 29


def test_sealing_the_same_words_twice_shows_nothing_in_common() -> None:
    one, two = KEY.seal(WORDS, PLACE), KEY.seal(WORDS, PLACE)
    assert one[1:] != two[1:]
    assert WORDS not in one


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, table="ticket"),
        replace(PLACE, column="note"),
        replace(PLACE, row=UUID(int=2)),
    ],
)
def test_a_value_that_was_moved_does_not_open(elsewhere: Place) -> None:
    sealed = KEY.seal(WORDS, PLACE)
    with pytest.raises(CannotOpen, match=f"{elsewhere.table}.{elsewhere.column} does not open"):
        KEY.open(sealed, elsewhere)


def test_a_value_does_not_open_for_another_holder_even_with_the_same_secret() -> None:
    sealed = KEY.seal(WORDS, PLACE)
    with pytest.raises(CannotOpen):
        replace(KEY, holder=str(uuid4())).open(sealed, PLACE)
    with pytest.raises(CannotOpen):
        VAULT.new_key(AMINA)[0].open(sealed, PLACE)


def test_a_value_that_was_cut_does_not_open() -> None:
    sealed = KEY.seal(WORDS, PLACE)
    for length in range(len(sealed)):
        with pytest.raises(CannotOpen):
            KEY.open(sealed[:length], PLACE)
    with pytest.raises(CannotOpen):
        KEY.open(sealed + b"\x00", PLACE)


def test_a_value_that_was_altered_anywhere_does_not_open() -> None:
    sealed = KEY.seal(WORDS, PLACE)
    for place in range(len(sealed)):
        altered = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        with pytest.raises(CannotOpen):
            KEY.open(altered, PLACE)


def test_an_error_says_where_and_neither_what_nor_whose() -> None:
    with pytest.raises(CannotOpen) as raised:
        KEY.open(b"\x01" + WORDS * 3, PLACE)
    assert str(raised.value) == "entry.body does not open"
    assert raised.value.__suppress_context__


def test_a_holders_key_is_unwrapped_by_the_ring() -> None:
    assert VAULT.unwrap(AMINA, WRAPPED) == KEY
    assert WRAPPED.ring_key == "2025"
    assert KEY.secret not in WRAPPED.wrapped


def test_a_wrapped_key_does_not_open_for_another_holder() -> None:
    with pytest.raises(CannotOpen):
        VAULT.unwrap(uuid4(), WRAPPED)


def test_a_wrapped_key_does_not_open_with_another_ring() -> None:
    stranger = Vault(KeyRing((RingKey("2025", b"x" * 32),)))
    with pytest.raises(CannotOpen, match=r"vault_key\.wrapped does not open"):
        stranger.unwrap(AMINA, WRAPPED)
    with pytest.raises(CannotOpen, match="the ring has no key called '2025'"):
        Vault(KeyRing((NEW,))).unwrap(AMINA, WRAPPED)
    with pytest.raises(CannotOpen):
        ROTATED.unwrap(AMINA, WrappedKey("2026", WRAPPED.wrapped))


def test_after_a_rotation_old_keys_open_and_new_ones_are_wrapped_by_the_newest() -> None:
    assert ROTATED.unwrap(AMINA, WRAPPED) == KEY
    assert ROTATED.newest == "2026"
    _, wrapped = ROTATED.new_key(AMINA)
    assert wrapped.ring_key == "2026"


def test_two_holders_have_unrelated_keys() -> None:
    assert VAULT.new_key(uuid4())[0].secret != VAULT.new_key(uuid4())[0].secret


def test_what_was_on_its_way_before_a_rotation_still_opens() -> None:
    sealed = VAULT.post().seal(WORDS, PLACE)
    assert ROTATED.post("2025").open(sealed, PLACE) == WORDS
    with pytest.raises(CannotOpen):
        ROTATED.post().open(sealed, PLACE)


def test_a_look_up_is_the_same_each_time_and_names_its_key() -> None:
    assert VAULT.index("telegram", "5000000001") == VAULT.index("telegram", "5000000001")
    assert VAULT.index("telegram", "5000000001").startswith("2025.")
    assert VAULT.index("telegram", "5000000001") != VAULT.index("telegram", "5000000002")
    assert "5000000001" not in VAULT.index("telegram", "5000000001")


def test_after_a_rotation_an_address_is_found_under_each_key() -> None:
    address = "telegram:5000000001"
    newest, old = ROTATED.indexes("telegram", address)
    assert old == VAULT.index("telegram", address)
    assert newest == ROTATED.index("telegram", address)
    assert newest.startswith("2026.")
    assert newest.partition(".")[2] != old.partition(".")[2]


def test_another_ring_looks_up_elsewhere() -> None:
    stranger = Vault(KeyRing((RingKey("2025", b"x" * 32),)))
    assert stranger.index("telegram", "1") != VAULT.index("telegram", "1")


def test_nobody_reads_a_secret_that_is_printed() -> None:
    assert repr(KEY) == f"Key(holder='{AMINA}')"
    assert repr(VAULT.post()) == "Key(holder='post-2025')"
    assert "secret" not in repr(WRAPPED)
    assert repr(OLD.secret) not in f"{VAULT!r}{KeyRing((OLD,))!r}"
