"""Answers about papers and letters."""

from bot.engine import Article, _

ANNEXES = Article(
    "annex26",
    _("What is my Annex 26, or another paper?"),
    [
        _(
            "Annex 26 proves that you asked for asylum. Annex 26quinquies is for a second or later "
            "request, Annex 25 for a request at the border."
        ),
        _(
            "Annex 26quater says that another EU country has to decide, and that you have to "
            "go there. Annex 13quinquies is an order to leave. With one of these, see a lawyer "
            "at once."
        ),
        _(
            "Annex 35 is a paper for the time of an appeal. "
            "Keep every paper, and take a photo of it."
        ),
    ],
    source="Immigration Office, dofi.ibz.be; vreemdelingenrecht.be",
    stale_after=90,
    may_change=True,
)

CHANGE_ADDRESS = Article(
    "change_address",
    _("I have no address. Where are my letters?"),
    [
        _(
            "Letters go to the address that you gave as your chosen address. If you gave none, "
            "they go to the CGRS (CGRA, CGVS): go there often and ask."
        ),
        _(
            "You move? Tell the Immigration Office and the CGRS, both, by registered letter, "
            "or hand the form in at the CGRS."
        ),
        _("To tell only the commune is not enough."),
    ],
    source="Immigration Office, dofi.ibz.be; CGRS, cgrs.be",
    stale_after=90,
    may_change=True,
)
