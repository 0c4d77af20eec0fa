"""The list of erased ids outlives the database."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from bot.privacy.erasures import ErasureList

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


def test_before_anybody_is_erased_the_list_is_empty(tmp_path: Path) -> None:
    assert ErasureList(tmp_path / "erased").ids() == []


def test_ids_are_kept_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    erased = ErasureList(tmp_path / "erased")
    erased.add([TWO])
    erased.add([ONE, THREE])
    assert erased.ids() == [TWO, ONE, THREE]


def test_another_process_reads_what_was_written(tmp_path: Path) -> None:
    ErasureList(tmp_path / "erased").add([ONE])
    ErasureList(tmp_path / "erased").add([TWO])
    assert ErasureList(tmp_path / "erased").ids() == [ONE, TWO]


def test_erasing_nobody_writes_nothing(tmp_path: Path) -> None:
    erased = ErasureList(tmp_path / "erased")
    erased.add([])
    assert erased.ids() == []


def test_an_erasure_that_is_done_again_does_no_harm(tmp_path: Path) -> None:
    erased = ErasureList(tmp_path / "erased")
    erased.add([ONE])
    erased.add([ONE])
    assert set(erased.ids()) == {ONE}


def test_the_list_holds_random_ids_and_nothing_else(tmp_path: Path) -> None:
    ErasureList(tmp_path / "erased").add([ONE, TWO])
    assert (tmp_path / "erased").read_text() == f"{ONE}\n{TWO}\n"


def test_a_line_that_a_power_cut_left_unfinished_hides_nobody(tmp_path: Path) -> None:
    file = tmp_path / "erased"
    file.write_text(f"{ONE}\n{str(TWO)[:20]}")
    erased = ErasureList(file)
    erased.add([THREE])
    assert {ONE, THREE} <= set(erased.ids())
