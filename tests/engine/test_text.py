"""Words that are not yet in anybody's language."""

from __future__ import annotations

import pytest

from bot.engine import _, joined, lines, ngettext, pgettext, verbatim
from bot.engine.text import leaves
from tests.engine.builders import in_english


def test_a_text_does_not_become_a_string_by_itself() -> None:
    with pytest.raises(TypeError, match=r"rendered by bot\.speech"):
        str(_("Hello"))
    with pytest.raises(TypeError):
        f"{_('Hello')}"


def test_values_fill_places_and_are_added_to_earlier_ones() -> None:
    text = _("%(a)s and %(b)s").with_values(a="one").with_values(b=2)
    assert in_english(text) == "one and 2"
    assert in_english(text.with_values(a="three")) == "three and 2"


def test_filling_a_text_leaves_the_one_it_was_made_from_as_it_was() -> None:
    text = _("%(a)s").with_values(a="one")
    text.with_values(a="two")
    assert in_english(text) == "one"
    with pytest.raises(TypeError):
        text.values["a"] = "three"  # type: ignore[index]


def test_values_fill_every_part_at_any_depth() -> None:
    text = joined(_("%(name)s!"), lines(_("Hello %(name)s"), _("Bye")))
    filled = text.with_values(name="Amina")
    assert in_english(filled) == "Amina!\n\nHello Amina\nBye"


def test_a_text_as_a_value_is_in_the_same_language() -> None:
    assert in_english(_("<%(inner)s>").with_values(inner=_("word"))) == "<word>"


def test_a_number_chooses_the_singular_or_the_plural() -> None:
    said = [in_english(ngettext("%(n)s day", "%(n)s days", n)) for n in (0, 1, 2)]
    assert said == ["0 days", "1 day", "2 days"]


def test_words_of_somebody_are_shown_as_they_are() -> None:
    assert in_english(verbatim("100% %(n)s {x}")) == "100% %(n)s {x}"


def test_the_same_word_in_another_context_is_another_text() -> None:
    assert pgettext("keyboard", "Back") != pgettext("body", "Back")
    assert pgettext("keyboard", "Back") == pgettext("keyboard", "Back")
    assert hash(_("a")) == hash(_("a"))


def test_leaves_are_the_sentences_that_a_translator_meets() -> None:
    inner = _("inner")
    text = joined(_("one"), lines(_("two"), _("%(x)s").with_values(x=inner)), verbatim("mine"))
    assert [leaf.msgid for leaf in leaves(text)] == ["one", "two", "%(x)s", "inner"]
