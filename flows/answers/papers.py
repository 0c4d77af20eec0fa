"""Answers about papers and letters."""

from bot.engine import Article, Topic, _, pgettext

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
    pgettext(
        "search words",
        "annex|annexe|bijlage|26|26quater|26quinquies|13quinquies|35|paper|document|"
        "what is this paper|order to leave|lost my paper",
    ),
    source="Immigration Office, dofi.ibz.be; vreemdelingenrecht.be",
    stale_after=90,
    may_change=True,
    when_stale="hand over",
)

ORANGE_CARD = Article(
    "orange_card",
    _("How do I get the orange card?"),
    [
        _(
            "The orange card is a residence card for some months. Go with your Annex 26 to the "
            "commune (town hall) where you live, within 8 working days."
        ),
        _(
            "The first card is for 4 months from your asylum request; later ones are usually "
            "for 8 months."
        ),
        _("Without an address the commune may refuse. Ask a social worker or a lawyer for help."),
    ],
    pgettext(
        "search words",
        "orange card|carte orange|residence card|identity card|commune|town hall|"
        "attestation d'immatriculation|renew my card|card expired|municipality",
    ),
    source="Immigration Office, dofi.ibz.be",
    stale_after=90,
    may_change=True,
    when_stale="hand over",
)

LETTERS = Article(
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
    pgettext(
        "search words",
        "address|letters|mail|post|moved|new address|no address|mailbox|letterbox|"
        "chosen residence|domicile|change address",
    ),
    source="Immigration Office, dofi.ibz.be; CGRS, cgrs.be",
    stale_after=90,
    may_change=True,
    when_stale="hand over",
)

TOPIC = Topic("papers", _("📄 Papers and letters"), [ANNEXES, ORANGE_CARD, LETTERS])
