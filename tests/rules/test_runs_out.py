"""What holds for a time: warned of for thirty days before its end and after it, in which it holds; then no longer."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Severity
from spreadkit.months import NOTICE

from rule_examples import write_example

END = date(2026, 6, 30)
PEOPLE = "people: {ap: {name: A}}\n"
LOOSENED = """
frameworks: [{use: ours@1}]
--- frameworks/ours.yaml
schema: spreadkit/framework@1
id: ours
extends: tiny@1
edition: '1'
title: Ours
wording: own
note: Ours.
loosens: [{at: leadership.sponsor, because: Elections, by: A, until: 2026-06-30}]
components: {leadership: {criteria: {leadership.sponsor: {need: should}}}}
"""
IGNORED = """
actions: {a: {do: It, owner: px, due: 2028-01-01}}
ignore: [{rule: SK401, because: px comes, by: ap, until: 2026-06-30}]
"""
ALLOWED = """
summary: Our order 943 476 5919 came late
privacy: {allow: [{pattern: 943 476 5919, because: It is an order, by: ap, until: 2026-06-30}]}
"""
EXEMPT = "sites: [{id: a, name: A, status: exempt, because: It is rebuilt, approved-by: ap, until: 2026-06-30}]\n"
SET_ASIDE = "answers: {tiny: {communication.channels: {na: One site only, until: 2026-06-30}}}\n"

WAYS = {
    "ignore": (PEOPLE + IGNORED, {"unknown-person", "ignore-incomplete"}),
    "na": (SET_ASIDE, {"na-without-end"}),
    "exempt": (PEOPLE + EXEMPT, {"exemption-incomplete"}),
    "privacy": (PEOPLE + ALLOWED, {"looks-like-patient-data", "privacy-entry-incomplete"}),
    "loosened": (LOOSENED, {"loosening-not-in-force"}),
}
"""By what runs out: a plan with it, and the rules that find what it holds back, once it does not."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("days", "warned", "over"),
    [(-31, False, False), (-30, True, False), (0, True, False), (1, True, False), (30, True, False), (31, False, True)],
)
def test_an_end_is_told_of_thirty_days_before_and_after_and_then_it_is_over(
    way: str, days: int, *, warned: bool, over: bool, tmp_path: Path
) -> None:
    plan, held_back = WAYS[way]
    path = write_example(tmp_path, plan, about="plan").main

    found = check_plan(load_plan(path), END + timedelta(days=days))

    told = [finding for finding in found if finding.slug == "runs-out"]
    assert [finding.severity for finding in told] == ([Severity.WARNING] if warned else [])
    assert held_back & {finding.slug for finding in found} == (held_back if over else set())


def test_the_time_of_notice_is_thirty_days() -> None:
    assert timedelta(days=30) == NOTICE
