"""A place to sleep: what can be done tonight, our list, and a person to write to."""

from bot.engine import Choice, Flow, GoTo, Outcome, Question, ShowPlace, _, joined
from bot.shelter.words import NOT_FEDASIL
from flows.shared import TONIGHT

shelter = Flow(
    "shelter",
    [
        Question(
            "what",
            joined(
                TONIGHT,
                _("We also keep a list, for places that become free later."),
                NOT_FEDASIL,
            ),
            [
                Choice("join", _("📝 Put me on the list"), then="join"),
                Choice("place", _("📍 My place on the list"), then="place"),
                Choice("person", _("🙋 Write to a person"), then="person"),
            ],
        ),
        Outcome("join", effects=[GoTo("join_list")]),
        Outcome("place", effects=[ShowPlace()]),
        Outcome("person", effects=[GoTo("sleep")]),
    ],
)
