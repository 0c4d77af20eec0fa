"""What an answer says of its own age, and whether it is still told. Pure."""

from __future__ import annotations

from bot.answers.standing import Standing
from bot.engine import Text, _, verbatim

# Translators: where an answer comes from, and the day on which somebody of us checked it.
CHECKED = _("Source: %(source)s. Checked on %(day)s.")
OLD = _("Source: %(source)s. Checked on %(day)s: that is long ago, so ask a person before you act.")
WRONG = _("Source: %(source)s. It may no longer be right: ask a person before you act.")
NEVER = _("Source: %(source)s. None of us has checked this yet: ask a person before you act.")


def is_told(standing: Standing) -> bool:
    """Whether an answer is still told. One that is too old, or that staff called wrong, goes to a
    human instead where an old rule could cost somebody their case (`Article.when_stale`). One that
    nobody has checked yet is told, and says so.
    """
    return standing.article.when_stale == "say" or standing.why not in ("stale", "old")


def certainty(standing: Standing, day: str) -> Text:
    """Where an answer comes from, and how sure it is; `day`: of the check, in words."""
    match standing.why:
        case None:
            said = CHECKED
        case "old":
            said = OLD
        case "stale":
            said = WRONG
        case _:
            said = NEVER
    return said.with_values(source=verbatim(standing.article.source), day=verbatim(day))
