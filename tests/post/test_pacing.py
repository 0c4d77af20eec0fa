"""The platform's limits are kept before it has to say so, and nobody waits for somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.post.actions import Send
from bot.post.channel import Limits
from bot.post.pacing import AHEAD, GROUP_BURST, MINUTE, Pacer, Stream
from bot.post.sending import Earlier, Job

LIMITS = Limits()
PEOPLE = [f"person {n}" for n in range(60)]
GROUPS = ["group 1", "group 2"]
Sent = list[tuple[float, str]]


class Rush:
    """Chats that want messages, and a pacer that is asked as the sender asks it."""

    def __init__(self) -> None:
        self.clock = MovableClock(datetime(2026, 3, 3, 12, tzinfo=UTC))
        self.pacer = Pacer(LIMITS, self.clock)
        self.sent: Sent = []

    def take(self, wanting: Sequence[str]) -> list[str]:
        """One message for each chat that wants one and may have it now."""
        free = [chat for chat in wanting if chat not in self.pacer.waiting()]
        going = free[: max(self.pacer.room(), 0)]
        for chat in going:
            wait = self.pacer.sent(chat, group=chat in GROUPS)
            self.sent.append((self.clock.monotonic() + wait, chat))
        return going

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.move(timedelta(seconds=seconds))

    def restart(self) -> None:
        """Another process goes on, which knows only what is kept of what was sent."""
        now, moment = self.clock.monotonic(), self.clock.now()
        self.pacer = Pacer(LIMITS, self.clock)
        self.pacer.remember(
            Earlier(chat, chat in GROUPS, moment - timedelta(seconds=now - at))
            for at, chat in self.sent
            if now - at < MINUTE
        )

    def keep_sending(self, wanting: Sequence[str], seconds: float, every: float = 0.05) -> None:
        """Ask again and again for a while."""
        for _ in range(round(seconds / every)):
            self.take(wanting)
            self.wait(every)

    def times(self, which: Callable[[str], bool]) -> list[float]:
        """When messages went out to the chats of a kind."""
        return [at for at, chat in self.sent if which(chat)]


def most_in(seconds: float, times: Sequence[float]) -> int:
    """The most messages in any window of that length."""
    return max((sum(at <= each < at + seconds for each in times) for at in times), default=0)


demand = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.01, 0.1, 0.26, 0.4, 1.0, 1.3, 2.5, 20.0]),
        st.lists(st.sampled_from([*PEOPLE, *GROUPS]), max_size=70, unique=True),
    ),
    max_size=30,
)


@given(demand)
@settings(max_examples=60, deadline=None, database=None)
def test_no_demand_whatever_breaks_the_limits_of_the_bot_or_of_a_group(
    rounds: list[tuple[float, list[str]]],
) -> None:
    rush = Rush()
    for pause, wanting in rounds:
        rush.wait(pause)
        rush.take(wanting)
    assert most_in(1.0, rush.times(lambda _: True)) <= LIMITS.messages_per_second
    for group in GROUPS:
        mine = rush.times(lambda chat, group=group: chat == group)  # type: ignore[misc]
        assert most_in(60.0, mine) <= LIMITS.per_group_per_minute


@pytest.mark.parametrize("every", [0.1, 0.26, 0.5, 1.0, 1.3, 2.0, 5.0])
def test_a_chat_is_never_sent_more_than_its_rate_after_a_burst(every: float) -> None:
    rush = Rush()
    for _ in range(round(30 / every)):
        while rush.take(["amina"]) and len(rush.sent) < 200:
            pass
        rush.wait(every)
    times = rush.times(bool)
    for first, start in enumerate(times):
        for last in range(first, len(times)):
            allowed = LIMITS.chat_burst + (times[last] - start) * LIMITS.per_chat_per_second
            assert last - first + 1 <= allowed + 1e-6


def test_a_rush_uses_nearly_all_that_the_platform_carries() -> None:
    rush = Rush()
    rush.keep_sending(PEOPLE, seconds=10, every=0.01)
    assert len(rush.sent) >= 0.9 * 10 * LIMITS.messages_per_second
    assert most_in(1.0, rush.times(bool)) <= LIMITS.messages_per_second


def test_a_group_that_always_wants_more_stays_below_its_limit_in_every_minute() -> None:
    rush = Rush()
    rush.keep_sending(GROUPS[:1], seconds=250, every=0.5)
    assert most_in(60.0, rush.times(bool)) <= LIMITS.per_group_per_minute
    assert len(rush.sent) >= 4 * 12


def test_a_burst_is_spread_and_its_moments_are_given_a_little_in_advance() -> None:
    rush = Rush()
    assert 10 < len(rush.take(PEOPLE)) <= 20
    assert rush.take(PEOPLE[30:]) == []
    times = rush.times(bool)
    assert times[0] == rush.clock.monotonic()
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) == pytest.approx(max(gaps))
    assert sum(gaps) <= AHEAD


def test_after_a_pause_the_first_message_goes_out_at_once() -> None:
    rush = Rush()
    rush.keep_sending(PEOPLE, seconds=3)
    rush.wait(5)
    assert rush.take(PEOPLE[:1]) == PEOPLE[:1]
    assert rush.pacer.until_room(1) == 0.0


def test_a_chat_may_have_a_short_burst_and_then_a_message_a_second() -> None:
    rush = Rush()
    burst = [rush.take(["amina"]) for _ in range(5)]
    assert burst == [["amina"]] * 3 + [[]] * 2
    rush.wait(0.5)
    assert rush.take(["amina"]) == []
    rush.wait(0.6)
    assert rush.take(["amina"]) == ["amina"]
    assert rush.take(["amina"]) == []


def test_a_chat_that_was_quiet_may_have_a_burst_again() -> None:
    rush = Rush()
    rush.keep_sending(["amina"], seconds=1)
    rush.wait(10)
    assert [rush.take(["amina"]) for _ in range(4)] == [["amina"]] * 3 + [[]]


def test_a_chat_that_is_paused_delays_nobody_else() -> None:
    rush = Rush()
    rush.pacer.pause("amina", 30)
    assert rush.pacer.waiting() == {"amina"}
    assert rush.take(["amina", "karim"]) == ["karim"]
    rush.wait(29.9)
    assert rush.take(["amina", "karim"]) == ["karim"]
    rush.wait(0.2)
    assert "amina" in rush.take(["amina", "karim"])


def test_a_group_that_is_paused_waits_too() -> None:
    rush = Rush()
    rush.pacer.pause("group 1", 10)
    assert rush.take(GROUPS) == ["group 2"]
    rush.wait(10.1)
    assert rush.take(GROUPS) == GROUPS


def test_a_group_has_a_budget_for_a_minute_and_the_other_group_its_own() -> None:
    rush = Rush()
    rush.keep_sending(["group 1"], seconds=30)
    assert 10 <= len(rush.sent) < LIMITS.per_group_per_minute
    assert rush.pacer.waiting() == {"group 1"}
    assert rush.take([*GROUPS, *PEOPLE[:3]]) == ["group 2", *PEOPLE[:3]]
    rush.wait(61)
    assert rush.take(["group 1"]) == ["group 1"]


def test_a_restart_in_a_rush_breaks_no_limit() -> None:
    rush = Rush()
    for _ in range(3):
        rush.keep_sending([*GROUPS, *PEOPLE], seconds=9.9)
        rush.restart()
    rush.keep_sending([*GROUPS, *PEOPLE], seconds=9.9)
    assert most_in(1.0, rush.times(lambda _: True)) <= LIMITS.messages_per_second
    for chat in GROUPS:
        mine = rush.times(lambda each, chat=chat: each == chat)  # type: ignore[misc]
        assert LIMITS.per_group_per_minute / 2 < len(mine) <= LIMITS.per_group_per_minute
    for chat in PEOPLE:
        mine = rush.times(lambda each, chat=chat: each == chat)  # type: ignore[misc]
        assert most_in(1.0, mine) <= LIMITS.chat_burst
        assert len(mine) <= 40 * LIMITS.per_chat_per_second + LIMITS.chat_burst


def test_a_chat_that_had_its_burst_before_a_restart_gets_none_after_it() -> None:
    rush = Rush()
    for _ in range(2):
        while rush.take(["amina"]):
            pass
        rush.restart()
    assert len(rush.sent) == LIMITS.chat_burst


def test_what_was_shown_several_times_before_a_restart_counts_as_often() -> None:
    rush = Rush()
    rush.pacer.remember([Earlier("group 1", True, rush.clock.now(), GROUP_BURST - 1)])
    while rush.take(GROUPS[:1]):
        pass
    assert len(rush.sent) == 1


def test_a_group_that_asked_to_be_left_alone_before_a_restart_still_is() -> None:
    rush = Rush()
    for rest in (20, 10):
        left_alone = Earlier("group 1", True, rush.clock.now(), 0, timedelta(seconds=rest))
        rush.pacer.remember([left_alone])
    rush.wait(19.9)
    assert rush.take(GROUPS) == ["group 2"]
    rush.wait(0.1)
    assert "group 1" in rush.take(GROUPS)


def test_until_room_says_how_long_to_wait() -> None:
    rush = Rush()
    rush.keep_sending(PEOPLE, seconds=2, every=0.01)
    for wanted in (1, 6):
        wait = rush.pacer.until_room(wanted)
        assert 0 <= wait <= 1.1
        rush.wait(wait)
        assert rush.pacer.room() >= wanted
        rush.take(PEOPLE)


def test_more_than_ever_fit_are_waited_for_as_many_as_do() -> None:
    stream = Stream(seconds=AHEAD / 4)
    assert stream.room(10.0) == 5
    assert [stream.sent(10.0) - 10.0 for _ in range(5)] == pytest.approx(
        [n * AHEAD / 4 for n in range(5)]
    )
    assert stream.room(10.0) == 0
    assert stream.until(1, 10.0) == pytest.approx(AHEAD / 4)
    assert stream.until(5, 10.0) == stream.until(99, 10.0) == pytest.approx(AHEAD / 4 * 5)
    assert stream.until(5, 30.0) == 0.0


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.5])
def test_a_channel_that_carries_very_little_still_carries_something(rate: float) -> None:
    clock = MovableClock(datetime(2026, 3, 3, 12, tzinfo=UTC))
    assert Pacer(Limits(messages_per_second=rate), clock).room() == 1


def test_two_messages_at_once_wait_until_both_fit() -> None:
    rush = Rush()
    for _ in range(LIMITS.chat_burst):
        rush.pacer.sent(PEOPLE[0], group=False)
        assert rush.pacer.until(PEOPLE[0]) == 0
    rush.pacer.sent(PEOPLE[0], group=False)
    assert rush.pacer.until(PEOPLE[0]) >= 1 / LIMITS.per_chat_per_second
    rush.wait(rush.pacer.until(PEOPLE[0]))
    assert rush.pacer.until(PEOPLE[0]) == 0


def test_words_with_a_place_are_two_messages() -> None:
    place = Send("where I am", media="50.85,4.35", media_kind="location")
    for action, often in ((place, 2), (replace(place, text=""), 1), (Send("hello"), 1)):
        assert Job(uuid4(), "a", "a", False, action).counts == often
