"""Places and hours: what somebody looks for. Which places there are, staff keep in a table."""

from bot.engine import Choice, Flow, Outcome, Question, ShowPlaces, _

NEEDS = (
    Choice("food", _("🍲 Food"), then="food"),
    Choice("shower", _("🚿 A shower"), then="shower"),
    Choice("clothes", _("👕 Clothes"), then="clothes"),
    Choice("doctor", _("🩺 A doctor"), then="doctor"),
    Choice("lawyer", _("⚖️ A lawyer"), then="lawyer"),
    Choice("women", _("👩 Only for women"), then="women"),
    Choice("families", _("👪 For families"), then="families"),
    Choice("all", _("📍 All places"), then="all"),
)

places = Flow(
    "places",
    [
        Question("need", _("What are you looking for? I show what is open first."), NEEDS),
        *(Outcome(need.value, effects=[ShowPlaces(need.value)]) for need in NEEDS),
    ],
)
