"""After an answer of the library: did it help? And what instead of one that is too old."""

from bot.engine import AnswerHelped, Choice, Flow, GoTo, Outcome, Question, _

ASK_A_PERSON = _("🙋 Ask a person")
ANOTHER = _("💡 Another question")

helped = Flow(
    "helped",
    [
        Question(
            "helped",
            _("Did this help?"),
            [
                Choice("yes", _("✅ Yes"), then="yes"),
                Choice("no", _("🙋 No, ask a person"), then="no"),
                Choice("another", ANOTHER, then="another"),
            ],
        ),
        Outcome("yes", effects=[AnswerHelped(True)]),
        Outcome("no", effects=[AnswerHelped(False)]),
        Outcome("another", effects=[GoTo("questions", afresh=True)]),
    ],
)

too_old = Flow(
    "too_old",
    [
        Question(
            "ask",
            _("Our answer to this is too old to be safe. Shall a person answer you?"),
            [
                Choice("person", ASK_A_PERSON, then="person"),
                Choice("another", ANOTHER, then="another"),
            ],
        ),
        Outcome("person", effects=[AnswerHelped(False)]),
        Outcome("another", effects=[GoTo("questions", afresh=True)]),
    ],
)
