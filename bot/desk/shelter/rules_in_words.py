"""/list rules: how the list works, in plain words, made of the very numbers that it works by."""

from __future__ import annotations

from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, lines, verbatim
from bot.shelter.rules import RULES, Rules
from bot.shelter.words import NOT_FEDASIL

TITLE = _("📖 How our list works")
ORDER = _(
    "Who is next: first whoever a helper has put before others after a talk, then by the date of "
    "coming onto the list, then by a lot drawn once. Nights outside do not count."
)
SHARE = _("One place in %(n)s goes to whoever waits longest, so that nobody waits for ever.")
LISTS = _(
    "Men, women, families and couples have lists of their own. A household is one unit and never "
    "parted. Children who are alone are on no list: call 078 15 43 24."
)
STEPS = _("Places without steps go to people who need them, as long as one of them waits.")
HUMAN = _("The bot proposes. Nothing is offered before a coordinator has approved it.")
REASON = _("Whoever decides otherwise gives a reason, and the report shows it.")
NO_MARGIN = _("Never are more places offered than there are.")
MARGIN = _("At most %(n)s in 100 more places are offered than there are.")
WINDOW = _(
    "An offer can be answered for %(hours)s hours of daytime, with reminders at half of it and "
    "%(minutes)s minutes before the end. It never ends in the night (%(from)s to %(to)s is day)."
)
TONIGHT = _("Offers for the same night last %(minutes)s minutes, for people who asked for them.")
SILENCE = _(
    "To say no costs nothing. %(n)s times without an answer, or without coming, keep the place and "
    "the date. After the next time the place rests, and one tap brings it back with its date."
)
CHECK = _(
    "Every %(days)s days we ask whether a place is still needed. After %(silent)s days without an "
    "answer the place rests, and one tap brings it back with its date."
)
TALK = _(
    "When somebody tells us something serious, a helper talks with them within %(days)s days. It "
    "changes the order only after that, by a person's decision."
)
BACK_AGAIN = _("After a stay of at most %(nights)s nights the first date counts again.")
ENDED = _("Who has left the list is forgotten after %(days)s days.")
MONEY = _("Nobody can pay for a place, or to be earlier.")


async def rules(screen: Screen) -> Text:
    """The rules, in the volunteer's language; by the command as a message that can be passed on."""
    rows = [] if not screen.message else [[screen.button(HOME, "l.home")]]
    screen.show(in_words(), rows, public=True)
    return NOTHING


def in_words(by: Rules = RULES) -> Text:
    """Every rule with its number."""
    times = {"from": f"{by.day_starts:%H:%M}", "to": f"{by.day_ends:%H:%M}"}
    window = WINDOW.with_values(
        hours=by.answer_hours, minutes=int(by.last_call.total_seconds() // 60), **times
    )
    said = [
        LISTS,
        ORDER,
        SHARE.with_values(n=by.reserved_every),
        STEPS,
        HUMAN,
        REASON,
        NO_MARGIN if not by.margin else MARGIN.with_values(n=round(by.margin * 100)),
        window,
        TONIGHT.with_values(minutes=int(by.short.total_seconds() // 60)),
        SILENCE.with_values(n=by.forgiven),
        CHECK.with_values(days=by.check_days, silent=by.aside_days),
        TALK.with_values(days=by.talk_days),
        BACK_AGAIN.with_values(nights=by.keeps_date_nights),
        ENDED.with_values(days=by.kept_days),
        MONEY,
        NOT_FEDASIL,
    ]
    bullets = [Text(" ", parts=(verbatim("•"), each)) for each in said]
    return joined(TITLE, lines(*bullets))
