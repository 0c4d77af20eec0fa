"""What a world is asked to do, and what it tells afterwards. Both travel as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Plan:
    """script: which of `scripts.SCRIPTS`. people: how many, all at once. delay: seconds of network
    a call. limits: whether Telegram's are enforced. within: seconds after which a run ends however
    far they are; stalled: seconds without anybody's progress after which it does. patience: seconds
    after which somebody says it again (0: never). per_second: instead of all at once, so many
    messages a second for `within` seconds.
    """

    script: str
    people: int = 100
    delay: float = 0.0
    limits: bool = True
    within: float = 300.0
    stalled: float = 25.0
    patience: float = 0.0
    per_second: float = 0.0

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Told:
    """What happened. seconds: to the last person's confirmation, or to the last progress. waits:
    seconds from message to answer, all people's. messages: from the bot to people. refusals: 429
    answers that the bot provoked. repeated: messages that came although nobody asked again.
    """

    people: int
    finished: int
    seconds: float
    waits: list[float]
    messages: int
    refusals: int
    repeated: int

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))
