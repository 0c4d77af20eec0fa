"""The page of faults: every test that it names exists, and no failpoint and no case is left out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.failpoints import Point
from tests.e2e.test_failpoints import AT_THE_END, AT_THE_START, ELSEWHERE, IN_A_STORY

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))
CASES = (*range(1, 44), 53, 55, 56)
"""Of the reliability study, those that concern Telegram and the store."""


def test_many_tests_are_named() -> None:
    assert len(NAMED) > 60


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_each_test_that_is_named_exists(file: str, name: str) -> None:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    assert name in {
        each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("point", Point, ids=lambda point: point.name)
def test_each_failpoint_is_listed_with_what_it_means(point: Point) -> None:
    assert f"| {point.name} | {point.value} | `e2e/test_failpoints.py::" in PAGE


def test_the_process_dies_at_each_failpoint() -> None:
    tried = {point for point, _ in IN_A_STORY} | {*AT_THE_START, *AT_THE_END, *ELSEWHERE}
    assert tried == set(Point)


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_listed_once(case: int) -> None:
    assert len(re.findall(rf"^\| {case} \| ", PAGE, re.MULTILINE)) == 1
