"""Words that nothing asked for: shall a helper have them?"""

from bot.engine import Choice, Flow, GoTo, Outcome, PassOnEarlierWords, Question, _, joined
from flows.shared import NUMBER_AND_WHEN

pass_on = Flow(
    "pass_on",
    [
        Question(
            "to_a_helper",
            _("You wrote to us. Shall we give your words to a helper?"),
            [
                Choice("yes", _("✅ Yes, to a helper"), then="passed_on"),
                Choice("no", _("No, forget it"), then="forgotten"),
            ],
        ),
        Outcome(
            "passed_on",
            joined(
                _("Your words are saved. A helper answers here, in this chat."), NUMBER_AND_WHEN
            ),
            [PassOnEarlierWords(keep=True)],
        ),
        Outcome(
            "forgotten",
            _("We have forgotten it."),
            [PassOnEarlierWords(keep=False), GoTo("menu")],
        ),
    ],
    needs_consent=True,
)
