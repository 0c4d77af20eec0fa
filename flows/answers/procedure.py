"""Answers about the procedure: where to ask, interviews, appeals."""

from bot.engine import Article, _

APPLY_WHERE = Article(
    "apply_where",
    _("Where do I ask for asylum?"),
    [
        _(
            "Go yourself to the Registration Centre of the Immigration Office: Rue Belliard / "
            "Belliardstraat 68, Brussels. Go early on a working day. Mondays are the busiest."
        ),
        _("It is free. Bring your documents if you have any; you can also ask without them."),
        _("The law says within 8 working days after you arrive. Later is still possible."),
    ],
    source="AIDA, asylumineurope.org, March 2025",
    stale_after=30,
    may_change=True,
)

MISSED_INTERVIEW = Article(
    "missed_interview",
    _("I missed my interview"),
    [
        _(
            "Do something today. Explain in writing why you did not come, with a proof, "
            "for example a paper from a doctor."
        ),
        _("The letter that invited you says how many days you have. The time is short."),
        _("Call your lawyer, or ask us for a helper."),
    ],
    source="CGRS, cgra.be, August 2025",
    stale_after=60,
    may_change=True,
)

APPEAL_DEADLINE = Article(
    "appeal_deadline",
    _("I was refused. How long can I wait?"),
    [
        _("Do not wait. You can appeal to the CALL (in French CCE, in Dutch RvV)."),
        _(
            "The number of days is written in your letter. For some decisions it is very short, "
            "and weekends count too."
        ),
        _("Take the letter to a lawyer today. A lawyer can be free."),
    ],
    source="CGRS, cgrs.be; AIDA, asylumineurope.org",
    stale_after=30,
    may_change=True,
)
