"""A town to try everything in: people, volunteers and their group, and the unchanged bot."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.bot_api import Clock, Group, MovableClock, User, World, serve
from bot.demo.host import Host
from bot.demo.meanwhile import meanwhile
from bot.demo.process import BotProcess, free_port, settings_for
from bot.privacy.keyring import new_key, parse
from bot.privacy.vault import Vault
from bot.speech.catalogues import Catalogues
from bot.speech.languages import read_languages

LANGUAGES = tuple(read_languages())
FIRST = ("ar", "fr", "nl")
"""The languages of the phones that are there from the beginning."""

NAMES = {
    "ar": ("Amal", "Karim", "Nour", "Yara"),
    "fr": ("Moussa", "Aline", "Fatou", "Serge"),
    "nl": ("Sara", "Omar", "Hanna", "Ibrahim"),
    "en": ("Daniel", "Grace", "Samuel", "Joy"),
    "fa-AF": ("Farid", "Zahra", "Nazir", "Shirin"),
    "ps": ("Gul", "Spin", "Palwasha", "Zalmai"),
    "ti": ("Selam", "Yonas", "Rahwa", "Filmon"),
    "tr": ("Elif", "Mehmet", "Deniz", "Zeynep"),
    "so": ("Hodan", "Abdi", "Ayaan", "Warsame"),
    "es": ("Lucía", "Mateo", "Camila", "Diego"),
    "ku": ("Berfîn", "Azad", "Rojda", "Baran"),
    "ff": ("Mamadou", "Kadiatou", "Alpha", "Hawa"),
    "rn": ("Keza", "Ndayi", "Iriza", "Bukuru"),
    "ru": ("Marina", "Timur", "Olga", "Aslan"),
    "sq": ("Arta", "Besnik", "Drita", "Ilir"),
    "ka": ("Nino", "Giorgi", "Tamar", "Levan"),
}


@dataclass
class Town:
    """Who is there. `vault` reads nothing here: it knows which row of the bot's tables is whose."""

    world: World
    group: Group
    carla: User
    ada: User
    bob: User
    host: Host
    database: Path
    vault: Vault
    catalogues: Catalogues
    people: list[User] = field(default_factory=list)

    @property
    def staff(self) -> list[User]:
        """The volunteers, and the coordinator."""
        return [self.ada, self.bob, self.carla]

    def somebody(self, language: str) -> User:
        """Somebody new, whose phone is in a language. Raises KeyError for one that is not."""
        names = NAMES[language]
        known = sum(person.profile["language_code"] == language for person in self.people)
        again = f" {known // len(names) + 1}" if known >= len(names) else ""
        person = self.world.create_user(names[known % len(names)] + again, language_code=language)
        self.people.append(person)
        self.world.journal.note("somebody", person.user_id)
        return person

    def newcomer(self, language: str) -> User:
        """Somebody who has not written yet: one who is there, or else somebody new."""
        silent = (
            person
            for person in self.people
            if person.profile["language_code"] == language and not person.chat.started
        )
        return next(silent, None) or self.somebody(language)

    def let_pass(self, seconds: float) -> None:
        """Move Telegram's clock, then the bot's: nobody has to wait for a limit. Raises ValueError
        where time is the machine's.
        """
        if not isinstance(self.world.clock, MovableClock):
            raise ValueError("this town was not given a clock that moves")
        self.world.clock.advance(seconds)
        self.host.process.let_pass(seconds)

    def language_of(self, user: User) -> str:
        """The language of somebody's phone."""
        return str(user.profile["language_code"])


@asynccontextmanager
async def town(clock: Clock | None = None) -> AsyncIterator[Town]:
    """A town with a bot that serves it, in a temporary folder. Raises DoesNotStart."""
    world = World(clock=clock)
    with tempfile.TemporaryDirectory(prefix="loket-") as folder:
        async with serve(world) as api:
            opened = _built(world, api, Path(folder))
            async with meanwhile(opened.host.run()):
                await opened.host.serving()
                await _first_day(opened)
                yield opened


def _built(world: World, api: str, folder: Path) -> Town:
    carla = world.create_user("Carla", language_code="fr")
    ada = world.create_user("Ada", language_code="en")
    bob = world.create_user("Bob", language_code="nl")
    group = world.create_group(
        "Volunteers", carla, [ada, bob], supergroup=True, bot="administrator"
    )
    key = new_key("demo")
    settings = settings_for(world, api, group.chat_id, folder, key, free_port())
    built = Town(
        world,
        group,
        carla,
        ada,
        bob,
        Host(BotProcess(folder, settings), world),
        folder / "loket.db",
        Vault(parse(key)),
        Catalogues(LANGUAGES, ZoneInfo("Europe/Brussels")),
    )
    for language in FIRST:
        built.somebody(language)
    return built


async def _first_day(built: Town) -> None:
    """The volunteers open their private chats with the bot."""
    for each in built.staff:
        each.send_text("/desk")
    await built.world.wait_for(lambda: all(each.chat.bot_messages for each in built.staff), 20)
