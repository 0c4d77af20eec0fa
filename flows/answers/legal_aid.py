"""Answers about lawyers."""

from bot.engine import Article, _

FREE_LAWYER = Article(
    "free_lawyer",
    _("How do I get a free lawyer?"),
    [
        _(
            "With little or no money, a lawyer is free. Go to the legal aid office: Rue de la "
            "Régence / Regentschapsstraat 63, Brussels. Go early on a working day."
        ),
        _("File in French: floor +1 (BAJ). File in Dutch: floor −1 (BJB). Bring your paper."),
        _("Never pay somebody who only promises to find you a lawyer."),
    ],
    source="baliebrussel.be; arcenciel-international.be",
    stale_after=60,
)
