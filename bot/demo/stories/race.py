"""Two volunteers press at once: one has the ticket, and the other learns who."""

from bot.demo.stories.story import Scene, Story

WORDS = "Mijn dochter heeft koorts en hoest al drie dagen. Welke dokter is gratis?"
ANSWER = "Kom om 14 uur naar de Hub, verdieping 0. De dokter is gratis. Wordt het erger? Bel 112."
THANKS = "Dank u wel. We komen."


async def _play(scene: Scene) -> None:
    tell, town = scene.hands.tell, scene.town
    person = scene.newcomer("nl")
    await tell(f"{person.user.first_name} asks for a doctor for a child, in Dutch.")
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    await person.chooses("menu", "menu", "other_help")
    await person.writes(WORDS)
    await person.chooses("other_help", "review", "send")
    reference = await person.gets_reference()
    await tell("Ada and Bob both see the card. They press Claim in the same second.")
    owner = await scene.claim(reference, town.ada, town.bob)
    name = owner.user.first_name
    await tell(f"{name} was first. The other is told so, and the card shows who has it.")
    await town.group.wait_for(lambda chat: any(name in m.text for m in chat.bot_messages), 30)
    await scene.hands.moment("race")
    await owner.answers(reference, ANSWER)
    await tell("One answer, from one helper. Nobody was asked twice, nobody answered twice.")
    await person.writes(THANKS)
    await owner.closes(reference)
    await person.sees(lambda chat: reference in chat.last.text)
    await tell("Closed.")


race = Story(
    "race",
    "Two press at once",
    "In Dutch: of two volunteers who claim at once, one has the ticket.",
    (WORDS, THANKS),
    _play,
)
