"""Answers are found by the words that people have: short, misspelt, in any spelling."""

from __future__ import annotations

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.answers.library import AnswerLibrary
from bot.answers.normalise import fold, words
from bot.answers.search import Entry, Index
from bot.answers.stemming import stemmer
from bot.speech.catalogues import Catalogues
from bot.speech.languages import LOCALES, read_languages
from flows.answers import LIBRARY
from tests.answers.asked import LANGUAGES, library_in, missed, questions

SMALL = {
    "en": ("Where can I sleep tonight?", "sleep|bed|shelter", "How do I get a lawyer?", "lawyer"),
    "fr": ("Où dormir ce soir ?", "lit|hébergement|dormir dehors", "Un avocat ?", "avocat"),
    "ar": ("أين أنام الليلة؟", "نوم|سرير|مأوى", "كيف أجد محامياً؟", "محامي|المحامي"),
    "fa-AF": ("امشب کجا بخوابم؟", "خواب|جای خواب|سرپناه", "وکیل مدافع", "وکیل|وکیل رایگان"),
    "ps": ("نن شپه چېرته ویده شم؟", "خوب|د خوب ځای", "وړیا مدافع وکیل", "وکیل|مدافع وکیل"),
    "ti": ("ሎሚ ለይቲ ኣበይ ክድቅስ?", "ድቃስ|መደቀሲ", "ናጻ ጠበቓ", "ጠበቓ|ናይ ሕጊ ሓገዝ"),
    "tr": ("Bu gece nerede uyuyabilirim?", "uyku|yatacak yer|barınak", "Avukat", "avukat"),
    "ru": ("Где переночевать?", "ночлег|спать|кровать", "Бесплатный адвокат", "адвокат|юрист"),
    "ka": ("სად დავიძინო ამაღამ?", "ძილი|დასაძინებელი ადგილი", "ადვოკატი", "ადვოკატი|იურისტი"),
}


def small(language: str) -> Index:
    """Two answers: about sleeping, and about a lawyer."""
    sleep, sleep_words, lawyer, lawyer_words = SMALL[language]
    entries = [
        Entry("sleep", sleep, sleep_words.split("|"), ""),
        Entry("lawyer", lawyer, lawyer_words.split("|"), ""),
        *(Entry(f"other {n}", "", [], "") for n in range(38)),
    ]
    return Index(entries, stemmer(language))


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("en", "sleep", "sleep"),
        ("en", "SLEEPING", "sleep"),
        ("en", "slepe", "sleep"),
        ("en", "laywer", "lawyer"),
        ("fr", "où dormir", "sleep"),
        ("fr", "ou dormir svp", "sleep"),
        ("fr", "hebergment", "sleep"),
        ("fr", "des avocats", "lawyer"),
        ("ar", "نوم", "sleep"),
        ("ar", "النوم", "sleep"),
        ("ar", "اين انام", "sleep"),  # without hamza
        ("ar", "مــأوى", "sleep"),  # drawn long
        ("ar", "مَأْوَي", "sleep"),  # with vowel signs, and yeh for alef maqsura
        ("ar", "محامى", "lawyer"),
        ("ar", "محامی", "lawyer"),  # Persian yeh
        ("fa-AF", "جاي خواب", "sleep"),  # Arabic yeh
        ("fa-AF", "وكيل", "lawyer"),  # Arabic kaf
        ("ps", "وکيل", "lawyer"),
        ("ps", "چيرته ويده شم", "sleep"),
        ("ti", "አበይ ክድቅስ", "sleep"),  # the Amharic form of the first letter
        ("ti", "ሐገዝ ሕጊ", "lawyer"),
        ("tr", "UYKU", "sleep"),
        ("tr", "barinak", "sleep"),
        ("tr", "avukatım nerede", "lawyer"),
        ("ru", "ночлега", "sleep"),
        ("ru", "адвоката", "lawyer"),
        ("ka", "ადვოკატს", "lawyer"),
        ("ka", "დასაძინებელი", "sleep"),
    ],
)
def test_a_word_is_found_however_it_is_written(language: str, typed: str, found: str) -> None:
    assert [each.id for each in small(language).find(typed)][:1] == [found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_questions_of_ten_find_their_answer(language: str) -> None:
    not_found = missed(library_in(language), language)
    assert len(not_found) <= len(questions(language)) / 10, not_found


@pytest.fixture(scope="module")
def library() -> AnswerLibrary:
    """The library in English and French."""
    return library_in("en")


@pytest.fixture(scope="module")
def every_language() -> AnswerLibrary:
    """The library in every language that there is."""
    return AnswerLibrary(LIBRARY, Catalogues(list(read_languages()), ZoneInfo("UTC")))


def test_every_answer_is_found_by_its_own_question_and_keywords(library: AnswerLibrary) -> None:
    for article in LIBRARY.values():
        assert library.search(article.question.msgid, "en")[0].id == article.id
        for keyword in article.keywords.msgid.split("|"):
            assert library.search(keyword, "en"), keyword


@pytest.mark.parametrize(
    "typed", ["", "…", "🙂", "yes", "thank you", "ok", "lkjh qwrtz", "1", "hello how are you"]
)
def test_what_asks_nothing_finds_nothing(library: AnswerLibrary, typed: str) -> None:
    assert not library.search(typed, "en")


def test_at_most_three_are_found_and_the_best_is_first(library: AnswerLibrary) -> None:
    found = library.search("can I see a doctor at night without papers", "en")
    assert len(found) == 3
    assert [each.score for each in found] == sorted((e.score for e in found), reverse=True)


def test_another_language_than_the_one_chosen_is_understood(tmp_path: Path) -> None:
    shutil.copy(LOCALES / "languages.toml", tmp_path)
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    food, work = LIBRARY["shower_clothes_food"], LIBRARY["work"]
    french = {food.keywords.msgid: "faim|douche", work.keywords.msgid: "travail"}
    entries = [f'msgctxt "search words"\nmsgid "{en}"\nmsgstr "{fr}"' for en, fr in french.items()]
    (tmp_path / "fr" / "LC_MESSAGES" / "messages.po").write_text("\n\n".join(entries) + "\n")
    spoken = Catalogues(["fr", "en"], ZoneInfo("UTC"), tmp_path)
    library = AnswerLibrary({each.id: each for each in (food, work)}, spoken)
    assert [each.id for each in library.search("faim", "fr")] == [food.id]
    assert not library.index("fr").find("hungry")
    assert [each.id for each in library.search("hungry", "fr")] == [food.id]
    assert not library.search("еда", "fr")


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("and the door is shut", "en"),  # the French have tea
        ("and the door is shut", "fr"),
        ("held words", "ar"),  # a Dutch word looks like one of them
        ("I need a coat", "en"),  # and a Croat has one letter more
        ("hello my friend", "nl"),
        ("Please help me my friend quick what now", "en"),
        ("Please help me my friend quick what now", "fr"),
    ],
)
def test_what_another_language_makes_of_words_by_chance_is_not_shown(
    every_language: AnswerLibrary, typed: str, chosen: str
) -> None:
    assert not every_language.search(typed, chosen)


def test_only_the_beginning_of_a_very_long_message_is_read() -> None:
    assert len(words("word " * 500)) <= 60


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("İSTANBUL ılık", "istanbul ilik"),
        ("٢٦ ۲۶", "26 26"),
        ("Ɓeydaari ɗoo", "beydaari doo"),
        ("مدرسة", "مدرسه"),
        ("Wi-Fi", "wi fi"),
    ],
)
def test_one_spelling_for_many(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(("one", "other"), [("ሐኀሃ", "ሀሀሀ"), ("ሥዓኣ", "ስአአ"), ("ፀሓይ", "ጸሃይ")])
def test_ethiopic_letters_that_sound_alike_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_the_command_line_prints_ids_and_scores_best_first() -> None:
    said = CliRunner().invoke(app, ["answers", "search", "--language", "en", "where to sleep"])
    scores = [line.split() for line in said.output.splitlines()]
    assert said.exit_code == 0
    assert scores[0][1] == "sleep_tonight"
    assert [float(s) for s, _ in scores] == sorted((float(s) for s, _ in scores), reverse=True)


def test_the_command_line_says_that_nothing_is_found() -> None:
    said = CliRunner().invoke(app, ["answers", "search", "qwrtz"])
    assert said.output.strip() == "nothing found: a person is offered"
    unknown = CliRunner().invoke(app, ["answers", "search", "--language", "xx", "sleep"])
    assert unknown.exit_code == 1
    assert "there is no language 'xx'" in unknown.output
