"""A claim is a claim however it is made: by a level, by sites, or by raters. The plan can contradict each of them."""

from pathlib import Path

import pytest

from spreadkit.api.plans import open_plan
from spreadkit.model.score import CriterionScore

from rule_examples import AS_OF, write_example

BY_A_LEVEL = "answers: {tiny: {leadership.sponsor: {level: good}}}\n"

BY_RATERS = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:
      - {rater: r1, criterion: leadership.sponsor, level: good}
      - {rater: r2, criterion: leadership.sponsor, level: good}
      - {rater: r3, criterion: leadership.sponsor, level: good}
"""

SPONSOR = "people: {ap: {name: A. Patel, role: executive-sponsor}}\n"


def sponsor_criterion(folder: Path, text: str) -> tuple[CriterionScore, set[str]]:
    """Return the score of the criterion on the sponsor, and what holds the first gate shut."""
    opened = open_plan(write_example(folder, text, about="plan").main, as_of=AS_OF)
    (framework,) = opened.score.frameworks
    (found,) = (each for each in framework.criteria if each.id == "leadership.sponsor")
    return found, {each.criterion for each in framework.gates[0].blockers}


@pytest.mark.parametrize("claim", [BY_A_LEVEL, BY_RATERS], ids=["level", "raters"])
def test_claim_that_the_plan_contradicts_is_not_verified_and_opens_no_gate(tmp_path: Path, claim: str) -> None:
    found, blockers = sponsor_criterion(tmp_path, claim)

    assert (found.claimed, found.verified, found.contradicted_by) == (True, False, ("sponsor-missing",))
    assert blockers == {"leadership.sponsor"}


@pytest.mark.parametrize("claim", [BY_A_LEVEL, BY_RATERS], ids=["level", "raters"])
def test_claim_that_the_plan_bears_out_is_verified_and_opens_its_gate(tmp_path: Path, claim: str) -> None:
    found, blockers = sponsor_criterion(tmp_path, SPONSOR + claim)

    assert (found.claimed, found.verified) == (True, True)
    assert blockers == set()
