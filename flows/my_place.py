"""My place on the list: change it, pause it, take it up again, or leave the list. One phone may
speak for several places.
"""

from bot.engine import (
    ChangeListing,
    Choice,
    Flow,
    GoTo,
    Outcome,
    Question,
    ShowPlace,
    Step,
    _,
    joined,
)
from bot.shelter.words import NOT_FEDASIL

WHAT_NOW = _("What would you like to do?")
LEAVE = Choice("withdraw", _("🚪 I no longer need a place"), then="sure")
REACH = Choice("reach", _("📱 How you can reach me"), then="reach")


def _leaving() -> list[Step]:
    """Leaving is asked once more: the date is gone then."""
    return [
        Outcome("reach", effects=[GoTo("reach", afresh=True)]),
        Question(
            "sure",
            joined(
                _(
                    "Shall we take you off the list? Your date ends then. "
                    "A pause keeps it, in case you need a place later."
                ),
                NOT_FEDASIL,
            ),
            [
                Choice("yes", _("🚪 Yes, take me off the list"), then="withdrawn"),
                Choice("no", _("No, keep my place"), then="stays"),
            ],
        ),
        Outcome("withdrawn", effects=[ChangeListing("withdraw"), GoTo("menu")]),
        Outcome("stays", _("Nothing has changed: your date stays."), [GoTo("menu")]),
    ]


my_place = Flow(
    "my_place",
    [
        Question(
            "what",
            WHAT_NOW,
            [
                Choice("change", _("✏️ Change my answers"), then="change"),
                REACH,
                Choice("pause", _("⏸ Pause"), then="paused"),
                LEAVE,
            ],
        ),
        Outcome("change", effects=[GoTo("join_list", afresh=True)]),
        Outcome("paused", effects=[ChangeListing("pause"), GoTo("menu")]),
        *_leaving(),
    ],
)

paused_place = Flow(
    "paused_place",
    [
        Question(
            "what",
            WHAT_NOW,
            [
                Choice("return", _("🛏 I need a place again"), then="back"),
                REACH,
                LEAVE,
            ],
        ),
        Outcome("back", effects=[ChangeListing("return"), GoTo("menu")]),
        *_leaving(),
    ],
)

listed_already = Flow(
    "listed_already",
    [
        Question(
            "who",
            _("You are on our list already, and your date stays. What would you like to do?"),
            [
                Choice("place", _("📍 See my place"), then="place"),
                Choice("other", _("👥 Put somebody else on it"), then="other"),
            ],
        ),
        Outcome("place", effects=[ShowPlace()]),
        Outcome("other", effects=[GoTo("join_list", afresh=True)]),
    ],
)
