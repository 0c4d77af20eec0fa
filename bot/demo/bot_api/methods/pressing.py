"""Answering the press of an inline button."""

from bot.demo.bot_api.errors import bad_request
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.presses import PressAnswer
from bot.demo.bot_api.validation import check_answer
from bot.demo.bot_api.world import World


def answer_callback_query(world: World, given: Parameters) -> bool:
    """The first answer is what the person sees; a later one changes nothing."""
    press = world.presses.get(given.text("callback_query_id"))
    if press is None or press.expired(world.clock.now()):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text, url = given.text("text"), given.text("url")
    check_answer(text, url, world.bot.username)
    press.answer = press.answer or PressAnswer(text, given.flag("show_alert"), url)
    world.journal.note("press_answer", press.message.chat.chat_id, press=press)
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
