"""A world, its Bot API, a staff group, and a bot that serves it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.bot_api import Group, Message, MovableClock, User, World, serve
from tests.budget import LONG
from tests.databases import BACKENDS, place
from tests.e2e.installation import Installation
from tests.e2e.staff import has_ticket, volunteer

ON_BOTH = pytest.mark.parametrize("backend", BACKENDS, indirect=True, scope="module")
"""A story that is told on each kind of database; the others are told on SQLite."""


def mostly_on(backend: str) -> pytest.MarkDecorator:
    """A story that is told on one kind of database in `make test`, and on both in `make soak`: what
    differs between them is tried by the tests of the rooms, on both each time.
    """
    backends = BACKENDS if LONG else (backend,)
    return pytest.mark.parametrize("backend", backends, indirect=True, scope="module")


@dataclass
class Brussels:
    """A bot that runs, and a staff group with two volunteers and a coordinator."""

    world: World
    group: Group
    ada: User
    bob: User
    coordinator: User
    loket: Installation

    def person(self, name: str = "Somebody", language: str = "ar") -> User:
        """Somebody who opens the bot for the first time."""
        return self.world.create_user(name, language_code=language)


@dataclass(frozen=True)
class Two:
    """A volunteer with the tickets of two people."""

    who: User
    amal: User
    reference: str
    head: Message
    bilal: User
    other_head: Message


@contextlib.asynccontextmanager
async def prepared(
    folder: Path,
    hours: str = "Mon-Sun 00:00-23:59",
    url: str = "",
    *,
    mortal: bool = False,
    from_nothing: bool = False,
    **also: str,
) -> AsyncIterator[Brussels]:
    """A bot that can be started, with some settings beside the usual ones."""
    world = World(clock=MovableClock())
    coordinator = world.create_user("Carla")
    ada = world.create_user("Ada", language_code="fr")
    bob = world.create_user("Bob", language_code="en")
    group = world.create_group(
        "Legal help", coordinator, [ada, bob], supergroup=True, bot="administrator"
    )
    async with serve(world) as api:
        loket = Installation(
            folder,
            world,
            api,
            group.chat_id,
            hours,
            url=url,
            also=also,
            mortal=mortal,
            from_nothing=from_nothing,
        )
        world.hook.front = f"http://127.0.0.1:{loket.port}"
        yield Brussels(world, group, ada, bob, coordinator, loket)


@contextlib.asynccontextmanager
async def running(
    folder: Path,
    hours: str = "Mon-Sun 00:00-23:59",
    url: str = "",
    *,
    mortal: bool = False,
    from_nothing: bool = False,
    **also: str,
) -> AsyncIterator[Brussels]:
    """A bot that serves until the end of the block."""
    telegram = prepared(folder, hours, url, mortal=mortal, from_nothing=from_nothing, **also)
    async with telegram as brussels:
        await brussels.loket.start()
        yield brussels
        await brussels.loket.stop()
        assert "Traceback" not in brussels.loket.log.read_text()


@pytest.fixture(scope="module")
def backend(request: pytest.FixtureRequest) -> str:
    """Which kind of database."""
    kind: str = getattr(request, "param", "sqlite")
    return kind


@pytest.fixture
def address(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database for one story."""
    with place(backend, tmp_path / "loket.db", request) as url:
        yield url


def from_nothing(request: pytest.FixtureRequest) -> bool:
    """Whether a test, or a file, wants its bot started as anybody starts it."""
    return request.node.get_closest_marker("from_nothing") is not None


@pytest.fixture
async def brussels(
    tmp_path: Path, address: str, request: pytest.FixtureRequest
) -> AsyncIterator[Brussels]:
    async with running(tmp_path, url=address, from_nothing=from_nothing(request)) as opened:
        yield opened


@pytest.fixture(scope="module")
def town_folder(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each time that the bot is set up: one file, told on both, does so thrice."""
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def town_address(backend: str, town_folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database for all the stories of a file."""
    with place(backend, town_folder / "loket.db", request) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(
    town_folder: Path, town_address: str, request: pytest.FixtureRequest
) -> AsyncIterator[Brussels]:
    """One bot for all the stories of a file: each has people of its own."""
    fresh = from_nothing(request)
    async with running(town_folder, url=town_address, from_nothing=fresh) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two(town: Brussels) -> Two:
    """For all the stories of a file."""
    who = await volunteer(town, "Flo")
    amal, bilal = await has_ticket(town, who), await has_ticket(town, who)
    return Two(who, *amal, bilal[0], bilal[2])


@pytest.fixture
def later(town: Brussels) -> None:
    """Between two stories time passes: none meets another one's limits."""
    town.loket.let_pass(10)
