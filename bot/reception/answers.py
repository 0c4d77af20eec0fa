"""An answer of the library as a person reads it, and what follows when it did not help."""

from __future__ import annotations

from bot.answers.counting import Counted, What
from bot.answers.freshness import is_told
from bot.answers.telling import as_told, standing_of
from bot.engine import AnswerHelped, Article, Conversation, GoTo, ShowAnswer, _, value
from bot.people.words import held_rows, open_held
from bot.reception.others import UNDECIDED
from bot.reception.visit import Visit

GONE = _("We no longer have an answer to this.")
HELPED = _("Good.")
FORGOTTEN = _("Good. We have forgotten what you wrote.")

SHOWN = "answer"
"""Kept beside the answers of the flows that follow: the id of what was shown."""

TYPED = "typed"
"""Kept there too: whether it was found by words, which wait for what becomes of them."""


async def about_an_answer(
    visit: Visit, conversation: Conversation, effect: ShowAnswer | AnswerHelped
) -> GoTo | None:
    """Do what an outcome asks of the library."""
    if isinstance(effect, ShowAnswer):
        return await show_answer(visit, effect.article)
    return await _answer_helped(visit, conversation, effect)


async def show_answer(visit: Visit, article_id: str, *, typed: bool = False) -> GoTo:
    """Say an answer with its source and age, and where to go on; one that is too old to be told is
    offered from a person.
    """
    article = visit.office.library.articles.get(article_id)
    if article is None:
        visit.say(GONE)
        return GoTo("questions", afresh=True)
    kept = {TYPED: "yes"} if typed else {}
    visit.say(article.question)
    if not await _tell(visit, article):
        await visit.keep(Conversation("too_old", kept))
        return GoTo("too_old")
    _count(visit, article.id, "shown")
    await visit.keep(Conversation("helped", {**kept, SHOWN: article.id}))
    return GoTo("helped")


async def show_again(visit: Visit) -> str:
    """The answer whose use is being asked about, in the language that was just chosen; the flow
    that follows. One that staff have called wrong meanwhile is not told again.
    """
    answers = visit.conversation("helped").answers
    article = visit.office.library.articles.get(value(answers, SHOWN) or "")
    if article is None:
        return "helped"
    visit.say(article.question)
    if await _tell(visit, article):
        return "helped"
    await visit.keep(Conversation("too_old", {k: v for k, v in answers.items() if k == TYPED}))
    return "too_old"


async def _tell(visit: Visit, article: Article) -> bool:
    """Say what an answer says; False where it is too old to be told."""
    stands = await standing_of(visit.session, visit.office, article)
    if not is_told(stands):
        return False
    visit.say(await as_told(visit.session, visit.office, stands, visit.language))
    return True


async def _answer_helped(
    visit: Visit, conversation: Conversation, effect: AnswerHelped
) -> GoTo | None:
    """Count it. Words that found an answer which helped have had their use; where it did not, they
    go along to a person.
    """
    shown = value(conversation.answers, SHOWN)
    if shown:
        _count(visit, shown, "helped" if effect.helped else "not_helped")
    typed = bool(value(conversation.answers, TYPED))
    if effect.helped:
        visit.say(FORGOTTEN if typed and await _forget_typed(visit) else HELPED)
        return None
    return await to_a_person(visit) if typed else GoTo("other_help")


async def to_a_person(visit: Visit) -> GoTo:
    """On to a helper with the words that wait: somebody asked for it, so it is not asked again. Who
    has not allowed us to keep words is asked for that first; of whom none wait, what they need.
    """
    if not await held_rows(visit.session, visit.known, UNDECIDED):
        return GoTo("other_help")
    await visit.keep(Conversation("pass_on", {"to_a_helper": "yes"}))
    return GoTo("pass_on")


async def _forget_typed(visit: Visit) -> bool:
    """Let go of words that were typed; a recording or a photo waits for who can hear or see it."""
    rows = await held_rows(visit.session, visit.known, UNDECIDED)
    typed = [row for row in rows if not open_held(visit.known, row).media]
    for row in typed:
        await visit.session.delete(row)
    return bool(typed)


def _count(visit: Visit, article_id: str, what: What) -> None:
    day = visit.now.astimezone(visit.office.catalogues.zone).date()
    visit.counted.append(Counted(article_id, visit.language, day, what))
