"""A world in a process of its own: the Bot API, and the people who write. Bench code.

`python -m tests.bench.world PLAN` writes one JSON line with the address, the token and the group;
then one when the first message of the bot has come (`at`: monotonic seconds); then one when one
person has gone through everything, so that nothing is cold. After a line on its input
the people begin; the last line is what happened.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from bot.demo.bot_api import NO_LIMITS, Limits, User, World, serve
from tests.bench.people import Phone
from tests.bench.plan import Plan, Told
from tests.bench.playing import everybody_at_once, steadily
from tests.bench.scripts import SCRIPTS

STARTS_WITHIN = 90.0
"""Seconds. aiogram's imports alone take five on an idle core."""


def say(**what: object) -> None:
    """Tell the bench."""
    print(json.dumps(what), flush=True)


async def run(plan: Plan) -> None:
    """Serve, warm up, play, tell."""
    limits = Limits() if plan.limits else NO_LIMITS
    world = World(limits=limits, delay=plan.delay)
    world.flood.limits = NO_LIMITS  # who warms up answers faster than a chat may be written to
    group = _staff(world) if plan.script == "loket" else 0
    async with serve(world) as api:
        first = Phone(world.create_user("First"), SCRIPTS[plan.script]())
        first.say()
        say(api=api, token=world.bot.token, group=group)
        await first.user.chat.wait_for(lambda chat: chat.bot_messages, STARTS_WITHIN)
        say(at=time.monotonic())
        if plan.people or plan.per_second:
            async with asyncio.timeout(STARTS_WITHIN):
                await first.answered(STARTS_WITHIN)
                await first.converse()
            say(warm=True)
            await asyncio.to_thread(sys.stdin.readline)
            world.flood.limits = limits
            say(told=(await _play(world, plan)).written())
        await asyncio.to_thread(sys.stdin.readline)


def _staff(world: World) -> int:
    """Only Loket has a group, and only its bot is told of one."""
    carla = world.create_user("Carla")
    return world.create_group("Help", carla, supergroup=True, bot="administrator").chat_id


async def _play(world: World, plan: Plan) -> Told:
    script, refused = SCRIPTS[plan.script](), world.flood.refusals
    before = _messages(world)

    def somebody() -> Phone:
        return Phone(_new(world), script)

    began = time.time()
    play = steadily if plan.per_second else everybody_at_once
    phones = await play(plan, somebody)
    last = max((phone.since for phone in phones if phone.waits), default=began)
    return Told(
        people=len(phones),
        finished=sum(phone.finished for phone in phones),
        seconds=last - began,
        waits=[wait for phone in phones for wait in phone.waits],
        messages=_messages(world) - before,
        refusals=world.flood.refusals - refused,
        repeated=sum(phone.repeated for phone in phones),
    )


def _new(world: World) -> User:
    return world.create_user(f"Person {len(world.users)}")


def _messages(world: World) -> int:
    return sum(len(user.chat.bot_messages) for user in world.users.values())


if __name__ == "__main__":
    asyncio.run(run(Plan(**json.loads(sys.argv[1]))))
