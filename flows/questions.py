"""Common questions: the answers of the library, by topic, one at a time."""

from bot.engine import Choice, Flow, Outcome, Question, ShowAnswer, _
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
                [Choice(each.id, each.question, then=f"show_{each.id}") for each in topic.articles],
            )
            for topic in TOPICS
        ),
        *(Outcome(f"show_{each.id}", effects=[ShowAnswer(each.id)]) for each in LIBRARY.values()),
    ],
)
