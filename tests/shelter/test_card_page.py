"""The page of paper cards: eight on a sheet, in the card's language, with everything in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
import segno

from bot.shelter.card_page import card_page, link_of
from bot.shelter.card_words import may_be_secret, new_secret, read_secret, secret_words
from bot.shelter.paper_cards import Printed
from bot.speech.catalogues import Catalogues
from bot.speech.languages import read_languages

CODES = tuple(read_languages())
CATALOGUES = Catalogues(CODES, ZoneInfo("Europe/Brussels"))
LINK = "https://t.me/loket_test_bot"
CARDS = [
    Printed(f"4M7K-Q2P{letter}", f"bread river {n}") for n, letter in enumerate("CDFGHJKMN", 41)
]


class Elements(HTMLParser):
    """The elements of a page with their classes, and the text of each kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._kind = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._kind = dict(attrs).get("class") or tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._kind, data))

    def of(self, kind: str) -> list[str]:
        """What stands in the elements of a class."""
        return [words for where, words in self.texts if where == kind]

    def count(self, kind: str) -> int:
        """How many elements have a class."""
        return len([1 for _, attributes in self.found if attributes.get("class") == kind])


def test_nine_cards_are_on_two_sheets_each_with_its_reference_and_its_words() -> None:
    page = Elements(card_page(CATALOGUES, "en", CARDS, LINK, "Helpdesk <Brussels>"))
    assert (page.count("sheet"), page.count("card")) == (2, 9)
    references = page.of("ref")
    for card in CARDS:
        assert f"/card {card.reference}" in references
        assert card.reference in references
    assert page.of("secret") == [card.secret for card in CARDS]
    assert page.of("bot") == ["@loket_test_bot"] * 9
    assert "Helpdesk <Brussels>" in [words for _, words in page.texts]


def test_nothing_of_the_page_is_fetched_or_run() -> None:
    page = Elements(card_page(CATALOGUES, "en", CARDS, LINK, "Helpdesk"))
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.found}
    for _, attributes in page.found:
        assert not {"src", "href", "srcset", "xlink:href"} & attributes.keys()


@pytest.mark.parametrize("language", CODES)
def test_a_page_runs_in_the_direction_of_its_language(language: str) -> None:
    _, attributes = Elements(card_page(CATALOGUES, language, CARDS[:1], LINK, "H")).found[0]
    direction = CATALOGUES[language].direction
    assert attributes == {"lang": language, "dir": direction}


def test_the_code_says_which_bot_and_which_card() -> None:
    address = link_of(LINK, "4M7K-Q2PC")
    assert address == "https://t.me/loket_test_bot?start=card_4M7KQ2PC"
    page = card_page(CATALOGUES, "en", CARDS[:1], LINK, "H")
    assert drawn(page) == [
        bytes(row) for row in segno.make_qr(address, error="m", boost_error=False).matrix
    ]


def drawn(page: str) -> list[bytes]:
    """The dark modules of the drawing: its path moves and draws runs from left to right."""
    (path,) = re.findall(r'<path[^>]* d="([^"]+)"', page)
    (size,) = {int(n) for n in re.findall(r'viewBox="0 0 (\d+) ', page)}
    dark = set()
    x, y = 0.0, 0.0
    for move, run in re.findall(r"([Mm][-\d. ]+)h(\d+)", path):
        dx, dy = (float(n) for n in re.findall(r"-?[\d.]+", move[1:]))
        x, y = (dx, dy) if move[0] == "M" else (x + dx, y + dy)
        dark |= {(int(x) + n, int(y)) for n in range(int(run))}
        x += int(run)
    inside = range(3, size - 3)
    return [bytes((column, row) in dark for column in inside) for row in inside]


@pytest.mark.parametrize("language", CODES)
def test_each_language_has_enough_words_that_can_be_told_apart(language: str) -> None:
    words = secret_words(CATALOGUES, language)
    read = [read_secret(word) for word in words]
    assert len(set(read)) == len(read) >= 64
    for word in words:
        assert word == word.strip()
        assert len(word.split()) == 1
        assert not any(c.isdigit() for c in word)
        assert 2 <= len(read_secret(word)) <= 12


def test_a_secret_is_two_different_words_and_two_digits() -> None:
    words = secret_words(CATALOGUES, "en")
    secrets = [new_secret(words).split() for _ in range(200)]
    for first, second, number in secrets:
        assert {first, second} <= set(words)
        assert first != second
        assert re.fullmatch(r"[1-9]\d", number)
    assert len({tuple(each) for each in secrets}) > 190


@pytest.mark.parametrize(
    "typed",
    ["Bread River 47", "  bread   river\n47 ", "bréad rivér 47", "BREAD RIVER ٤٧", "breadriver47",
     "bread, river, ۴۷."],
)  # fmt: skip
def test_a_secret_is_read_however_it_is_typed(typed: str) -> None:
    assert read_secret(typed) == read_secret("bread river 47")
    assert may_be_secret(typed)


@pytest.mark.parametrize("typed", ["hello", "47", "", "I lost my phone on 3 March in the metro"])
def test_other_words_are_no_try(typed: str) -> None:
    assert not may_be_secret(typed)
