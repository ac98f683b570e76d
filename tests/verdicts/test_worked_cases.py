"""The worked cases: what is said of every example, and of one state of each kind."""

from collections.abc import Mapping
from typing import Any

import pytest

from spreadkit.verdicts.grammar import plain
from spreadkit.verdicts.judge import page_of

from plan_states import state_of, worked

CASES = worked()["cases"]
NOT_VERDICTS = {"headline", "size", "moves"}


def test_there_are_cases() -> None:
    assert len(CASES) >= 62


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_said_as_it_was_worked_out(case: Mapping[str, Any]) -> None:
    page, expected = page_of(state_of(case)), case["expect"]

    said: dict[str, Any] = {
        verdict.question: {
            "row": verdict.row,
            "word": plain(verdict.word),
            "sign": verdict.sign,
            "says": plain(verdict.says),
        }
        for verdict in page.verdicts
    }
    said["headline"] = plain(page.headline.says)
    said["size"] = plain(page.size) if page.size else None
    lines = page.moved.lines if page.moved else ()
    said["moves"] = [plain(f"{line.sign} {line.says}" if line.sign else line.says) for line in lines]

    assert {key: said[key] for key in expected} == expected


def test_cases_are_about_questions_that_exist() -> None:
    asked = {key for case in CASES for key in case["expect"]}

    assert asked == NOT_VERDICTS | {"working", "on-track", "stuck", "lasting", "trust"}
