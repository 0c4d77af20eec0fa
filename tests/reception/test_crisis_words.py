"""Words of somebody in need: found as they are typed, in each language, and only whole ones."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.engine import Crisis, Text
from bot.reception.commands import THANKS
from bot.reception.crisis import in_need
from bot.speech.catalogues import Catalogues
from bot.speech.languages import read_languages
from flows.crisis import CRISES

ENGLISH = Catalogues(["en"], ZoneInfo("Europe/Brussels"))


def meant(words: str) -> list[str]:
    """The ids of what some English words mean."""
    return [crisis.id for crisis in in_need(words, CRISES, ENGLISH)]


@pytest.mark.parametrize(
    ("words", "crises"),
    [
        ("I don't want to live any more", ["despair"]),
        ("i DONT WANT  to live", ["despair"]),
        ("my husband beats me and i want to die", ["despair", "violence"]),
        ("My son can’t breathe!!", ["medical"]),
        ("we are outside with a baby", ["child"]),
        ("he took my passport, I am forced to work", ["forced"]),
        ("I want to dine", []),
        ("is there a drummer in the group? I killed time", []),
        ("", []),
    ],
)
def test_whole_words_and_phrases_are_found_however_they_are_typed(
    words: str, crises: list[str]
) -> None:
    assert meant(words) == crises


def test_words_of_every_language_that_is_on_are_read() -> None:
    thanks = Crisis("x", THANKS, Text("help"))
    codes = list(read_languages())
    catalogues = Catalogues(codes, ZoneInfo("Europe/Brussels"))
    for words in ("thanks", "oui, MERCI !", "شكراً"):
        assert in_need(words, (thanks,), catalogues) == [thanks]


def test_every_kind_of_need_has_numbers_and_leads_to_the_team() -> None:
    for crisis in CRISES:
        said = ENGLISH.say(crisis.help, "en")
        assert any(c.isdigit() for c in said)
        assert "🆘" in said
        assert len(said) < 700
