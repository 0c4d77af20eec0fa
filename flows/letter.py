"""A letter, or an interview that was missed: steps of the status flow.

How soon its date is, only the letter says: nothing is counted here, and a helper looks at it.
"""

from collections.abc import Sequence

from bot.engine import Choice, Question, Step, _
from flows.shared import NO, NOT_SURE, YES

LETTER: Sequence[Step] = [
    Question(
        "which_letter",
        _("Which letter is it?"),
        [
            Choice("decision", _("A decision, for example a refusal")),
            Choice("order", _("An order to leave, or to another country")),
            Choice("interview", _("An invitation to an interview")),
            Choice("other", _("Another letter")),
            NOT_SURE,
        ],
        summary=_("Kind of letter"),
    ),
    Question(
        "how_soon",
        _("Is there a date or a number of days in it? How soon is that?"),
        [
            Choice("today", _("Today or tomorrow")),
            Choice("week", _("Within one week")),
            Choice("later", _("Later")),
            Choice("none", _("No date in it")),
            NOT_SURE,
        ],
        summary=_("How soon the date is"),
        then="lawyer",
    ),
    Question(
        "missed_when",
        _("When was the interview, roughly?"),
        [
            Choice("days", _("In the last few days")),
            Choice("weeks", _("One week ago, or longer")),
            Choice("months", _("Months ago")),
            NOT_SURE,
        ],
        summary=_("Missed interview"),
    ),
    Question(
        "invited",
        _("Did you get the letter that invited you?"),
        [YES, NO, NOT_SURE],
        summary=_("Got the invitation"),
        then="lawyer",
    ),
]
