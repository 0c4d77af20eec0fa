"""Walk-throughs: they play themselves on the page, and are its tests and its pictures."""

from bot.demo.stories.place import place
from bot.demo.stories.race import race
from bot.demo.stories.status import status
from bot.demo.stories.story import Story
from bot.demo.stories.tonight import tonight

STORIES: dict[str, Story] = {story.id: story for story in (status, tonight, place, race)}

__all__ = ["STORIES", "Story"]
