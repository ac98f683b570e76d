"""Waves held against the arithmetic of a rollout: what the rules' own examples do not reach."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Severity
from spreadkit.rules._registry import all_rules

from rule_examples import AS_OF, found_by

pytestmark = pytest.mark.usefixtures("folder")

OURS = {"SK656", "SK657", "SK658", "SK659", "SK666", "SK667", "SK668", "SK669"}

FIRST_JUMP = ("first-wave-too-big", "first-wave-leap", "step-too-big", "leap")

GHANA_SHAPE = """
waves:
  first: {start: 2026-10-01, end: 2027-07-31, sites: 15}
  second: {start: 2027-10-01, end: 2028-06-30, sites: 60}
  third: {start: 2028-09-01, end: 2029-08-31, sites: 300}
  fourth: {start: 2029-11-01, end: 2030-10-31, sites: 195}
"""


def rule_of(code: str) -> str:
    return next(slug for slug, rule in all_rules().items() if rule.code == code)


def jump(sites: int, extra: str = "", wave: str = "") -> list[str]:
    plan = f"successful-sites: {{ward-4: {{title: Ward 4}}}}\nwaves: {{first: {{sites: {sites}{wave}}}}}\n{extra}"
    return [each.slug for each in found_by(plan, *FIRST_JUMP)]


def test_one_pilot_and_then_all_the_rest_is_a_leap() -> None:
    assert jump(990) == ["first-wave-leap"]
    assert jump(25) == ["first-wave-leap"]
    assert jump(24) == ["first-wave-too-big"]
    assert jump(6) == ["first-wave-too-big"]
    assert jump(5) == []


def test_a_first_leap_may_be_a_campaign_have_a_reason_or_be_one_scalable_unit() -> None:
    assert jump(990, "approach: {method: campaign}") == ["first-wave-too-big"]
    assert jump(990, wave=", because: Only a form is sent") == []
    assert jump(30, wave=", step: scalable-unit") == []
    assert jump(990, wave=", step: scalable-unit") == ["first-wave-leap"]
    assert jump(990, wave=", units: 30") == []


def test_without_a_successful_site_nothing_is_said_of_the_first_wave() -> None:
    assert found_by("waves: {first: {sites: 990}}\n", *FIRST_JUMP) == []


def test_successful_sites_are_counted_once_wherever_they_are_listed() -> None:
    plan = """
successful-sites:
  ward-4: {title: Ward 4, site: w4}
  elsewhere: {title: Another hospital, external: yes}
sites: sites.csv
waves: {first: {sites: 11}}
"""
    rows = "id,name,status\nw4,Ward 4,successful\nw5,Ward 5,successful\n"

    findings = found_by(plan, "first-wave-too-big", sites=rows)

    assert findings == []
    more = found_by(plan.replace("11", "16"), "first-wave-too-big", sites=rows)
    assert "from 3 successful to 19 sites" in more[0].message


def test_rules_of_the_schedule_are_silent_where_the_plan_states_no_rollout() -> None:
    short = """
aim: {by: 2027-01-31}
waves:
  first: {start: 2026-07-01, end: 2026-07-31, sites: 50}
  second: {start: 2026-08-01, end: 2027-01-31, sites: 250}
"""

    assert found_by(short, "step-below-gate-time", "no-slack", "coaches-short", "gate-pause-too-short") == []


def test_coaches_are_short_where_the_worked_example_says() -> None:
    findings = found_by("rollout: {coaches: 1}" + GHANA_SHAPE, "coaches-short")

    much, little = findings
    assert (much.route, little.route) == (("waves", "second"), ("waves", "third"))
    assert much.message.startswith('"second" cannot be looked after: it needs 5 coaches and will have 3, more than a')
    assert little.message == '"third" needs 20 coaches and will have 17; find 3 more, or make it smaller'
    assert found_by("rollout: {coaches: 1, hires: [0, 2, 1]}" + GHANA_SHAPE, "coaches-short") == []
    assert found_by("rollout: {coaches: unknown}" + GHANA_SHAPE, "coaches-short") == []


def test_coaches_are_followed_up_to_the_first_wave_that_is_not_known() -> None:
    gap = GHANA_SHAPE.replace("sites: 60", "sites: unknown")

    assert found_by("rollout: {coaches: 0}" + gap, "coaches-short")[0].route == ("waves", "first")
    assert len(found_by("rollout: {coaches: 0}" + gap, "coaches-short")) == 1


def test_waves_that_are_over_are_left_alone() -> None:
    plan = "rollout: {coaches: 0, interval: 3}\nwaves: {first: {start: 2026-01-01, end: 2026-03-31, sites: 50}, b: {}}"

    assert found_by(plan, "coaches-short", "step-below-gate-time") == []


def test_gate_time_takes_the_interval_of_the_aims_measure() -> None:
    plan = (
        "rollout: {points: 6}\naim: {measure: falls}\n"
        "measures: {falls: {title: Falls, kind: outcome, better: lower, every: quarter}}" + GHANA_SHAPE
    )

    findings = found_by(plan, "step-below-gate-time")

    assert [each.route[1] for each in findings] == ["first", "second", "third"]
    assert findings[0].message == (
        '"first" lasts 10 months, but 6 points of data take 21; make it longer, or measure more often'
    )


def test_slack_is_counted_on_what_is_left() -> None:
    plan = "aim: {by: 2027-01-31}\nrollout: {slack: 1.4}\nwaves: {first: {start: START, end: 2026-12-31, sites: 5}}"

    assert len(found_by(plan.replace("START", "2026-07-01"), "no-slack")) == 1
    assert found_by(plan.replace("START", "2020-07-01").replace("2027-01-31", "2027-03-31"), "no-slack") == []


def test_no_slack_is_not_said_of_what_is_late_anyway_or_over() -> None:
    late = "aim: {by: 2026-12-30}\nrollout: {}\nwaves: {first: {start: 2026-07-01, end: 2026-12-31}}"
    over = "aim: {by: 2026-06-30}\nrollout: {}\nwaves: {first: {start: 2026-01-01, end: 2026-06-15}}"
    open_ended = "aim: {by: 2026-07-30}\nrollout: {}\nwaves: {a: {start: 2026-07-01, end: 2026-07-28}, b: {}}"

    for plan in (late, over, open_ended):
        assert found_by(plan, "no-slack") == []


def test_a_pause_begins_on_the_day_after_a_wave_and_a_week_is_no_matter() -> None:
    plan = "rollout: {pause: 1}\nwaves:\n  a: {start: 2026-07-01, end: 2026-07-31}\n  b: {start: START}\n"

    assert found_by(plan.replace("START", "2026-08-25"), "gate-pause-too-short") == []
    assert len(found_by(plan.replace("START", "2026-08-24"), "gate-pause-too-short")) == 1
    assert found_by(plan.replace("pause: 1", "points: 6").replace("START", "2026-08-02"), "gate-pause-too-short") == []


def test_support_in_the_rollout_needs_a_taper_too() -> None:
    findings = found_by("rollout: {months-after: 0, visits-after: 0}\n", "support-without-taper")

    assert [each.route for each in findings] == [("rollout", "visits-after")]


def test_a_wave_cannot_bring_in_less_than_none() -> None:
    plan = "aim: {population: 10}\nwaves:\n  a: {step: scalable-unit, sites: 15}\n  b: {step: full-scale, sites: -5}\n"

    findings = found_by(plan, "units-do-not-add-up")

    assert [each.route for each in findings] == [("waves", "b", "sites")]


def test_before_its_launch_a_plan_meets_them_as_notes_only_but_for_a_leap() -> None:
    leap = found_by("successful-sites: {a: {title: A}}\nwaves: {first: {sites: 990}}\n", "first-wave-leap")
    short = found_by("rollout: {coaches: 1}" + GHANA_SHAPE, "coaches-short")

    assert [each.severity for each in leap] == [Severity.ERROR]
    assert {each.severity for each in short} == {Severity.NOTE}


FIELDS = (
    *(
        "sites",
        "unit-size",
        "multiplier",
        "first-units",
        "set-up",
        "pause",
        "slack",
        "local-start",
        "points",
        "interval",
    ),
    *("lag", "coaches", "visits-each-month", "visits-after", "months-after", "days-per-visit", "days-each-month"),
    *("attrition", "yield"),
)

WHOLE = f"""
stage: expand
aim: {{population: NUMBER, units: NUMBER, by: DATE}}
rollout:
  start: DATE
  step-months: [NUMBER, NUMBER]
  hires: [NUMBER]
{"".join(f"  {name}: NUMBER{chr(10)}" for name in FIELDS)}
successful-sites: {{s: {{title: S}}}}
support: {{c: {{title: C, kind: coach, days-each-month: NUMBER, attrition: NUMBER}}}}
waves:
  a: {{step: scalable-unit, start: DATE, end: DATE, sites: NUMBER, units: NUMBER}}
  b: {{start: DATE, end: DATE, sites: NUMBER}}
  c: {{step: full-scale, start: DATE, end: DATE, sites: NUMBER}}
"""

numbers = st.one_of(st.integers(-3, 700).map(str), st.sampled_from(["0", "0.5", "1/3", "9" * 5000, "unknown"]))
days = st.dates(date(1, 1, 1), date.max).map(str) | st.dates(date(2026, 1, 1), date(2028, 1, 1)).map(str)


@given(st.data())
def test_rules_never_raise_and_stand_on_what_is_there(folder: Path, data: st.DataObject) -> None:
    kinds = {"NUMBER": numbers, "DATE": days}
    text = re.sub("|".join(kinds), lambda match: data.draw(kinds[match[0]]), WHOLE)
    (folder / "spread-plan.yaml").write_text(f"schema: spreadkit/plan@1\ntitle: T\n{text}", encoding="utf-8")

    loaded = load_plan(folder / "spread-plan.yaml")
    findings = check_plan(loaded, AS_OF, only=[rule_of(code) for code in OURS])

    assert loaded.plan is not None
    lines = text.count("\n") + 2
    assert all(1 <= each.location.line <= lines and each.message for each in findings)
