"""A question about papers, in Arabic: from the first word to the helper's answer."""

from bot.demo.stories.story import Scene, Story

QUESTION = "وصلتني رسالة أمس: يريدون إرسالي إلى كرواتيا. أخي هنا. ماذا أفعل؟"
ANSWER = "Come tomorrow at 10 with the letter. Ask for the legal help desk. It is free."
THANKS = "شكراً. سآتي غداً."


async def _play(scene: Scene) -> None:
    tell, ada = scene.hands.tell, scene.town.ada
    person = scene.newcomer("ar")
    name = person.user.first_name
    await tell(f"{name} has just arrived in Brussels. The phone is in Arabic, and so is the bot.")
    await person.begins()
    await person.picks_language()
    await tell("First: who is speaking, what is free, and that these are not the police.")
    await person.chooses("welcome", "intro", "go_on")
    await tell("Nothing is kept before somebody allows it. Who says no still gets information.")
    await person.chooses("welcome", "consent", "yes")
    await person.chooses("menu", "menu", "status")
    await tell(
        "One question a screen, a tap for each. The names of Belgian papers stay as they are."
    )
    await person.chooses("status", "paper", "annex_26quater")
    await scene.hands.moment("right_to_left")
    await person.chooses("status", "procedure_language", "fr")
    await person.chooses("status", "letter", "yes")
    await person.chooses("status", "which_letter", "order")
    await person.chooses("status", "how_soon", "unsure")
    await person.chooses("status", "lawyer", "no")
    await person.chooses("status", "protected_elsewhere", "unsure")
    await person.chooses("status", "address", "none")
    await tell("Then the question itself, in their own words: written, spoken, or both.")
    await person.writes(QUESTION)
    await tell("A summary, and a chance to change it. Only now does it go to the helpers.")
    await person.chooses("status", "review", "send")
    reference = await person.gets_reference()
    await tell("The group sees a number, a language and the hour, and not a word of the question.")
    owner = await scene.claim(reference, ada)
    await tell(
        "Ada claimed it. Only she reads it, in her private chat; the answers are in English."
    )
    await owner.ticket(reference)
    await scene.hands.moment("helper")
    await owner.answers(reference, ANSWER)
    await tell("👍 on her message: it was delivered. The person never learns her name.")
    await person.writes(THANKS)
    await tell("What is written now goes to the helper who has the ticket.")
    await scene.hands.moment("answered")
    await owner.closes(reference)
    await person.sees(lambda chat: reference in chat.last.text)
    await tell("Closed, and the person is told. That was the whole way of a question.")


status = Story(
    "status",
    "A question about papers",
    "In Arabic: a letter that came yesterday, and a helper who answers.",
    (QUESTION, THANKS),
    _play,
)
