"""Answers about lawyers."""

from bot.engine import Article, Topic, _, pgettext

FREE_LAWYER = Article(
    "free_lawyer",
    _("How do I get a free lawyer?"),
    [
        _(
            "With little or no money, a lawyer is free. Go early, on a working day, to the legal "
            "aid office of the language of your file: BAJ for French, BJB for Dutch."
        ),
        _("Or ask a lawyer yourself: they arrange the payment. You may change your lawyer."),
        _("Bring your Annex 26. Never pay somebody who only promises to find you a lawyer."),
    ],
    pgettext(
        "search words",
        "lawyer|avocat|advocaat|free lawyer|pro deo|legal aid|BAJ|BJB|attorney|change lawyer|"
        "no money for lawyer|legal help",
    ),
    source="baliebrussel.be; fedasilinfo.be",
    stale_after=60,
    when_stale="hand over",
    places=["legal_aid_fr", "legal_aid_nl"],
)

HELPDESK = Article(
    "legal_helpdesk",
    _("Where is the Legal Helpdesk?"),
    [
        _(
            "Lawyers, students and volunteers help there, with interpreters. It is free: about "
            "your reception place, your asylum case, and finding a lawyer."
        ),
        _("Bring your Annex 26, all your letters, and your phone."),
    ],
    pgettext(
        "search words",
        "legal helpdesk|help desk|legal help|advice|lawyers volunteers|Timmerhoutkaai|"
        "Quai au Bois|opening hours|jurist",
    ),
    source="vluchtelingenwerk.be; globearoma.be, 2023",
    stale_after=30,
    places=["legal_helpdesk"],
)

TOPIC = Topic("lawyers", _("💼 A lawyer"), [FREE_LAWYER, HELPDESK])
