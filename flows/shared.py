"""Choices and sentences that several conversations use."""

from bot.engine import Choice, Review, StepId, Text, Toggle, _

YES = Choice("yes", _("Yes"))
NO = Choice("no", _("No"))
NOT_SURE = Choice("unsure", _("I don't know"))
SKIP = Choice("skipped", _("⏭ Skip"))

# Translators: keep the telephone number exactly as it is.
TONIGHT = _(
    "For tonight, call Samusocial: 0800 99 340, free, day and night. "
    "Often it is full, and we cannot promise a place."
)

ABOUT_SOMEONE_ELSE = Toggle(
    "someone_else",
    turn_on=_("👥 This is about someone else"),
    turn_off=_("👤 This is about me"),
    summary=_("About: someone else"),
)

NUMBER_AND_WHEN = _("Your number is %(reference)s. %(reading)s")


GIVE_TO_A_HELPER = _("Is this right? Then we give it to a helper.")


def review(then: StepId, text: Text = GIVE_TO_A_HELPER) -> Review:
    """The summary at the end of a request, before it is sent."""
    return Review(
        "review",
        text=text,
        send=_("✅ Send it"),
        change=_("✏️ Change something"),
        pick=_("What would you like to change?"),
        toggles=[ABOUT_SOMEONE_ELSE],
        then=then,
    )


# Translators: in a summary, the name of what somebody wrote or recorded.
YOUR_WORDS: Text = _("Your words")
