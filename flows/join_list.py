"""Onto the list: whether we may keep the answers, then at most eight short questions.

An answer that cannot wait leaves the questions at once: numbers first, and the team is alerted.
"""

from bot.engine import (
    Alert,
    Answers,
    Branch,
    Choice,
    Consent,
    Flow,
    GoTo,
    JoinList,
    OpenQuestion,
    Outcome,
    Question,
    When,
    _,
    joined,
    value,
)
from bot.shelter.declared import baby_outside, minor_alone
from bot.shelter.words import NOT_FEDASIL
from flows.numbers import CALL_112, CHILD_ALONE, DESPAIR, ILL, OUTSIDE, VIOLENCE
from flows.shared import NO, SKIP, TONIGHT, YES, review

TELL_TEAM = (Alert(), GoTo("alerted", afresh=True))
BIRTH = Choice("birth", _("🚑 The birth begins now"), then="ill")
PREGNANT = Choice("pregnant", _("Pregnant"))


def with_children(answers: Answers) -> bool:
    """Children whose ages are asked."""
    return value(answers, "company") in ("one_adult", "two_adults")


def on_their_own(answers: Answers) -> bool:
    """Only who is alone is asked which kind of place: of families and couples it is known."""
    return value(answers, "company") == "alone"


def a_place_for_men(answers: Answers) -> bool:
    """They are not asked about a pregnancy."""
    return value(answers, "kind") == "men"


join_list = Flow(
    "join_list",
    [
        Question(
            "consent",
            joined(
                _("For the list we ask a few short questions. You can skip each of them."),
                _(
                    "Our team reads your answers, and nobody else gets them unless you ask us to "
                    "or a judge orders it. They are locked, and you can erase them."
                ),
                NOT_FEDASIL,
                _("May we keep your answers for the list?"),
            ),
            [
                Choice("yes", _("✅ Yes, for the list")),
                Choice("no", _("No, do not keep them"), then="refused"),
            ],
            summary=_("Kept for the list"),
        ),
        Question(
            "safe",
            _("Are you safe now?"),
            [
                Choice("yes", _("Yes, I am safe")),
                Choice("danger", _("⚠️ I am in danger"), then="danger"),
                Choice("ill", _("🚑 Very ill or hurt"), then="ill"),
                BIRTH,
                Choice("despair", _("💔 I do not want to live"), then="despair"),
                SKIP,
            ],
            summary=_("Safe now"),
        ),
        Question(
            "age",
            _("How old are you?"),
            [
                Choice("minor_alone", _("Under 18, and alone"), then="minor_alone"),
                Choice("minor", _("Under 18, with my family")),
                Choice("adult", _("18 to 64")),
                Choice("senior", _("65 or older")),
                SKIP,
            ],
            summary=_("Age"),
        ),
        Question(
            "company",
            _("Who needs a place together with you?"),
            [
                Choice("alone", _("Nobody, I am alone")),
                Choice("partner", _("My partner")),
                Choice("one_adult", _("Children, and I am the only adult")),
                Choice("two_adults", _("Children, and we are two adults")),
                Choice("other", _("More people, or something else")),
                SKIP,
            ],
            summary=_("Who needs a place"),
        ),
        Branch(
            "with_whom",
            [
                When(minor_alone, then="minor_alone"),
                When(with_children, then="ages"),
                When(on_their_own, then="kind"),
            ],
            otherwise="baby",
        ),
        OpenQuestion(
            "ages",
            _(
                "How old are the children? Write every age in one message, for example: 0, 3, 7. "
                "A baby under one year is 0."
            ),
            summary=_("Ages of the children"),
            skip=SKIP.label,
            only_when_asked=True,
        ),
        Question(
            "pregnant",
            _("Is one of you pregnant?"),
            [PREGNANT, BIRTH, NO, SKIP],
            summary=_("Pregnant"),
            then="health",
        ),
        Question(
            "kind",
            _("Which kind of place do you need?"),
            [
                Choice("men", _("A place for men")),
                Choice("women", _("A place for women")),
                Choice("person", _("I would rather tell a person")),
                SKIP,
            ],
            summary=_("Kind of place"),
        ),
        Branch("who_is_asked", [When(a_place_for_men, then="health")], otherwise="baby"),
        Question(
            "baby",
            _("Is somebody pregnant, or is a baby with you?"),
            [PREGNANT, Choice("baby", _("A baby under one year")), BIRTH, NO, SKIP],
            summary=_("Pregnant, or a baby"),
        ),
        Question(
            "health",
            _("Is there something about health that a place has to suit?"),
            [
                Choice("stairs", _("♿ A wheelchair, or no stairs")),
                Choice("senses", _("Cannot walk far, blind or deaf")),
                Choice("medicine", _("Daily medicine, or hospital lately")),
                Choice("ill", _("🚑 Very ill now"), then="ill"),
                NO,
                SKIP,
            ],
            summary=_("Health"),
        ),
        Question(
            "serious",
            _(
                "Did something serious happen to you, and do you want to talk to a person? "
                "We ask no details here."
            ),
            [YES, NO, SKIP],
            summary=_("Wants to talk to a person"),
        ),
        Question(
            "slept",
            _("Where did you sleep last night?"),
            [
                Choice("outside", _("Outside")),
                Choice("somebody", _("With somebody")),
                Choice("shelter", _("In a shelter")),
                Choice("elsewhere", _("Somewhere else")),
                SKIP,
            ],
            summary=_("Slept last night"),
        ),
        Branch("who_waits", [When(baby_outside, then="baby_outside")], otherwise="review"),
        review(then="listed", text=_("Is this right? Then we put it on the list.")),
        Outcome("listed", effects=[JoinList(), GoTo("reach")]),
        Outcome(
            "refused",
            joined(
                _("That is fine: nothing is kept for the list. All other help stays open to you."),
                TONIGHT,
            ),
            [Consent("list", given=False), GoTo("menu")],
        ),
        Outcome("danger", joined(VIOLENCE, CALL_112), TELL_TEAM),
        Outcome("ill", joined(ILL, CALL_112), TELL_TEAM),
        Outcome("despair", DESPAIR, TELL_TEAM),
        Outcome(
            "minor_alone",
            joined(
                CHILD_ALONE,
                OUTSIDE,
                _("You do not wait on a list: a person looks at this first."),
            ),
            TELL_TEAM,
        ),
        Outcome("baby_outside", joined(OUTSIDE, CALL_112), TELL_TEAM),
    ],
)
