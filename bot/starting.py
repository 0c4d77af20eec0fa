"""What a process does with its database before it serves."""

from __future__ import annotations

from bot.failpoints import Point, reach
from bot.office import Office
from bot.places.seeds import plant, read_seeds
from bot.post.dispatcher import Dispatcher
from bot.privacy.erasure import erase_again, still_here
from bot.privacy.erasures import ErasureList
from bot.privacy.keycheck import check_keys
from bot.privacy.keyring import KeyRing
from bot.store.database import Database
from bot.store.revision import READ, refuse_strange


async def prepare(ring: KeyRing, database: Database, office: Office) -> None:
    """Check the keys, put in the places of flows/places.toml, and send again what was on its way
    (of other processes, the sender knows which are alive). Raises WrongKeys, NotWhole, BadSeed;
    OSError where the list of the erased cannot be written.
    """
    names = tuple(key.name for key in ring.keys)
    office.erasures.add(())  # it can be written to: else nobody could be erased
    async with database.begin() as session:
        refuse_strange(await session.scalar(READ))  # a copy may have begun before our turn came
        await check_keys(session, office.vault, names)
        if database.is_sqlite:
            await office.outbox.recover(session)
        await plant(session, read_seeds())
        reach(Point.STARTING)


async def finish_erasures(database: Database, erased: ErasureList, dispatcher: Dispatcher) -> None:
    """Erase whoever is listed and still here. An erasure that died before it was committed waits
    in the inbox, and is finished there: that way also what phones show is taken back, and whoever
    asked for it is told. Whom a restored backup brought back is erased without a word.
    """
    async with database.begin() as session:
        back = await still_here(session, erased.ids())
    if not back:
        return
    while await dispatcher.work_off():
        pass
    async with database.begin() as session:
        await erase_again(session, back)
        reach(Point.ERASING_AGAIN)
