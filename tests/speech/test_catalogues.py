"""From a Text to somebody's language: what is missing, what is not sure, and what is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine import Text, _, joined, lines, ngettext, pgettext, verbatim
from bot.speech.catalogues import Catalogues
from bot.speech.direction import FSI, LRI, PDI, RLM
from tests.speech.builders import BRUSSELS, catalogues, po


def test_a_text_is_said_in_each_language(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Yes", "Oui"))
    assert (said.say(_("Yes"), "fr"), said.say(_("Yes"), "en")) == ("Oui", "Yes")


def test_what_a_language_does_not_have_is_said_in_its_fallback(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa-AF", fa_AF=po("Yes", "بلی"), fa=po("No", "نه"))
    assert said.say(_("Yes"), "fa-AF") == "بلی"
    assert said.say(_("No"), "fa-AF") == "نه"
    assert said.say(_("Menu"), "fa-AF") == "Menu"


def test_a_fallback_is_read_even_where_it_is_not_switched_on(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa-AF", fa=po("No", "نه"))
    assert said.codes == ["en", "fa-AF"]
    assert said.say(_("No"), "fa-AF") == "نه"


def test_a_translation_that_is_not_sure_is_never_shown(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Yes", "Non", flags="fuzzy"))
    assert said.say(_("Yes"), "fr") == "Yes"
    assert not said.has(_("Yes"), "fr")


def test_an_empty_translation_counts_as_none(tmp_path: Path) -> None:
    one = po("%(n)s day", "%(n)s jour", "", "", plural="%(n)s days")
    said = catalogues(tmp_path, "fr", fr=po("Yes", "") + one)
    assert said.say(_("Yes"), "fr") == "Yes"
    assert said.say(ngettext("%(n)s day", "%(n)s days", 3), "fr") == "3 days"


def test_whether_a_language_has_its_own_words(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa", "fa-AF", fa=po("No", "نه"))
    assert said.has(_("No"), "fa")
    assert not said.has(_("No"), "fa-AF")
    assert not said.has(_("Yes"), "fa")
    assert said.has(_("anything"), "en")


def test_the_same_word_in_another_context_has_its_own_translation(tmp_path: Path) -> None:
    both = po("Back", "Retour", context="keyboard") + po("Back", "Dos", context="body")
    said = catalogues(tmp_path, "fr", fr=both)
    assert said.say(pgettext("keyboard", "Back"), "fr") == "Retour"
    assert said.say(pgettext("body", "Back"), "fr") == "Dos"
    assert said.say(_("Back"), "fr") == "Back"


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "zéro-un"), (1, "zéro-un"), (2, "plusieurs"), (1_000_000, "million"), (17, "plusieurs")],
)
def test_a_number_takes_the_form_of_its_language(tmp_path: Path, n: int, form: str) -> None:
    forms = po(
        "%(n)s day", "zéro-un %(n)s", "million %(n)s", "plusieurs %(n)s", plural="%(n)s days"
    )
    said = catalogues(tmp_path, "fr", fr=forms)
    assert said.say(ngettext("%(n)s day", "%(n)s days", n), "fr") == f"{form} {n}"


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_place_that_nobody_filled_is_an_error(tmp_path: Path, code: str) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Number %(reference)s", "Numéro %(reference)s"))
    with pytest.raises(KeyError, match="reference"):
        said.say(_("Number %(reference)s"), code)


def test_a_place_that_nobody_filled_is_an_error_from_right_to_left(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa", fa=po("Number %(reference)s", "شماره %(reference)s"))
    with pytest.raises(KeyError, match="reference"):
        said.say(_("Number %(reference)s"), "fa")


def test_a_value_that_no_place_needs_is_left_out(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Your number is %(n)s", "Merci"))
    assert said.say(_("Your number is %(n)s").with_values(n=3), "fr") == "Merci"


def test_a_percent_sign_where_nothing_is_filled_in_stays(tmp_path: Path) -> None:
    assert catalogues(tmp_path).say(_("100% free"), "en") == "100% free"


def test_values_are_not_isolated_from_left_to_right(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Number %(x)s", "Numéro %(x)s"))
    assert said.say(_("Number %(x)s").with_values(x="LK-7"), "fr") == "Numéro LK-7"


@pytest.mark.parametrize("value", ["LK-7Q4M", 12])
def test_values_are_isolated_from_right_to_left(tmp_path: Path, value: str | int) -> None:
    said = catalogues(tmp_path, "fa", fa=po("Number %(x)s", "شماره %(x)s"))
    shown = said.say(_("Number %(x)s").with_values(x=value), "fa")
    assert shown == f"شماره {FSI}{value}{PDI}"


def test_a_place_beside_a_number_is_filled_from_right_to_left(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa", fa=po("%(x)s or 112", "%(x)s یا 112"))
    shown = said.say(_("%(x)s or 112").with_values(x="101"), "fa")
    assert shown == f"{RLM}{FSI}101{PDI} یا {LRI}112{PDI}"


def test_a_name_on_a_line_of_its_own_stands_on_the_right_as_the_lines_below(tmp_path: Path) -> None:
    said, name = catalogues(tmp_path, "fa", fa=""), Text("📍 %(name)s").with_values(name="BAJ")
    assert said.say(name, "fa") == f"{RLM}📍 {FSI}BAJ{PDI}"
    assert said.say(name, "en") == "📍 BAJ"


def test_english_in_place_of_a_missing_translation_runs_from_the_left(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa", fa="")
    shown = said.say(_("%(name)s is open").with_values(name="BAJ"), "fa")
    assert shown == f"{FSI}BAJ{PDI} is open"


def test_latin_words_of_a_right_to_left_translation_are_isolated(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa", fa=po("Call 112", "با 112 تماس بگیرید"))
    assert said.say(_("Call 112"), "fa") == f"با {LRI}112{PDI} تماس بگیرید"


def test_english_that_stands_in_for_a_missing_translation_is_not_isolated(tmp_path: Path) -> None:
    assert catalogues(tmp_path, "fa").say(_("Call 112"), "fa") == "Call 112"


def test_french_that_stands_in_for_a_missing_translation_is_not_isolated(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "ckb", fr=po("Call 112", "Appelez le 112"))
    assert said.say(_("Call 112"), "ckb") == "Appelez le 112"


def test_the_words_of_somebody_stand_alone_as_they_are(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fa")
    assert [said.say(verbatim("hello %(x)s"), code) for code in ("fa", "en")] == ["hello %(x)s"] * 2


@pytest.mark.parametrize(
    ("code", "shown"), [("fa", f"Words: {FSI}hello %(x)s{PDI}"), ("en", "Words: hello %(x)s")]
)
def test_the_words_of_somebody_are_isolated_inside_a_right_to_left_sentence(
    tmp_path: Path, code: str, shown: str
) -> None:
    line = _("Words: %(words)s").with_values(words=verbatim("hello %(x)s"))
    assert catalogues(tmp_path, "fa").say(line, code) == shown


def test_a_text_inside_a_text_is_said_in_the_same_language(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Yes", "Oui") + po("Answer: %(a)s", "Réponse : %(a)s"))
    text = _("Answer: %(a)s").with_values(a=_("Yes"))
    assert said.say(text, "fr") == "Réponse : Oui"


def test_parts_are_said_one_by_one(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Yes", "Oui") + po("No", "Non"))
    assert said.say(joined(_("Yes"), lines(_("No"), _("Menu"))), "fr") == "Oui\n\nNon\nMenu"


def test_a_language_that_is_not_in_the_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="xx"):
        catalogues(tmp_path, "xx")


def test_which_languages_are_drafts(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", "fa")
    assert [each.code for each in said.languages if each.draft] == ["fa"]
    assert said["fa-AF"].draft


def test_a_text_with_a_plural_needs_its_number(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        catalogues(tmp_path).say(Text("%(n)s day", plural="%(n)s days"), "en")


def test_staff_choose_among_the_languages_that_have_their_screens(tmp_path: Path) -> None:
    said = catalogues(tmp_path, "fr", "fa")
    assert [each.code for each in said.for_staff] == ["en", "fr", "fa"]
    toml = tmp_path / "languages.toml"
    written = toml.read_text(encoding="utf-8").replace(
        'endonym = "Français"', 'endonym = "F"\nstaff = true'
    )
    toml.write_text(written, encoding="utf-8")
    again = Catalogues(["en", "fr", "fa"], BRUSSELS, tmp_path)
    assert [each.code for each in again.for_staff] == ["fr"]


def test_what_only_staff_read_is_in_a_catalogue_of_its_own_and_people_s_words_win(
    tmp_path: Path,
) -> None:
    said = catalogues(tmp_path, "fr", fr=po("Yes", "Oui"))
    folder = tmp_path / "fr" / "LC_MESSAGES"
    (folder / "staff.po").write_text(po("Claim", "Prendre") + po("Yes", "Si"), encoding="utf-8")
    assert (said.say(_("Claim"), "fr"), said.say(_("Yes"), "fr")) == ("Prendre", "Oui")
