"""Other help: what it is, two or three short questions where they change what we do, own words.

Of health nothing is asked but how soon: a doctor asks the rest.
"""

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
    ShowPlaces,
    When,
    _,
    joined,
    value,
)
from flows.shared import NO, NOT_SURE, NUMBER_AND_WHEN, SKIP, YES, YOUR_WORDS, review
from flows.supplies import SUPPLIES

SAVED = joined(_("Your request is saved. A helper answers here, in this chat."), NUMBER_AND_WHEN)
NOTHING_TO_ADD = _("Nothing to add")


def about_health(answers: Answers) -> bool:
    """The day centre knows which doctor is there today."""
    return value(answers, "what") == "doctor"


other_help = Flow(
    "other_help",
    [
        Question(
            "what",
            _("What do you need? Tap, write or speak."),
            [
                Choice("food", _("🍲 Food, a meal"), then="people"),
                Choice("clothes", _("👕 Clothes, blankets, nappies"), then="given_out"),
                Choice("shower", _("🚿 To have a shower"), then="to_showers"),
                Choice("doctor", _("🩺 To see a doctor"), then="soon"),
                Choice("phone", _("📱 A phone or SIM card"), then="phone"),
                Choice("letters", _("✉️ Letters, an address"), then="letters"),
                Choice("school", _("🏫 School or a course"), then="pupil"),
                Choice("work", _("💼 Work and jobs"), then="card"),
                Choice("family", _("👪 Find my family"), then="relative"),
                Choice("other", _("💬 Something else"), then="words"),
            ],
            summary=_("Needs"),
            when_written="other",
        ),
        Question(
            "people",
            _("For how many people is it?"),
            [
                Choice("1", _("Only for me")),
                Choice("2", _("For two")),
                Choice("3", _("For three or more")),
                Choice("baby", _("Also a baby")),
                SKIP,
            ],
            summary=_("For whom"),
            then="words",
        ),
        *SUPPLIES,
        Question(
            "soon",
            _("How soon do you need a doctor? You need not say why."),
            [
                Choice("now", _("🚑 Now, it is very bad"), then="to_emergency"),
                Choice("today", _("Today, if possible")),
                Choice("days", _("In the next days")),
                NOT_SURE,
            ],
            summary=_("How soon"),
        ),
        Question(
            "since",
            _("Since when?"),
            [
                Choice("today", _("Since today or yesterday")),
                Choice("week", _("For some days")),
                Choice("longer", _("For longer")),
                SKIP,
            ],
            summary=_("Since when"),
        ),
        Question(
            "patient",
            _("Is it for somebody pregnant, or for a child?"),
            [
                Choice("pregnant", _("For somebody pregnant")),
                Choice("child", _("For a child")),
                NO,
                SKIP,
            ],
            summary=_("For whom"),
            then="words",
        ),
        Question(
            "phone",
            _("What about the phone?"),
            [
                Choice("lost", _("Lost, stolen or broken")),
                Choice("sim", _("A SIM card, or credit")),
                Choice("charge", _("🔌 Charge it")),
                Choice("other", _("Something else")),
            ],
            summary=_("Phone"),
            then="words",
        ),
        Question(
            "letters",
            _("What about your letters?"),
            [
                Choice("address", _("I need an address for letters")),
                Choice("read", _("Somebody has to read me a letter"), then="dated"),
                Choice("where", _("I do not know where my letters are")),
                Choice("other", _("Something else")),
            ],
            summary=_("Letters"),
            then="words",
        ),
        Question(
            "dated",
            _("Is there a date or a number of days in the letter?"),
            [
                Choice("yes", _("Yes, there is"), then="to_status"),
                NO,
                NOT_SURE,
            ],
            summary=_("Date in the letter"),
            then="words",
        ),
        Question(
            "pupil",
            _("Who wants to learn?"),
            [
                Choice("child", _("A child under 18")),
                Choice("adult", _("An adult: a language course")),
                Choice("other", _("Something else")),
            ],
            summary=_("Who learns"),
            then="words",
        ),
        Question(
            "card",
            _("Do you have an orange card?"),
            [YES, NO, NOT_SURE],
            summary=_("Orange card"),
            then="words",
        ),
        Question(
            "relative",
            _("Who is it? Their names can wait."),
            [
                Choice("child", _("My child")),
                Choice("partner", _("My husband or wife")),
                Choice("parent", _("My parents, brothers or sisters")),
                Choice("other", _("Somebody else")),
                SKIP,
            ],
            summary=_("Who is looked for"),
        ),
        Question(
            "contact",
            _("When did you last hear from them?"),
            [
                Choice("weeks", _("Some weeks ago")),
                Choice("months", _("Some months ago")),
                Choice("years", _("A year ago, or longer")),
                SKIP,
            ],
            summary=_("Last heard from"),
            then="words",
        ),
        OpenQuestion(
            "words",
            _("Is there more that we should know? Write it, or record your voice."),
            summary=YOUR_WORDS,
            skip=NOTHING_TO_ADD,
        ),
        review(then="which_team"),
        Branch("which_team", [When(about_health, then="sent_health")], otherwise="sent"),
        Outcome("sent", SAVED, [OpenTicket("followup", "other_help")]),
        Outcome("sent_health", SAVED, [OpenTicket("centre", "other_help")]),
        Outcome("to_showers", effects=[ShowPlaces("shower")]),
        Outcome("to_emergency", effects=[GoTo("emergency", afresh=True)]),
        Outcome(
            "to_status",
            _("A helper of the legal team looks at that: first two or three questions."),
            [GoTo("status")],
        ),
    ],
    needs_consent=True,
    topic="other_help",
    again="again_other_help",
)
