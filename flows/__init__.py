"""The conversations: what the bot asks and says, in the order in which people meet it."""

from collections.abc import Mapping

from bot.engine import Flow
from flows.again import again
from flows.alerted import alerted
from flows.by_voice import by_voice
from flows.emergency import emergency
from flows.helped import helped, too_old
from flows.join_list import join_list
from flows.menu import menu
from flows.my_data import erase, my_data
from flows.my_place import listed_already, my_place, paused_place
from flows.news import letters, news
from flows.other_help import other_help
from flows.pass_on import pass_on
from flows.places import places
from flows.questions import questions
from flows.reach import reach
from flows.shelter import shelter
from flows.sleep import sleep
from flows.status import status
from flows.urgent_legal import urgent_legal
from flows.welcome import allow, welcome

REQUESTS = (status, sleep, other_help)

FLOWS: Mapping[str, Flow] = {
    flow.id: flow
    for flow in (
        welcome,
        allow,
        menu,
        emergency,
        urgent_legal,
        *REQUESTS,
        *(again(flow.topic) for flow in REQUESTS),
        by_voice,
        shelter,
        join_list,
        alerted,
        my_place,
        paused_place,
        listed_already,
        reach,
        questions,
        places,
        helped,
        too_old,
        my_data,
        news,
        letters,
        erase,
        pass_on,
    )
}
"""Every flow by its id."""
