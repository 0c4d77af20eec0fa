"""What a review repeats of the answers, and what a ticket keeps of them."""

from __future__ import annotations

from bot.engine import Answer, Answered, Entry, Flow, Recorded, Started, Text, record
from tests.engine.builders import (
    END,
    FOR_A_FRIEND,
    Talk,
    choice,
    in_english,
    open_question,
    question,
    review,
    said,
)

A = question("a")
FLOW = Flow("f", [A, open_question("words", skip="Nothing to add"), review(FOR_A_FRIEND), END])
VOICE = Entry("voice", media="v1")


def photo(media: str, album: str = "") -> Entry:
    """A photo bubble."""
    return Entry("photo", media=media, album=album)


def line_for(answer: Answer) -> str:
    """What the review says of an open question."""
    turn = Talk(FLOW, a="yes", words=answer).hear(Started())
    assert turn.asked is not None
    shown = in_english(turn.asked.text)
    return shown.removeprefix("A: YES\nWords: ").removesuffix("\n\nIs this right?")


def test_a_summary_has_a_line_for_each_answer() -> None:
    turn = Talk(FLOW, a="no", words=(said("hello"),), friend="yes").hear(Started())
    assert turn.asked is not None
    assert in_english(turn.asked.text) == ("A: NO\nWords: hello\nFor a friend\n\nIs this right?")


def test_several_bubbles_are_one_answer() -> None:
    assert line_for((said("hello"), said("it is me"))) == "hello it is me"


def test_a_skipped_question_shows_the_words_of_the_skip() -> None:
    assert line_for("skipped") == "Nothing to add"


def test_one_recording_is_counted_in_the_singular() -> None:
    assert line_for((VOICE,)) == "1 recording or file"


def test_recordings_and_files_are_counted_one_by_one() -> None:
    assert line_for((VOICE, photo("p1"), photo("p2"))) == "3 recordings or files"


def test_an_album_counts_once() -> None:
    album = (photo("p1", "x"), photo("p2", "x"), photo("p3", "x"))
    assert line_for(album) == "1 recording or file"
    assert line_for((*album, photo("p4", "y"), VOICE)) == "3 recordings or files"


def test_words_come_before_what_was_sent_with_them() -> None:
    captioned = Entry("photo", "my paper", media="p1")
    assert line_for((said("look:"), captioned)) == "look: my paper\n1 recording or file"


def test_eighty_characters_are_shown_whole_and_more_are_cut() -> None:
    assert line_for((said("x" * 80),)) == "x" * 80
    assert line_for((said("x" * 81),)) == "x" * 79 + "…"


def test_a_percent_sign_in_somebodys_words_is_shown_as_it_is() -> None:
    assert line_for((said("100% %(n)s %s"),)) == "100% %(n)s %s"


def test_an_answer_off_the_path_is_not_in_the_summary() -> None:
    first = question("a", choice("short", then="review"), choice("long"))
    turn = Talk(Flow("f", [first, question("b"), review(), END]), a="short", b="yes").hear(
        Started()
    )
    assert turn.asked is not None
    assert in_english(turn.asked.text) == "A: SHORT\n\nIs this right?"


def test_a_ticket_keeps_each_answer_with_the_english_words_of_question_and_label() -> None:
    kept = record(FLOW, {"a": "yes", "words": (said("hello"),)})
    assert kept[0] == Recorded("a", "yes", Text("A"), Text("YES"))
    assert (kept[1].step, kept[1].question, kept[1].entries) == (
        "words",
        Text("Words"),
        (said("hello"),),
    )


def test_a_ticket_keeps_that_somebody_had_nothing_to_say() -> None:
    (_, words) = record(FLOW, {"a": "yes", "words": "skipped"})
    assert words == Recorded("words", "skipped", Text("Words"), Text("Nothing to add"))


def test_a_ticket_keeps_a_toggle_only_when_it_is_on() -> None:
    answers = {"a": "yes", "words": "skipped"}
    assert len(record(FLOW, answers)) == 2
    assert record(FLOW, {**answers, "friend": "yes"})[2] == Recorded(
        "friend", "yes", Text("For a friend")
    )


def test_a_ticket_keeps_no_answer_from_a_road_that_was_not_taken() -> None:
    first = question("a", choice("short", then="review"), choice("long"))
    flow = Flow("f", [first, question("b"), review(), END])
    talk = Talk(flow)
    talk.hear(Answered("a", "long"), Answered("b", "yes"))
    talk.hear(Answered("review", "change"), Answered("review.change", "a"))
    talk.hear(Answered("a", "short"))
    assert talk.answers["b"] == "yes"
    assert [each.step for each in record(flow, talk.answers)] == ["a"]


def test_a_ticket_keeps_answers_in_the_order_in_which_they_were_asked() -> None:
    flow = Flow("f", [question("a"), question("b"), question("c"), END])
    kept = record(flow, {"c": "yes", "a": "no", "b": "yes"})
    assert [each.step for each in kept] == ["a", "b", "c"]


def test_a_ticket_keeps_the_answer_to_a_renamed_question_under_its_name_of_today() -> None:
    flow = Flow("f", [question("aa"), END], renamed={"a": "aa"})
    assert [each.step for each in record(flow, {"a": "yes"})] == ["aa"]
