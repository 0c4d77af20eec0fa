"""A place of our own list: somebody joins, a coordinator approves, the offer comes and is taken.

The place is for tomorrow evening: then there is time to answer, at whatever hour the story is
played. By night an offer waits for the morning, and the town's clock is moved there.
"""

from __future__ import annotations

from bot.demo.stories.labels import reference_in
from bot.demo.stories.screens import asked, decided, presses, was_told
from bot.demo.stories.story import Actor, Scene, Story
from bot.desk.shelter import houses, overview, places, proposal
from bot.shelter.names import LIST_NAMES
from bot.shelter.offer_words import WHERE_LATER
from bot.shelter.pushed_words import YES
from bot.shelter.times import next_daytime

HOUSE, STREET = "Maison Exemple", "Rue Inventée 12, 1000 Bruxelles"
BRING = "une serviette"

ROOMS = "3"
"""More than one, for whoever plays the story again without having seen its end."""


async def _play(scene: Scene) -> None:
    tell = scene.hands.tell
    person, carla = scene.newcomer("ar"), scene.actor(scene.town.carla)
    name = person.user.first_name
    await tell(f"{name} and a partner need a place to sleep. The phone is in Arabic.")
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    await joins(scene, person)
    await tell("Carla coordinates the day centre. A house has told her of free rooms.")
    await _enters(scene, carla)
    await asked(carla, proposal.PROPOSAL)
    await tell("A proposal: whose turn it is, and why. Nobody has been told. A human decides.")
    await scene.hands.moment("proposal")
    await presses(carla, proposal.PROPOSAL)
    await decided(carla, proposal.PROPOSAL)
    await _offered(scene, person)
    await tell("The offer: what, how long, and until when to answer. No costs nothing.")
    await scene.hands.moment("offer")
    await person.taps(person.words(YES))
    await person.sees(lambda chat: STREET in chat.last.text)
    await scene.hands.moment("address")
    await tell("Only after the yes they read where it is. They can still give the place back.")
    await tell("Go on by hand: write /list as Carla, or tap as the person.")


async def joins(scene: Scene, person: Actor) -> None:
    """From the menu onto the list of couples."""
    tell = scene.hands.tell
    await person.chooses("menu", "menu", "sleep")
    await tell("First what helps tonight: a number to call. Then our list, which is not Fedasil's.")
    await person.chooses("shelter", "what", "join")
    await tell("A consent of its own, and a few short questions. Each of them can be skipped.")
    await person.chooses("join_list", "consent", "yes")
    await person.chooses("join_list", "safe", "yes")
    await person.chooses("join_list", "age", "adult")
    await person.chooses("join_list", "company", "partner")
    await person.chooses("join_list", "baby", "no")
    await person.chooses("join_list", "health", "no")
    await person.chooses("join_list", "serious", "skipped")
    await person.chooses("join_list", "slept", "somebody")
    await person.chooses("join_list", "review", "send")
    await person.sees(lambda chat: any(reference_in(m.text) for m in chat.bot_messages))
    await tell("On the list since today. No place is promised, and nobody is shown a rank.")
    await person.chooses("reach", "phone", "own")
    await person.chooses("reach", "number", "skipped")
    await person.chooses("reach", "tonight", "no")


async def _enters(scene: Scene, carla: Actor) -> None:
    """A house, unless an earlier story has left it there, and the free places in it."""
    if not was_told(carla, carla.words(houses.ADDED.with_values(name=HOUSE))):
        await carla.writes(f"/list house\n{HOUSE}\n{STREET}\n{BRING}")
        await presses(carla, houses.WHAT_IS_IT, houses.ADDRESS)
        await asked(carla, houses.ADDRESS_KIND)
    await scene.hands.tell("All the rest is taps: for whom, how many, from when, where.")
    await carla.writes("/list")
    await presses(carla, overview.TITLE, overview.BUTTONS[0][0])
    await presses(carla, places.WHICH_LIST, LIST_NAMES["couples"])
    await presses(carla, places.HOW_MANY_PLACES, ROOMS)
    await presses(carla, places.WHAT_SIZE)
    await presses(carla, places.HOW_MANY_COTS)
    await presses(carla, places.HOW_MANY_ACCESSIBLE)
    await presses(carla, places.WHICH_DAY, places.TOMORROW)
    await presses(carla, places.WHICH_HOUR)
    await presses(carla, places.HOW_MANY_NIGHTS, "7")
    await presses(carla, places.WHICH_HOUSE, HOUSE)


async def _offered(scene: Scene, person: Actor) -> None:
    """The offer comes at once, or in the morning."""
    town = scene.town
    now = town.world.clock.now()
    morning = next_daytime(now, town.catalogues.zone)
    if morning > now:
        await scene.hands.tell(
            "It is night in Brussels, and an offer wakes nobody: it is told at nine in the "
            "morning. The clocks of this demo are moved there now."
        )
        town.let_pass((morning - now).total_seconds())
    later = person.words(WHERE_LATER)
    await person.sees(lambda chat: later in chat.last.text)


place = Story(
    "place",
    "A place to sleep, offered in chat",
    "In Arabic: our list, a proposal that a human approves, a yes.",
    (),
    _play,
)
