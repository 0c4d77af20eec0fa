"""My papers or my status: which paper, what is urgent, and what the person wants to know."""

from bot.engine import (
    Answers,
    Branch,
    Choice,
    Flow,
    GoTo,
    OpenQuestion,
    OpenTicket,
    Outcome,
    Question,
    When,
    _,
    joined,
    value,
)
from flows.letter import LETTER
from flows.shared import NO, NOT_SURE, NUMBER_AND_WHEN, YES, YOUR_WORDS, review

URGENT_PAPERS = {"annex_26quater", "annex_13quinquies", "annex_39"}
"""Papers after which the time to appeal is short, or a transfer or removal may follow."""


URGENT_LETTERS = {"decision", "order"}
"""Letters after which the days are few, whatever the reader makes of the date."""

SAVED = joined(_("Your question is saved. A helper answers here, in this chat."), NUMBER_AND_WHEN)


def may_miss_letters(answers: Answers) -> bool:
    """Letters go somewhere where they do not look: whom we ask about a weekly reminder."""
    return value(answers, "address") in {"far", "none"}


REMIND = GoTo("letters", when=may_miss_letters)


def is_urgent(answers: Answers) -> bool:
    """A flag for the helper, no score: a human decides what is first. No date is computed: who
    does not know how soon it is may have little time.
    """
    return (
        value(answers, "paper") in URGENT_PAPERS
        or value(answers, "letter") == "missed"
        or value(answers, "which_letter") in URGENT_LETTERS
        or value(answers, "how_soon") in {"today", "week", "unsure"}
    )


status = Flow(
    "status",
    [
        # Translators: keep the Belgian names of papers (Annex 26, Annex 26quater …) as they are.
        Question(
            "paper",
            _("Which paper do you have? Choose the newest one."),
            [
                Choice("certificate", _("Certificate of presentation")),
                Choice("annex_26", _("Annex 26")),
                Choice("annex_26quinquies", _("Annex 26quinquies")),
                Choice("annex_25", _("Annex 25 or 25quinquies")),
                Choice("annex_26quater", _("Annex 26quater or 25quater")),
                Choice("annex_13quinquies", _("Annex 13quinquies")),
                Choice("annex_39", _("Annex 13septies, 39bis or 39ter")),
                Choice("annex_35", _("Annex 35")),
                Choice("orange_card", _("Orange card")),
                Choice("other", _("Another paper")),
                Choice("none", _("No paper"), then="letter"),
                NOT_SURE,
            ],
            summary=_("Paper"),
        ),
        # It decides which legal-aid bureau can appoint a lawyer: BAJ (French) or BJB (Dutch).
        Question(
            "procedure_language",
            _("Is your asylum file in French or in Dutch? It is written on your paper."),
            [
                Choice("fr", _("French")),
                Choice("nl", _("Dutch")),
                NOT_SURE,
            ],
            summary=_("Language of the file"),
        ),
        Question(
            "letter",
            _("Did you get a letter with a decision, or with a date to come or to answer?"),
            [
                Choice("yes", YES.label, then="which_letter"),
                NO,
                NOT_SURE,
                Choice("missed", _("📅 I missed my interview"), then="missed_when"),
            ],
            summary=_("Letter with a date"),
            then="lawyer",
        ),
        *LETTER,
        Question(
            "lawyer",
            _("Do you have a lawyer?"),
            [YES, NO, NOT_SURE],
            summary=_("Lawyer"),
        ),
        Question(
            "protected_elsewhere",
            _("Did another country of the European Union give you protection?"),
            [YES, NO, NOT_SURE],
            summary=_("Protection in another EU country"),
        ),
        Question(
            "address",
            _("Do you have an address for your letters, where you look every week?"),
            [
                Choice("yes", _("Yes, and I look there")),
                Choice("far", _("Yes, but I do not get there")),
                Choice("none", _("No address")),
                NOT_SURE,
            ],
            summary=_("Address for letters"),
        ),
        OpenQuestion(
            "words",
            _(
                "What would you like to know? Write it, or record your voice. "
                "Not your whole story: your helper asks if more is needed."
            ),
            summary=YOUR_WORDS,
            skip=_("Nothing to add"),
        ),
        review(then="is_it_urgent"),
        Branch(
            "is_it_urgent",
            [When(is_urgent, then="sent_urgent")],
            otherwise="sent",
        ),
        Outcome(
            "sent_urgent",
            joined(
                _("Your question is saved and marked as urgent."),
                NUMBER_AND_WHEN,
                _(
                    "Your paper or letter says how many days you have. "
                    "If you can, show it to a lawyer today."
                ),
            ),
            [OpenTicket("legal", "status", urgent=is_urgent), REMIND],
        ),
        Outcome("sent", SAVED, [OpenTicket("legal", "status"), REMIND]),
    ],
    needs_consent=True,
    topic="status",
    again="again_status",
)
