"""The page as a browser gets it, and what it can have done."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

import pytest
import pytest_asyncio

from bot.demo.page.app import STATIC
from bot.demo.samples import HERE, photo, voice
from bot.demo.stories.labels import key
from bot.demo.stories.story import Scene
from bot.demo.town import Town
from tests.demo.swift import SwiftHands, arrives
from tests.demo.watching import Demo
from tests.demo.watching import demo as running

pytestmark = pytest.mark.asyncio(loop_scope="module")

REFERENCES = re.compile(
    r"""(?:src=|href=|from |import |import\(|url\()["'](?!#|data:)([^"']+)["']"""
)
HOSTS = re.compile(r"""https?://\w[\w.:-]*|["'(]//\w[\w.-]*""")
SVG = "http://www.w3.org"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo() -> AsyncIterator[Demo]:
    async with running() as opened:
        yield opened


async def test_the_page_may_load_nothing_from_elsewhere(demo: Demo) -> None:
    answer = await demo.http.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


async def test_every_file_that_the_page_refers_to_is_served(demo: Demo) -> None:
    waiting, served = ["/"], set[str]()
    while waiting:
        address = waiting.pop()
        answer = await demo.http.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"], address
        served.add(address)
        found = {_resolved(address, each) for each in REFERENCES.findall(answer.text)}
        waiting += found - served - set(waiting)
    files = {f"/static/{each.relative_to(STATIC)}" for each in _files()}
    assert served - {"/"} == files - {"/static/index.html"}


def _resolved(page: str, reference: str) -> str:
    return normpath(reference if reference[0] == "/" else f"{dirname(page)}/{reference}")


def _files() -> list[Path]:
    return [each for each in STATIC.rglob("*") if each.is_file()]


async def test_no_file_of_the_page_names_another_host() -> None:
    for file in _files():
        named = set(HOSTS.findall(file.read_text()))
        assert named <= {SVG}, file.name


async def test_a_page_that_opens_is_told_everything(demo: Demo) -> None:
    town = demo.town
    async with demo.opened() as page:
        everybody = [*town.people, *town.staff]
        chats = {str(chat.chat_id) for chat in (town.group, *(each.chat for each in everybody))}
        phones = page.names[1 : 1 + len(chats)]
        assert page.names[0] == "town"
        assert phones == ["phone"] * len(chats)
        assert set(page.phones) == chats
        assert page.names[-2:] == ["counts", "story"]
        assert set(page.names[1 + len(chats) : -2]) <= {"happened"}
    assert page.town["group"] == str(town.group.chat_id)
    assert [each["name"] for each in page.town["people"]] == [p.first_name for p in town.people]
    assert [each["name"] for each in page.town["staff"]] == ["Ada", "Bob", "Carla"]
    assert page.counts["bot"] == "running"
    assert page.story["playing"] is None


async def test_what_somebody_writes_is_seen_on_every_page(demo: Demo) -> None:
    person = demo.town.somebody("en")
    chat = person.chat
    async with demo.opened() as one, demo.opened() as other:
        await demo.does("write", person, text="how are you?")
        await one.until(lambda: len(one.texts(chat)) == 2)
        await other.until(lambda: len(other.texts(chat)) == 2)
    assert one.texts(chat)[0] == "how are you?"
    assert one.phone(chat)["messages"][-1]["sender"] == "bot"
    assert one.phone(chat) == other.phone(chat)


async def test_somebody_new_is_there_at_once(demo: Demo) -> None:
    async with demo.opened() as page:
        answer = await demo.does("person", language="nl")
        await page.until(lambda: answer["id"] in page.phones)
        assert page.town["people"][-1]["id"] == answer["id"]
        assert page.town["people"][-1]["language"] == "nl"


WRITE = {"do": "write", "user": "AMAL", "chat": "AMAL"}
PRESS = {"do": "press", "user": "ADA", "chat": "ADA", "message": "BOARD", "row": 0, "place": 0}
VOICE = {"do": "voice", "user": "AMAL", "chat": "AMAL"}
WRONG: dict[str, object] = {
    "not JSON": b"write, please",
    "no text at all": b"\xff\xfe",
    "nothing": b"",
    "a list": [WRITE],
    "a number": 7,
    "no do": {"user": "AMAL"},
    "an unknown do": {"do": "shout", "user": "AMAL"},
    "no user": {"do": "write", "chat": "AMAL", "text": "x"},
    "an unknown user": {**WRITE, "user": "1", "text": "x"},
    "a user that is no number": {**WRITE, "user": "Amal", "text": "x"},
    "an endless user": b'{"do": "write", "user": Infinity, "chat": "1", "text": "x"}',
    "too deep": b"[" * 100_000,
    "a row before the first": {**PRESS, "row": -1},
    "a kind of trouble that does not exist": {"do": "trouble", "kind": "418", "chat": "AMAL"},
    "an act that does not exist": {"do": "bot", "act": "dance"},
    "somebody else's chat": {**WRITE, "chat": "ADA", "text": "x"},
    "a user that is a list": {**WRITE, "user": ["AMAL"], "text": "x"},
    "an unknown chat": {**WRITE, "chat": "-1", "text": "x"},
    "a group of others": {**WRITE, "chat": "GROUP", "text": "x"},
    "no text": WRITE,
    "an empty text": {**WRITE, "text": ""},
    "a text that is too long": {**WRITE, "text": "x" * 4097},
    "an answer to nothing": {**WRITE, "text": "x", "reply_to": 999_999},
    "a key that is not shown": {"do": "tap", "user": "AMAL", "label": "Nobody shows this"},
    "a message that is gone": {**PRESS, "message": 999_999},
    "a row that is not there": {**PRESS, "row": 99},
    "a place that is not there": {**PRESS, "place": 99},
    "a row that is no number": {**PRESS, "row": None},
    "no base64": {**VOICE, "data": "not base64!"},
    "a voice note that is too big": {**VOICE, "data": base64.b64encode(b"x" * 3_000_001).decode()},
    "more than is read": {**WRITE, "text": "x", "and": "A" * 6_000_000},
    "an unknown story": {"do": "play", "story": "cinderella"},
    "an unknown language": {"do": "person", "language": "tlh"},
    "trouble nowhere": {"do": "trouble", "kind": "429", "chat": "-1"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_what_cannot_be_done_is_said_in_one_line(demo: Demo, wrong: object) -> None:
    before = _everything(demo.town)
    answer = await demo.asks(_named(demo.town, wrong))
    assert answer.status_code == 400
    (said,) = answer.json().items()
    assert said[0] == "wrong"
    assert len(said[1].splitlines()) == 1
    assert _everything(demo.town) == before


def _named(town: Town, asked: object) -> object:
    """With the numbers of those who are named."""
    if not isinstance(asked, dict):
        return asked
    known = {
        "AMAL": str(town.people[0].user_id),
        "ADA": str(town.ada.user_id),
        "GROUP": str(town.group.chat_id),
        "BOARD": next(m.message_id for m in town.ada.chat.bot_messages if m.buttons),
    }
    return {name: known.get(str(value), value) for name, value in asked.items()}


def _everything(town: Town) -> tuple[int, int, list[str]]:
    """What people did, and who is there."""
    done = [event for event in town.world.journal.events if event.kind in ("update", "press")]
    mine = [m.text for person in town.people for m in person.chat.shown if not m.from_bot]
    return len(done), len(town.people), mine


KINDS = {"voice": "audio/wav", "photo": "image/png"}


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:1", "null"])
async def test_another_site_in_the_same_browser_may_not_ask(demo: Demo, origin: str) -> None:
    before = _everything(demo.town)
    asked = _named(demo.town, {**WRITE, "text": "from elsewhere"})
    answer = await demo.asks(asked, origin=origin)
    assert answer.status_code == 403
    assert "wrong" in answer.json()
    assert _everything(demo.town) == before
    own = str(demo.http.base_url).rstrip("/")
    assert (await demo.asks(asked, origin=own)).status_code == 200


@pytest.mark.parametrize("address", ["/", "/events", "/static/js/main.js"])
async def test_the_page_is_not_there_under_another_name(demo: Demo, address: str) -> None:
    answer = await demo.http.get(address, headers={"host": "rebound.example"})
    assert answer.status_code == 400
    assert (await demo.http.post("/do", headers={"host": "rebound.example"})).status_code == 400


async def test_files_are_served_as_what_they_are(demo: Demo) -> None:
    sara, files = demo.town.people[2], demo.town.world.files

    async with demo.opened() as page:
        await demo.does("voice", sara, data=None)
        await demo.does("photo", sara, data=None)
        await page.until(lambda: len([m for m in page.texts(sara.chat) if not m]) == 2)
    shown = {
        kind: m[kind] for m in page.phone(sara.chat)["messages"] for kind in KINDS.keys() & m.keys()
    }
    for kind, data in {"voice": voice(), "photo": photo()}.items():
        answer = await demo.http.get(shown[kind])
        assert answer.headers["content-type"] == KINDS[kind]
        assert answer.content == data
    page_in_disguise = files.add("photo", b"<html><script>alert(1)</script>")
    answer = await demo.http.get(f"/files/{page_in_disguise.file_id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    to_print = files.add("document", b"<!doctype html><script>alert(1)</script>", "board.html")
    answer = await demo.http.get(f"/files/{to_print.file_id}")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert (await demo.http.get("/files/nothing")).status_code == 404


async def test_a_document_is_shown_with_its_name_and_can_be_opened(demo: Demo) -> None:
    sara = demo.town.people[2]
    async with demo.opened() as page:
        sara.send_file("document", b"<!doctype html><p>Tonight", name="tonight.html")
        await page.until(lambda: "tonight.html" in str(page.phone(sara.chat)["messages"]))
    (shown,) = [m for m in page.phone(sara.chat)["messages"] if "document" in m]
    assert shown["document"] == "tonight.html"
    assert (await demo.http.get(shown["opens"])).content.endswith(b"Tonight")


async def test_a_voice_note_a_photo_and_a_place_reach_the_helper(demo: Demo) -> None:
    person = await arrives(demo.town, "fr")
    ada, recorded = demo.town.ada, voice()[:20_000]
    await person.chooses("menu", "menu", "other_help")
    food = person.words(key("other_help", "what", "food"))
    for do in ("voice", "photo", "location"):
        await person.sees(lambda chat: chat.last.from_bot)
        sent = {"data": base64.b64encode(recorded).decode()} if do == "voice" else {}
        await demo.does(do, person.user, **sent)
        demo.town.let_pass(2)
        if do == "voice":  # at a question with choices, all can be told by voice instead
            await person.chooses("by_voice", "instead", "no")
            await person.sees(lambda chat: any(food in row for row in chat.keyboard))
            demo.town.let_pass(2)
    await person.chooses("other_help", "review", "send")
    reference = await person.gets_reference()
    await Scene(demo.town, SwiftHands(demo.town)).claim(reference, ada)

    def got(kind: str) -> list[Any]:
        demo.town.let_pass(1)
        return [m.content[kind] for m in ada.chat.bot_messages if kind in m.content]

    (note,) = await demo.town.world.wait_for(lambda: got("voice"), 10)
    (picture,) = await demo.town.world.wait_for(lambda: got("photo"), 10)
    (place,) = await demo.town.world.wait_for(lambda: got("location"), 10)
    files = demo.town.world.files
    assert files.find(note["file_id"]).data == recorded
    assert files.find(picture[-1]["file_id"]).data == photo()
    assert (place["latitude"], place["longitude"]) == HERE
