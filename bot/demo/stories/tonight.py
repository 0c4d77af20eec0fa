"""Somebody who has nowhere to sleep tonight, in French: spoken more than written."""

from bot.demo.stories.story import Scene, Story

WORDS = "Nous sommes deux, avec un bébé de quatre mois. Nous sommes à la gare du Nord."
ANSWER = "J'appelle un centre pour ce soir. Restez à l'intérieur de la gare, près de l'entrée."
THANKS = "Merci. Nous attendons ici."


async def _play(scene: Scene) -> None:
    tell, bob = scene.hands.tell, scene.town.bob
    person = scene.newcomer("fr")
    name = person.user.first_name
    await tell(f"It is getting late at Brussels North station. {name} has nowhere to sleep.")
    await person.begins()
    await person.picks_language()
    await tell("The emergency numbers are one tap away from here on, before anything is asked.")
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    await person.chooses("menu", "menu", "sleep")
    await tell("First what helps at once: a number for tonight. Then our list, or a person.")
    await person.chooses("shelter", "what", "person")
    await person.speaks()
    await tell("A voice note is as good as words. One can say more: it all belongs to the answer.")
    await person.writes(WORDS)
    await person.chooses("sleep", "review", "send")
    reference = await person.gets_reference()
    await scene.hands.moment("tonight")
    await tell("No place is promised, and no rank is shown. A human looks for one.")
    owner = await scene.claim(reference, bob)
    await tell("Bob hears the voice note in his private chat. Nobody else can.")
    await owner.answers(reference, ANSWER)
    await person.writes(THANKS)
    await tell("Both go on writing here until it is done. Nobody needed an account or a number.")
    await owner.closes(reference)
    await person.sees(lambda chat: reference in chat.last.text)
    await tell("Closed. Write again, and it begins anew.")


tonight = Story(
    "tonight",
    "Nowhere to sleep tonight",
    "In French: a voice note, and a volunteer who looks for a place.",
    (WORDS, THANKS),
    _play,
)
