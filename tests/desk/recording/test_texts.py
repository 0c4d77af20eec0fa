"""Which sentences can be read aloud, and when all of a text can be heard."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.desk.recording.texts import sentences_of
from bot.engine import _, joined
from bot.speech.catalogues import Catalogues
from bot.speech.recorded import Recorded, key_of
from flows import FLOWS
from flows.menu import menu
from flows.numbers import CALL_112
from flows.welcome import may_we

CATALOGUES = Catalogues(("en", "fr"), ZoneInfo("Europe/Brussels"))
ONE, TWO = _("One."), _("Number %(reference)s.")


def test_consent_menu_and_emergency_come_first_and_nothing_that_changes_each_time() -> None:
    found = [each.msgid for each in sentences_of(FLOWS, "Loket")]
    asked = menu["menu"].text  # type: ignore[union-attr]
    assert asked is not None
    places = [found.index(text.msgid) for text in (may_we, asked, CALL_112)]
    assert places == sorted(places)
    assert places[-1] < 40
    assert not any("%(reference)s" in each for each in found)


def test_a_text_is_covered_where_each_sentence_is_in_these_words_and_this_language() -> None:
    a, b = (TWO.with_values(reference=each) for each in ("4M7-KQ2", "2QK-7M4"))
    heard = frozenset(("en", key_of(each, "en", CATALOGUES)) for each in (ONE, a))
    recorded = Recorded(heard)
    assert recorded.covers([joined(ONE, a), ONE], "en", CATALOGUES)
    assert not recorded.covers([joined(ONE, b)], "en", CATALOGUES)
    assert not recorded.covers([ONE], "fr", CATALOGUES)
    assert not recorded.covers([], "en", CATALOGUES)
