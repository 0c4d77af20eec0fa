"""Somebody answered a question with a recording: they may tell everything that way."""

from bot.engine import Choice, Flow, Outcome, Question, TellByVoice, _, joined
from flows.shared import NUMBER_AND_WHEN

by_voice = Flow(
    "by_voice",
    [
        Question(
            "instead",
            _(
                "🎤 Your recording is kept. Do you want to tell everything by voice instead? "
                "Then a helper listens and fills in the rest."
            ),
            [
                Choice("yes", _("🎤 Yes, by voice")),
                Choice("no", _("No, go on tapping"), then="go_on"),
            ],
        ),
        Outcome(
            "given",
            joined(
                _("🎤 A helper listens to it, and then asks you here whether all is right."),
                NUMBER_AND_WHEN,
            ),
            [TellByVoice(wanted=True)],
        ),
        Outcome("go_on", effects=[TellByVoice(wanted=False)]),
    ],
)
