"""Answers about a place to sleep. None of them promises one."""

from bot.engine import Article, _

SLEEP_TONIGHT = Article(
    "sleep_tonight",
    _("Where can I sleep tonight?"),
    [
        _(
            "Call Samusocial: 0800 99 340, free, day and night. Often it is full: call early, "
            "and try again."
        ),
        _("In the morning, the Humanitarian Hub has a list for emergency beds."),
        _("Under 18, pregnant, ill, or with children? Tap Emergency and tell us now."),
    ],
    source="samusocial.be; belrefugees.be",
    stale_after=30,
)

FEDASIL_LIST = Article(
    "fedasil_list_register",
    _("How do I get on the Fedasil list?"),
    [
        _(
            "No place on the day you asked for asylum? Fill in the form «Register for reception» "
            "on fedasilinfo.be. Fedasil answers by e-mail: look every day, also in the spam."
        ),
        _("While you wait, you still have the right to a doctor and to a free lawyer."),
        _("Our list for emergency beds is another list. You can be on both."),
    ],
    source="Fedasil, fedasilinfo.be",
    stale_after=30,
    may_change=True,
)
