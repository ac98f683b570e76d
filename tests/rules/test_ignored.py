"""What a team lives with: hidden by slug or code, no longer against a claim, and visible where the claim stands."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from spreadkit.api.plans import OpenedPlan, build_report, open_plan
from spreadkit.formats import get_format
from spreadkit.model.score import AcceptedFinding, CriterionScore

from rule_examples import AS_OF, write_example

CLAIM = """
answers: {tiny: {leadership.sponsor: {level: good, because: The board answers}, leadership.local-leads: {level: good}}}
people: {ap: {name: A. Patel}}
"""
END = AS_OF + timedelta(days=90)


def opened_with(folder: Path, entry: str, as_of: date = AS_OF) -> OpenedPlan:
    return open_plan(write_example(folder, f"{CLAIM}ignore: [{entry}]\n", about="plan").main, as_of=as_of)


def entry_for(rule: str, until: date = END) -> str:
    return f"{{rule: {rule}, because: It is the board, by: ap, until: {until}}}"


def sponsor(opened: OpenedPlan) -> CriterionScore:
    return next(score for score in opened.score.frameworks[0].criteria if score.id == "leadership.sponsor")


@pytest.mark.parametrize("rule", ["sponsor-missing", "SK403", "sk403"])
def test_a_finding_that_the_team_lives_with_is_hidden_and_no_longer_against_the_claim(
    rule: str, tmp_path: Path
) -> None:
    opened = opened_with(tmp_path, entry_for(rule))

    found = {finding.slug for finding in opened.findings}
    claim, (gate, _) = sponsor(opened), opened.score.frameworks[0].gates
    assert {"sponsor-missing", "claim-contradicted", "unused-ignore"} & found == set()
    assert (claim.claimed, claim.verified, claim.contradicted_by) == (True, True, ())
    assert claim.accepted == (AcceptedFinding(rule="sponsor-missing", by="ap", because="It is the board", until=END),)
    assert gate.open


@pytest.mark.parametrize("entry", [entry_for("sponsor-missing", AS_OF - timedelta(days=31)), "{rule: sponsor-missing}"])
def test_an_entry_that_is_not_in_force_hides_nothing_and_opens_nothing(entry: str, tmp_path: Path) -> None:
    opened = opened_with(tmp_path, entry)

    claim, (gate, _) = sponsor(opened), opened.score.frameworks[0].gates
    assert (claim.verified, claim.accepted) == (False, ())
    assert not gate.open
    assert {"sponsor-missing", "claim-contradicted", "ignore-incomplete"} <= {f.slug for f in opened.findings}


def test_score_json_and_report_say_what_the_claim_rests_on(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, entry_for("SK403"))
    text = get_format("text", "score").render_score(opened.score)
    data = json.loads(get_format("json", "score").render_score(opened.score))
    report = build_report(tmp_path / "spread-plan.yaml", as_of=AS_OF, reader="appendix")
    page = get_format("md", "report").render_report(report)

    assert "Accepted    1 claim rests on findings that the team lives with" in text
    assert f"leadership.sponsor: sponsor-missing, by ap until {END}" in text
    (criterion,) = [c for c in data["frameworks"][0]["criteria"] if c["id"] == "leadership.sponsor"]
    assert criterion["accepted"] == [
        {"rule": "sponsor-missing", "by": "ap", "because": "It is the board", "until": END.isoformat()}
    ]
    assert "rests on what the team lives with (sponsor-missing, A. Patel, until 28 September 2026)" in page
    assert "1 claim rests on a finding that the team has decided to live with" in page


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("sponsor-mising", 'there is no rule "sponsor-mising" (did you mean "sponsor-missing"?)'),
        ("SK999", 'there is no rule "SK999"'),
        ("SK403", 'nothing is found by "SK403"; remove this entry'),
    ],
)
def test_an_entry_that_hides_nothing_says_why(rule: str, says: str, tmp_path: Path) -> None:
    text = f"people: {{ap: {{name: A. Patel, role: executive-sponsor}}}}\nignore: [{entry_for(rule)}]\n"
    opened = open_plan(write_example(tmp_path, text, about="plan").main, as_of=AS_OF)

    (finding,) = [finding for finding in opened.findings if finding.slug == "unused-ignore"]
    assert finding.message.startswith(says)
