"""A plan told in retrospect: judged for its last day, and asked for nothing more."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from spreadkit.api.plans import build_report, open_plan
from spreadkit.api.progress import adoption_of, measures_of
from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.reporting.build import section_ids
from spreadkit.rules._registry import all_rules
from spreadkit.rules._rule import Rule

from rule_examples import AS_OF, BARE_HEAD, found_by, write_example

RULES = [
    rule
    for rule in all_rules().values()
    if rule.about == "plan" and rule.slug != "claim-contradicted"  # it says what the other rules find
]
ON_THEIR_LAST_DAY = f"ended: {{on: {AS_OF}}}\n"

ENDED = "ended: {on: 2020-01-31, because: All sites had it}\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("later", [0, 1, 400])
def test_an_ended_plan_is_judged_for_its_last_day_whenever_it_is_looked_at(later: int) -> None:
    on = date(2020, 1, 31)
    Path("spread-plan.yaml").write_text(BARE_HEAD + ENDED, encoding="utf-8")
    plan, looked_at = Path("spread-plan.yaml"), on + timedelta(days=later)

    opened = open_plan(plan, as_of=looked_at)

    assert opened.subject.as_of == opened.score.as_of == on
    assert opened.subject.run_for == looked_at
    assert adoption_of(plan, as_of=looked_at).as_of == on
    assert measures_of(plan, as_of=looked_at).as_of == on
    facts = {fact.term: fact.says.text for fact in build_report(plan, as_of=looked_at, reader="appendix").facts}
    assert facts["As of"] == "31 January 2020"
    assert facts["Ended"] == "31 January 2020: All sites had it"


def test_before_its_end_a_plan_is_judged_for_the_day_that_you_choose() -> None:
    Path("spread-plan.yaml").write_text(BARE_HEAD + ENDED, encoding="utf-8")

    assert open_plan(Path("spread-plan.yaml"), as_of=date(2019, 5, 1)).subject.as_of == date(2019, 5, 1)


def test_an_end_that_is_still_to_come_is_no_end() -> None:
    (finding,) = found_by("ended: {on: 2031-01-31}\n", "date-order")

    assert finding.route == ("ended", "on")
    assert f"still to come on {AS_OF}" in finding.message


def test_rows_behind_the_end_are_told_and_what_is_told_of_the_record_later_is_none_of_them() -> None:
    plan = f"{ENDED}adoption: adoption.csv\nreviews: [{{on: 2026-03-01}}]\n"
    rows = "date,site,change,stage\n2020-01-31,a,huddle,implemented\n2020-02-01,b,huddle,implemented\n"

    (finding,) = found_by(plan, "date-order", adoption=rows)

    assert (finding.location.file, finding.location.line) == ("adoption.csv", 3)
    assert "1 adoption row is dated after 2020-01-31, when the spread ended" in finding.message
    assert "last day of the record" in finding.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_what_asks_for_an_act_is_silent_after_the_end_and_what_judges_the_record_is_not(
    rule: Rule, tmp_path: Path
) -> None:
    example = write_example(tmp_path, ON_THEIR_LAST_DAY + rule.fails.lstrip(), about="plan")

    found = check_plan(load_plan(example.main), AS_OF, section_ids=section_ids)

    assert (rule.slug in {finding.slug for finding in found}) is rule.after_end


def test_rules_of_both_kinds_are_there() -> None:
    asking = {rule.slug for rule in RULES if not rule.after_end}

    assert {"action-overdue", "claim-against-data", "unknown-person", "aim-incomplete"} & asking == set()
    assert {"awareness-after-start", "wave-before-gate", "unknown-left", "gap-without-action"} <= asking
