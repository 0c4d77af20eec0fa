"""Words of somebody in need, and the numbers that are shown beside whatever else is answered."""

from bot.engine import Crisis, _, joined, pgettext
from flows import numbers

TELL_US = _("To tell our team, tap 🆘.")

# Translators: words and phrases that somebody types in such a moment, separated by |. Give all
# that are usual in your language, as spoken, with and without accents, and every form that such a
# word has: whole words are compared, so "beat" does not find "beats". They only ever add help.
CRISES = (
    Crisis(
        "despair",
        pgettext(
            "crisis words",
            "kill myself|killing myself|want to die|wanna die|wish I was dead|wish I were dead|"
            "better off dead|end my life|take my life|suicide|suicidal|do not want to live|"
            "don't want to live|dont want to live|no reason to live|hang myself|hurt myself|"
            "cut myself|cannot go on living|can't go on living",
        ),
        joined(numbers.DESPAIR, TELL_US),
    ),
    Crisis(
        "violence",
        pgettext(
            "crisis words",
            "kill me|killing me|kill us|beats me|beating me|beat me|hits me|hitting me|hit me|"
            "rape|raped|raping|attacks me|attacked me|attack me|stabbed|strangled me|has a knife|"
            "has a gun|threatens me|threatening me|threatens to kill|I am in danger|"
            "I'm in danger|we are in danger|my life is in danger|touches me",
        ),
        joined(numbers.VIOLENCE, TELL_US),
    ),
    Crisis(
        "medical",
        pgettext(
            "crisis words",
            "cannot breathe|can't breathe|cant breathe|not breathing|does not breathe|"
            "unconscious|does not wake up|doesn't wake up|heart attack|chest pain|stroke|"
            "is bleeding|am bleeding|bleeding a lot|a lot of blood|giving birth|in labour|"
            "in labor|contractions|waters broke|water broke|overdose|took too many pills|"
            "poisoned|seizure|ambulance|is dying|am dying",
        ),
        joined(numbers.ILL, numbers.POISON, TELL_US),
    ),
    Crisis(
        "child",
        pgettext(
            "crisis words",
            "child is missing|lost my child|lost my son|lost my daughter|lost my baby|"
            "baby is missing|son is missing|daughter is missing|child alone|unaccompanied minor|"
            "minor alone|alone and under 18|under 18 and alone|I am a child|I am a minor|"
            "outside with my baby|outside with a baby|outside with my child|"
            "outside with my children|baby is cold|children are cold|baby outside",
        ),
        joined(numbers.CHILD_ALONE, numbers.OUTSIDE, TELL_US),
    ),
    Crisis(
        "forced",
        pgettext(
            "crisis words",
            "forced to work|forces me to work|force me to work|made me work|took my passport|"
            "takes my passport|keeps my passport|sell my body|sell sex|sold me|sells me|"
            "forced marriage|forced to marry|force me to marry|prostitution|slave|"
            "does not let me leave|doesn't let me leave|not allowed to leave the house|locked me",
        ),
        joined(numbers.FORCED, TELL_US),
    ),
)
"""In this order, where several are meant."""
