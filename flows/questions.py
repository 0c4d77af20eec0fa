"""Common questions: the answers of the library, by topic, one at a time."""

from bot.engine import Choice, Flow, GoTo, Message, Outcome, Question, _
from flows.answers import LIBRARY, TOPICS

questions = Flow(
    "questions",
    [
        Question(
            "topic",
            _("What is your question about?"),
            [Choice(topic.id, topic.label, then=topic.id) for topic in TOPICS],
        ),
        *(
            Question(
                topic.id,
                _("Which question is yours?"),
                [Choice(each.id, each.question, then=each.id) for each in topic.articles],
            )
            for topic in TOPICS
        ),
        *(Message(each.id, each.body, then="more") for each in LIBRARY.values()),
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
