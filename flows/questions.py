"""Common questions: the answers of the library, one at a time."""

from bot.engine import Choice, Flow, GoTo, Message, Outcome, Question, _
from flows.answers import LIBRARY

questions = Flow(
    "questions",
    [
        Question(
            "which",
            _("What is your question about?"),
            [Choice(article.id, article.question, then=article.id) for article in LIBRARY],
        ),
        *(Message(article.id, article.answer, then="more") for article in LIBRARY),
        Question(
            "more",
            _("Is there more that you would like to know?"),
            [
                Choice("another", _("💡 Another question"), then="another"),
                Choice("person", _("🙋 Ask a person"), then="person"),
            ],
        ),
        Outcome("another", effects=[GoTo("questions", afresh=True)]),
        Outcome("person", effects=[GoTo("other_help")]),
    ],
)
