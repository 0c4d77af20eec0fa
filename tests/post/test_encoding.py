"""Whatever can go out can be kept as JSON and is the same when it is read again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.post.actions import (
    MOST_BYTES,
    Action,
    AnswerPress,
    Button,
    Edit,
    React,
    Remove,
    Send,
    SendDrawing,
    SendFile,
)
from bot.post.encoding import decode, encode

words = st.text(max_size=12)
rows = st.lists(st.lists(words, max_size=3).map(tuple), max_size=3).map(tuple)
button = st.builds(Button, label=words, token=words, url=words)
buttons = st.lists(st.lists(button, max_size=3).map(tuple), max_size=3).map(tuple)
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(
        Send,
        text=words,
        keyboard=st.none() | rows,
        buttons=buttons,
        media=words,
        media_kind=words,
        reply_to=words,
        protected=st.booleans(),
    ),
    st.builds(Edit, message=words, text=words, buttons=buttons),
    st.builds(AnswerPress, press=words, text=words, alert=st.booleans(), url=words),
    st.builds(React, message=words, emoji=st.sampled_from(["👍", "👀", "👎"])),
    st.builds(Remove, messages=st.lists(words, max_size=4).map(tuple)),
    st.builds(
        SendFile,
        name=words,
        content=st.binary(min_size=1, max_size=40),
        text=words,
        picture=st.booleans(),
    ),
    st.builds(SendDrawing, drawer=words, data=words, text=words),
)


@given(actions)
@settings(max_examples=200, deadline=None, database=None)
def test_an_action_is_the_same_after_it_was_kept(action: Action) -> None:
    again = decode(encode(action))
    assert again == action
    assert type(again) is type(action)
    assert hash(again) == hash(action)


def test_no_keyboard_and_an_empty_keyboard_stay_two_things() -> None:
    assert decode(encode(Send("hello"))) == Send("hello", keyboard=None)
    assert decode(encode(Send("hello", keyboard=()))) == Send("hello", keyboard=())
    assert Send("hello", keyboard=()) != Send("hello")


def test_what_is_kept_is_readable_json_in_any_script() -> None:
    kept = encode(Send("نعم 👍", buttons=((Button("Take", "t1"),),)))
    assert "نعم 👍".encode() in kept
    assert json.loads(kept)["kind"] == "Send"
    assert json.loads(kept)["buttons"] == [[{"label": "Take", "token": "t1", "url": ""}]]


def test_an_action_that_was_kept_before_a_new_field_was_added_can_still_be_read() -> None:
    assert decode(b'{"kind":"Send","text":"hello"}') == Send("hello")
    assert decode(b'{"kind":"Edit","message":"1","text":"x"}') == Edit("1", "x")


def test_a_kind_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError, match="Shout"):
        decode(b'{"kind":"Shout","text":"hello"}')


def test_nobody_reads_words_in_an_action_that_is_printed() -> None:
    for action in (Send("secret words", media="secret file"), Edit("1", "secret words")):
        assert "secret" not in repr(action)


@pytest.mark.parametrize("content", [b"", bytes(MOST_BYTES + 1)])
def test_a_file_that_is_empty_or_too_big_for_the_database_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="1 to"):
        SendFile("board.html", content)
