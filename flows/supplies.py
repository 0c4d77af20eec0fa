"""Clothes and supplies: which, for whom, which size; steps of other help.

Where and when they are given out is said before the first of them: perhaps that is all it takes.
"""

from collections.abc import Sequence

from bot.engine import GIVEN_OUT, Choice, Message, OpenQuestion, Question, Step, _
from flows.shared import SKIP

SUPPLIES: Sequence[Step] = [
    Message("given_out", GIVEN_OUT),
    Question(
        "item",
        _("What do you need most?"),
        [
            Choice("coat", _("🧥 A coat, warm clothes")),
            Choice("shoes", _("👟 A pair of shoes")),
            Choice("underwear", _("🧦 Underwear, socks")),
            Choice("blanket", _("🛌 A blanket, a sleeping bag"), then="words"),
            Choice("hygiene", _("🧼 Soap, pads, a toothbrush"), then="words"),
            Choice("baby", _("👶 Nappies, things for a baby"), then="words"),
            Choice("other", _("Something else")),
        ],
        summary=_("Item"),
    ),
    Question(
        "for_whom",
        _("Who is it for?"),
        [
            Choice("man", _("For a man")),
            Choice("woman", _("For a woman")),
            Choice("child", _("For a child")),
            SKIP,
        ],
        summary=_("For whom"),
    ),
    OpenQuestion(
        "size",
        _("Which size? For example M or 42; for a child, how old?"),
        summary=_("Size"),
        skip=SKIP.label,
        then="words",
        only_when_asked=True,
    ),
]
