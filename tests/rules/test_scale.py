"""Drivers, versions, units, resources, decisions and people at the sites: what the rules' own examples do not reach."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding, Severity
from spreadkit.rules._registry import all_rules

from rule_examples import AS_OF, TINY, found_by

pytestmark = pytest.mark.usefixtures("folder")

OURS = [slug for slug, rule in all_rules().items() if rule.code.startswith("SK7")]

SITES = "id,name,wave,manager,owner\n"


def routes(findings: list[Finding]) -> list[tuple[str | int, ...]]:
    return [route for finding in findings for route in finding.routes or (finding.route,)]


def asks_for(slug: str) -> str:
    """Put a framework beside the plan, one criterion of which this rule verifies; return how a plan uses it."""
    text = TINY.read_text(encoding="utf-8").replace("id: tiny", "id: asking")
    folder = Path("frameworks")
    folder.mkdir(exist_ok=True)
    (folder / "asking.yaml").write_text(text.replace("[sponsor-missing]", f"[{slug}]"), encoding="utf-8")
    return "frameworks: [{use: asking@1}]\n"


def test_a_plan_that_uses_none_of_it_hears_none_of_it() -> None:
    assert len(OURS) >= 50
    assert found_by("people: {jl: {name: J. Lind}}\n", *OURS) == []


# Drivers


DRIVERS = """
drivers:
  primary: {p: {title: P}, q: {title: Q}}
  secondary: {s: {title: S, serves: p}, t: {title: T, serves: SERVES}}
  ideas: {i: {title: I, serves: [s, t, q]}}
"""


@pytest.mark.parametrize(
    ("serves", "off", "circles"),
    [
        ("q", [], 0),
        ("s", [], 0),
        ("[s, {to: q, strength: weak}]", [], 0),
        ("t", [("drivers", "secondary", "t")], 1),
        ("[t, p]", [], 1),
        ("nobody", [], 0),
        ("[]", [("drivers", "secondary", "t")], 0),
    ],
)
def test_links_are_followed_over_several_layers(serves: str, off: list[tuple[str, ...]], circles: int) -> None:
    plan = DRIVERS.replace("SERVES", serves)

    assert routes(found_by(plan, "driver-off-the-aim")) == off
    assert len(found_by(plan, "driver-cycle")) == circles


def test_a_circle_of_three_is_told_once() -> None:
    findings = found_by(
        "drivers: {secondary: {a: {title: A, serves: b}, b: {title: B, serves: c}, c: {title: C, serves: a}}}\n",
        "driver-cycle",
    )

    assert routes(findings) == [("drivers", "secondary", "a", "serves")]
    assert '"a", "b" and "c" serve each other' in findings[0].message


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefp"), max_size=3, unique=True)))
def test_any_web_of_drivers_is_told_apart_from_a_theory(folder: Path, links: dict[str, list[str]]) -> None:
    lines = [f"    {name}: {{title: T, serves: [{', '.join(to)}]}}" for name, to in links.items()]
    plan = "drivers:\n  primary: {p: {title: P}}\n  secondary:\n" + "\n".join(lines) + "\n"

    off = {route[2] for route in routes(found_by(plan, "driver-off-the-aim"))}

    reached, ahead = {"p"}, True
    while ahead:
        ahead = bool(more := {name for name, to in links.items() if reached & set(to)} - reached)
        reached |= more
    dangling = {name for name, to in links.items() if set(to) - set(links) - {"p"}}
    assert off == set(links) - reached - dangling
    assert folder.exists()


def test_a_primary_driver_that_could_not_be_read_is_not_missed() -> None:
    Path("spread-plan.yaml").write_text(
        "schema: spreadkit/plan@1\ntitle: T\ndrivers:\n  primary: {p: {titel: P}}\n"
        "  secondary: {s: {title: S, serves: p}}\n"
    )

    slugs = {each.slug for each in check_plan(load_plan(Path("spread-plan.yaml")), AS_OF)}

    assert slugs.isdisjoint({"unknown-reference", "driver-off-the-aim", "primary-driver-count"})


@pytest.mark.parametrize(("number", "expected"), [(1, 1), (2, 0), (5, 0), (6, 1)])
def test_two_to_five_primary_drivers_are_right(number: int, expected: int) -> None:
    drivers = ", ".join(f"p{index}: {{title: P}}" for index in range(number))

    assert len(found_by(f"drivers: {{primary: {{{drivers}}}}}\n", "primary-driver-count")) == expected


def test_dropped_ideas_move_no_driver() -> None:
    plan = "drivers: {primary: {p: {title: P}}, ideas: {i: {title: I, serves: p, state: dropped, because: No}}}\n"

    assert routes(found_by(plan, "driver-without-idea")) == [("drivers", "primary", "p")]


def test_five_listed_ideas_without_a_failure_are_odd() -> None:
    ideas = [f"i{index}: {{title: I, state: kept}}" for index in range(5)]

    assert len(found_by(f"drivers: {{ideas: {{{', '.join(ideas)}}}}}\n", "no-idea-dropped")) == 1
    assert found_by(f"drivers: {{ideas: {{{', '.join(ideas[1:])}}}}}\n", "no-idea-dropped") == []


def test_a_diagram_that_a_framework_asks_for_is_missed() -> None:
    findings = found_by(asks_for("primary-driver-count") + "stage: launch\n", "primary-driver-count")

    assert "no primary driver" in findings[0].message
    assert findings[0].severity is Severity.WARNING


# Package


def test_a_version_that_is_not_listed_is_told_once() -> None:
    plan = "package: {version: '1', versions: [{version: '1', what: First}]}\nsites: sites.csv\n"

    findings = found_by(plan, "version-not-listed", sites="id,name,version\na,A,2\nb,B,2\nc,C,unknown\n")

    assert routes(findings) == [("sites", 0, "version")]
    assert "here and in 1 other place" in findings[0].message


@pytest.mark.parametrize(
    ("version", "on", "expected"),
    [("1.9", "2026-05-20", 0), ("v2.0", "2026-05-20", 1), ("2.0", "2026-03-01", 0), ("2.0", "unknown", 0)],
)
def test_only_a_new_first_number_after_the_start_of_full_scale_is_a_major_change(
    version: str, on: str, expected: int
) -> None:
    plan = f"""
package: {{version: '1', versions: [{{version: 'v1.0', what: A}}, {{version: '{version}', what: B, on: {on}}}]}}
waves: {{all: {{step: full-scale, start: 2026-03-01}}}}
"""

    assert len(found_by(plan, "major-change-at-full-scale")) == expected


def test_the_latest_belief_counts_and_silence_is_told() -> None:
    waves = "waves: {w: {step: full-scale, start: 2026-07-01}}\n"
    beliefs = "[{level: low, on: 2026-06-01}, {level: high, on: 2026-02-01}]"

    assert "is low" in found_by(f"{waves}package: {{version: '1', belief: {beliefs}}}\n", "belief-too-low")[0].message
    assert "nobody has rated" in found_by(waves, "belief-too-low")[0].message
    assert found_by(waves.replace("full-scale", "scalable-unit"), "belief-too-low") == []
    assert found_by(waves.replace("2026-07-01", "2026-12-01"), "belief-too-low") == []


def test_a_review_of_the_practice_is_asked_for_where_a_framework_does() -> None:
    package = "package: {version: '1'}\n"

    assert found_by(package, "practice-review-missing") == []
    assert routes(found_by(asks_for("practice-review-missing") + package, "practice-review-missing")) == [("package",)]


# Waves as steps


def waves(*sizes: int, extra: str = "") -> str:
    start = date(2026, 9, 1)
    lines = [
        f"  w{index}: {{start: {start + timedelta(days=90 * index)}, sites: {size}{extra}}}"
        for index, size in enumerate(sizes)
    ]
    return "waves:\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("sizes", "big", "leaps"),
    [
        ((5, 25), [], []),
        ((5, 26), ["w1"], []),
        ((1, 24), ["w1"], []),
        ((1, 25), [], ["w1"]),
        ((1, 4, 20, 100), [], []),
        ((0, 40), [], []),
        ((40,), [], []),
    ],
)
def test_steps_of_five_are_right_and_leaps_are_errors(sizes: tuple[int, ...], big: list[str], leaps: list[str]) -> None:
    plan = waves(*sizes)

    assert [each.route[1] for each in found_by(plan, "step-too-big")] == big
    assert [each.route[1] for each in found_by(plan, "leap")] == leaps


def test_a_campaign_may_leap_but_is_told_that_the_step_is_big() -> None:
    plan = waves(1, 99) + "approach: {method: [campaign, hybrid]}\n"

    assert found_by(plan, "leap") == []
    assert len(found_by(plan, "step-too-big")) == 1


def test_a_reason_settles_the_size_of_a_step() -> None:
    assert found_by(waves(1, 99, extra=", because: The sites ask for it"), "leap", "step-too-big") == []


def test_successful_sites_are_the_start_and_no_step() -> None:
    plan = "waves: {w: {start: 2026-09-01}, x: {start: 2027-01-01, sites: 63}}\nsites: sites.csv\n"
    rows = "".join(f"s{index},S,w,target\n" for index in range(7))

    findings = found_by(plan, "step-too-big", "leap", sites=f"id,name,wave,status\nold,Old,,successful\n{rows}")

    assert [route for finding in findings for route in finding.routes or (finding.route,)] == [("waves", "x")]
    assert "from 7 to 70 sites, 10.0 times" in findings[0].message


GHANA = """
aim: {population: 576, units: 38, by: 2012-09-30}
waves:
  wave-1: {step: scalable-unit, start: 2008-07-08, end: 2009-05-08, units: 3, sites: 27}
  wave-2: {step: test, start: 2009-09-01, end: 2011-08-31, units: 35, sites: 549}
"""


def test_the_scale_up_of_northern_ghana_was_a_big_step() -> None:
    findings = found_by(GHANA, "step-too-big", "leap", "units-do-not-add-up", "no-test-step", "steps-out-of-order")

    assert [(each.slug, each.route) for each in findings] == [("step-too-big", ("waves", "wave-2"))]
    assert "from 3 to 38 units, 12.7 times" in findings[0].message


def test_the_same_called_full_scale_skips_the_test() -> None:
    plan = GHANA.replace("step: test", "step: full-scale")

    assert routes(found_by(plan, "no-test-step")) == [("waves", "wave-2", "step")]
    assert found_by(plan, "units-do-not-add-up") == []


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        ("{population: 576, units: 38}", []),
        ("{population: 577, units: 38}", [("waves",)]),
        ("{population: 576, units: 39}", [("waves",)]),
        ("{population: unknown}", []),
    ],
)
def test_waves_add_up_to_the_aim_once_they_reach_full_scale(aim: str, expected: list[tuple[str]]) -> None:
    plan = re.sub(r"aim: .*", f"aim: {aim}", GHANA)

    assert found_by(plan, "units-do-not-add-up") == []
    assert routes(found_by(plan.replace("step: test", "step: full-scale"), "units-do-not-add-up")) == expected


def test_a_list_of_some_units_need_not_add_up() -> None:
    units = "units: {a: {title: A, sites: 12}, b: {title: B, sites: 20}}\n"

    assert found_by(units + "aim: {population: 576, units: 38}\n", "units-do-not-add-up") == []
    assert routes(found_by(units + "aim: {population: 30, units: 2}\n", "units-do-not-add-up")) == [("units",)]
    assert routes(found_by(units + "aim: {population: 32, units: 1}\n", "units-do-not-add-up")) == [("units",)]


def test_sites_that_are_counted_by_wave_are_not_held_against_the_list_of_sites() -> None:
    sites = "sites: [{id: a, name: A}]\n"

    assert found_by(GHANA + sites, "aim-population-mismatch") == []
    assert len(found_by("aim: {population: 576}\n" + sites, "aim-population-mismatch")) == 1


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("2026-10-30", "2026-10-30", 0),
        ("2026-10-30", "2026-10-29", 1),
        ("unknown", "2026-01-04", 1),
        ("unknown", "2026-02-01", 0),
    ],
)
def test_a_step_waits_for_the_one_before(end: str, start: str, expected: int) -> None:
    plan = f"""
waves:
  first: {{step: scalable-unit, start: 2026-01-05, end: {end}}}
  second: {{step: test, start: {start}}}
"""

    assert len(found_by(plan, "steps-out-of-order")) == expected


def test_strata_are_weighed_by_the_sites_that_are_listed_where_they_are_not_counted() -> None:
    plan = """
strata: {town: {title: Town}, rural: {title: Rural}, island: {title: Island}}
waves: {first: {step: test}}
sites: sites.csv
"""
    rows = ["t0,T,first,town", *(f"t{n},T,,town" for n in range(1, 18)), "r1,R,,rural", "r2,R,,rural", "i,I,,island"]

    findings = found_by(plan, "stratum-not-tested", sites="id,name,wave,stratum\n" + "\n".join(rows) + "\n")

    assert findings == []
    rows.append("r3,R,,rural")
    findings = found_by(plan, "stratum-not-tested", sites="id,name,wave,stratum\n" + "\n".join(rows) + "\n")
    assert routes(findings) == [("strata", "rural")]


def test_full_scale_needs_a_yes_of_its_own_or_of_its_gate() -> None:
    plan = "waves: {w: {step: full-scale, start: 2026-07-01, gate: tiny/expand}}\n"
    go = "decisions: [{gate: tiny/expand, outcome: go, on: 2026-06-01}]\n"
    later = "decisions: [{about: full-scale, outcome: go, on: 2026-07-15}]\n"

    assert "nobody has decided" in found_by(plan, "full-scale-undecided")[0].message
    assert found_by(plan + go, "full-scale-undecided") == []
    assert len(found_by(plan + later, "full-scale-undecided")) == 1


def test_an_owner_who_has_left_owns_nothing() -> None:
    plan = "people: {rd: {name: R. Danso, role: full-scale-owner, left: 2026-06-01}}\nunits: {a: {title: A}}\n"

    assert routes(found_by(plan, "no-full-scale-owner")) == [("people",)]


# Resources


def test_resources_without_figures_are_left_alone() -> None:
    plan = """
aim: {by: unknown}
waves: {w: {start: 2026-07-01}, over: {start: 2026-01-01, end: 2026-02-01}}
resources:
  a: {title: A, kind: money, until: unknown, essential: no, by-wave: {w: {need: unknown, secured: 1}}}
  b: {title: B, kind: staff, until: 2026-01-01, by-wave: {over: {need: 4, secured: 1}, w: {need: 4}}}
  c: {title: C, kind: staff, once: 4, yearly: unknown}
"""

    slugs = ("essential-without-payer", "cost-without-recurring", "resource-short", "funding-ends-early")
    findings = found_by(plan, *slugs)

    assert [route for finding in findings for route in finding.routes or (finding.route,)] == [
        ("resources", "b", "until")
    ]


def test_limits_are_asked_for_when_a_test_is_near_and_a_framework_wants_them() -> None:
    slug = "next-step-incomplete"
    plan = "waves: {w: {step: test, start: 2026-07-15}}\n"

    assert found_by(plan, slug) == []
    assert routes(found_by(asks_for(slug) + plan, slug)) == [("resources",)]
    assert found_by(asks_for(slug) + plan.replace("2026-07", "2026-12"), slug) == []


def test_a_list_of_sites_is_a_count() -> None:
    plan = "waves: {w: {step: test, start: 2026-12-01}}\n"

    assert routes(found_by(plan, "full-scale-uncounted")) == [("aim",)]
    assert found_by(plan + "sites: [{id: a, name: A}]\n", "full-scale-uncounted") == []
    assert found_by(plan + "aim: {population: unknown}\n", "full-scale-uncounted") == []


# Decisions


def test_an_approval_for_some_sites_is_none_for_all() -> None:
    plan = """
decisions: [{about: approval, sites: oak, body: Committee, version: '1', outcome: agreed, on: 2026-01-01}]
sites: [{id: ash, name: Ash}]
adoption: [{date: 2026-02-01, site: ash, change: huddle, stage: testing}]
"""

    assert "before it was approved (" in found_by(plan, "diffusion-before-approval")[0].message


def test_an_approval_of_an_unknown_day_may_have_come_first() -> None:
    plan = """
decisions: [{about: approval, body: Committee, version: '1', outcome: agreed, on: unknown}]
sites: [{id: ash, name: Ash}]
adoption: [{date: 2026-02-01, site: ash, change: huddle, stage: testing}]
"""

    assert found_by(plan, "diffusion-before-approval") == []
    assert "lacks on" in found_by(plan, "approval-incomplete")[0].message


def test_without_any_approval_only_a_framework_that_asks_for_it_holds_sites_back() -> None:
    plan = "sites: [{id: ash, name: Ash}]\nadoption: [{date: 2026-02-01, site: ash, change: a, stage: testing}]\n"
    slug = "diffusion-before-approval"

    assert found_by(plan, slug) == []
    assert routes(found_by(asks_for(slug) + plan, slug)) == [("adoption", 0, "date")]


@pytest.mark.parametrize(
    ("decision", "without", "early"),
    [
        ("{about: adoption, sites: all, outcome: go, on: 2026-01-31}", 0, 0),
        ("{about: adoption, sites: ash, outcome: agreed, on: 2026-02-02}", 0, 1),
        ("{about: adoption, sites: ash, outcome: hold, on: 2026-01-31}", 1, 0),
        ("{about: adoption, sites: elm, outcome: go, on: 2026-01-31}", 1, 0),
        ("{sites: ash, outcome: go, on: 2026-01-31}", 0, 0),
    ],
)
def test_sites_begin_after_their_own_yes(decision: str, without: int, early: int) -> None:
    plan = f"""
decisions: [{decision}]
sites: [{{id: ash, name: Ash}}, {{id: elm, name: Elm}}, {{id: oak, name: Oak, status: left}}]
adoption:
  - {{date: 2026-02-01, site: ash, change: a, stage: testing}}
  - {{date: 2026-01-01, site: ash, change: a, stage: committed}}
  - {{date: 2026-01-01, site: oak, change: a, stage: testing}}
"""

    assert len(found_by(plan, "site-without-decision")) == without
    assert len(found_by(plan, "start-before-decision")) == early


def test_a_site_that_says_not_yet_has_decided() -> None:
    plan = """
sites: [{id: ash, name: Ash, decide-by: 2026-05-01}, {id: elm, name: Elm, decide-by: 2026-06-30}]
decisions: [{about: adoption, sites: ash, outcome: hold, on: 2026-05-01}]
"""

    assert found_by(plan, "decision-overdue") == []


def test_words_explain_a_stop_until_somebody_keeps_codes() -> None:
    rows = "date,site,change,stage,barrier,reason\n2026-02-01,ash,a,paused,Norovirus,\n2026-02-01,elm,a,declined,,{}\n"

    assert found_by("adoption: adoption.csv\n", "declined-without-reason", adoption=rows.format("other")) != []
    assert len(found_by("adoption: adoption.csv\n", "declined-without-reason", adoption=rows.format(""))) == 1
    assert "without a barrier" in (
        found_by("adoption: adoption.csv\n", "declined-without-reason", adoption=rows.format(""))[0].message
    )


def test_a_stop_that_is_over_needs_no_reason_any_more() -> None:
    rows = "date,site,change,stage\n2026-02-01,ash,a,paused\n2026-03-01,ash,a,testing\n"

    assert found_by("adoption: adoption.csv\n", "declined-without-reason", adoption=rows) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("exempt,,,,", "without because, approved-by and until"),
        ("exempt,Rebuilt,,2026-12-31,", "without approved-by"),
        ("exempt,Rebuilt,mo,2026-05-30,", "ended on 2026-05-30"),
        ("exempt,Rebuilt,mo,2026-05-31,", None),
        ("out-of-scope,,,,", "without because"),
        ("out-of-scope,,,,No inpatients", None),
        ("deferred,,,,", None),
    ],
)
def test_exemptions_say_why_who_and_until_when(row: str, says: str | None) -> None:
    rows = f"id,name,status,because,approved-by,until,note\nash,Ash,{row}\n"

    findings = found_by("people: {mo: {name: M. Osei}}\nsites: sites.csv\n", "exemption-incomplete", sites=rows)

    assert [str(says) in each.message for each in findings] == ([] if says is None else [True])


# People at the sites


def test_managers_are_asked_for_by_the_table_or_by_a_framework() -> None:
    nobody = "sites: [{id: ash, name: Ash}, {id: elm, name: Elm}]\n"
    slug = "site-without-manager"

    assert found_by(nobody, slug) == []
    assert '("ash" and "elm")' in found_by(asks_for(slug) + nobody, slug)[0].message


def test_sponsors_are_asked_for_from_thirty_days_before_the_start() -> None:
    plan = """
waves: {near: {start: 2026-07-30}, far: {start: 2026-07-31}}
sites: [{id: a, name: A, wave: near}, {id: b, name: B, wave: far}, {id: c, name: C, wave: far, sponsor: cd}]
people: {cd: {name: C. Dube}}
"""

    findings = found_by(plan, "site-without-sponsor")

    assert routes(findings) == [("sites", 0)]
    assert '1 site without a senior sponsor ("a")' in findings[0].message


def test_leads_may_be_separated_as_one_likes() -> None:
    plan = """
people: {na: {name: N, profession: nurse}, ds: {name: D, profession: doctor}}
audiences: {nurses: {profession: nurse}, doctors: {profession: doctor}, clerks: {adopts: no, profession: clerk}}
waves: {w: {start: 2026-07-01}}
sites: sites.csv
"""
    rows = 'id,name,wave,clinical-leads\na,A,w,na ds\nb,B,w,"na, ds"\nc,C,w,ds;na\nd,D,w,na\n'

    findings = found_by(plan, "profession-without-lead", sites=rows)

    assert routes(findings) == [("sites", 3)]
    assert '1 site without a clinical lead from "doctor" ("d")' in findings[0].message


def test_time_is_compared_only_where_both_sides_say_it() -> None:
    people = "people: {dm: {name: D, time: 0.3}, em: {name: E}, fm: {name: F, time: unknown}}\nsites: sites.csv\n"
    rows = "id,name,manager,time\na,A,dm,0.1\nb,B,dm,unknown\nc,C,dm,0.2\nd,D,em,0.9\ne,E,fm,0.9\n"

    assert found_by(people, "manager-overloaded", sites=rows) == []
    assert len(found_by(people, "manager-overloaded", sites=rows.replace("0.2", "0.21"))) == 1


def test_opinion_leaders_who_all_hold_a_post_are_told() -> None:
    plan = """
people: {ap: {name: A, role: executive-sponsor}, sn: {name: S, role: opinion-leader}}
audiences:
  nurses: {opinion-leaders: [{who: ap}]}
  doctors: {opinion-leaders: [{who: ap}, {who: sn, stance: opposes}]}
"""

    findings = found_by(plan, "audience-without-opinion-leader")

    assert routes(findings) == [("audiences", "nurses", "opinion-leaders")]


# Modes, records, reviews


def test_a_mix_is_judged_from_two_items_on_and_a_reason_settles_it() -> None:
    item = "  - {audience: n, purpose: awareness, mode: diffusion}\n"
    plan = "audiences: {n: {decides: early}}\ncommunication:\n"

    assert found_by(plan + item, "single-mode") == []
    assert len(found_by(plan + 2 * item, "single-mode")) == 1
    assert found_by(plan + 2 * item + "approach: {mix: They all know each other}\n", "single-mode") == []


@pytest.mark.parametrize(("day", "expected"), [("2026-04-12", 0), ("2026-04-11", 1), ("2025-12-01", 1)])
def test_ninety_days_make_sustained(day: str, expected: int) -> None:
    rows = f"date,site,change,stage\n{day},a,x,sustained\n2026-01-12,a,x,implemented\n2026-02-12,a,x,implemented\n"

    assert len(found_by("adoption: adoption.csv\n", "sustained-too-soon", adoption=rows)) == expected


def test_a_jump_is_measured_from_the_row_before_by_date() -> None:
    rows = "date,site,change,stage\n2026-03-01,a,x,implemented\n2026-01-01,a,x,aware\n2026-02-01,a,x,testing\n"

    assert found_by("adoption: adoption.csv\n", "stage-jump", adoption=rows) == []
    skipped = rows.replace("2026-02-01,a,x,testing\n", "2026-02-01,a,x,paused\n")
    assert routes(found_by("adoption: adoption.csv\n", "stage-jump", adoption=skipped)) == [("adoption", 0, "stage")]


def test_a_held_review_settles_the_day_that_was_set() -> None:
    plan = "reviews: [{on: 2026-05-04, next: 2026-06-01}, {on: unknown}, {on: 2026-07-01}]\n"

    assert routes(found_by(plan, "review-overdue")) == [("reviews", 0, "next")]
    assert found_by(plan.replace("2026-07-01", "2026-06-05"), "review-overdue") == []


def test_a_budget_is_asked_for_where_money_is_planned() -> None:
    plan = "stage: embed\npeople: {sn: {name: S}}\nembedding: {owner: sn, signal: S, response: R, measure: m}\n"
    plan += "measures: {m: {title: M, kind: process, better: higher}}\n"

    assert found_by(plan, "handover-incomplete") == []
    resources = "resources: {c: {title: C, kind: staff}}\n"
    assert "without budget" in found_by(plan + resources, "handover-incomplete")[0].message
    assert found_by(plan.replace("embed\n", "expand\n", 1) + resources, "handover-incomplete") == []


# Whatever stands in a plan


WHOLE = """
stage: STAGE
aim: {population: NUMBER, units: NUMBER, by: DATE}
approach: {practices-at-most: NUMBER}
drivers: {primary: {p: {title: P}}, secondary: {s: {title: S, serves: ID}}, ideas: {i: {title: I, serves: [s, ID]}}}
package: {version: '2', tested: NUMBER, kept: NUMBER, belief: [{level: low, on: DATE}],
  versions: [{version: '1', what: A, on: DATE}, {version: '2', what: B, on: DATE}], review: {last: DATE, next: DATE},
  changes: {c: {title: C, core: yes}}}
strata: {ID: {title: T, sites: NUMBER}, r: {title: R, sites: NUMBER}}
units: {ID: {title: U, sites: NUMBER, stratum: ID, wave: first}}
waves: {first: {step: scalable-unit, start: DATE, end: DATE, units: NUMBER, sites: NUMBER},
  second: {step: test, start: DATE, sites: NUMBER}, third: {step: full-scale, start: DATE, sites: NUMBER}}
resources: {ID: {title: R, kind: staff, once: NUMBER, until: DATE, by-wave: {first: {need: NUMBER, secured: NUMBER}}}}
support: {ID: {title: S, visits-each-month: NUMBER, visits-after: NUMBER}}
people: {ID: {name: N, role: [diffusion-manager, design-team], time: NUMBER, site: a}}
sites: [{id: a, name: A, wave: first, manager: ID, owner: ID, time: NUMBER, decide-by: DATE, stratum: ID, version: '3'},
  {id: b, name: B, wave: second, status: exempt, until: DATE, because: X, approved-by: ID}]
adoption: [{date: DATE, site: a, change: c, stage: testing}, {date: DATE, site: a, change: c, stage: sustained},
  {date: DATE, site: b, change: c, stage: declined, reason: other}]
decisions: [{about: approval, outcome: agreed, on: DATE, version: '2'},
  {about: adoption, sites: a, outcome: go, on: DATE}, {about: full-scale, outcome: hold, on: DATE}]
reviews: [{on: DATE, next: DATE}]
embedding: {owner: ID, every: week, checked: DATE}
"""

numbers = st.one_of(st.integers(-3, 700).map(str), st.sampled_from(["0", "0.5", "9" * 400, "unknown"]))
days = st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(str)
words = st.sampled_from(["a", "b", "p", "s", "first"])


@given(st.data())
def test_rules_never_raise_and_stand_on_what_is_there(folder: Path, data: st.DataObject) -> None:
    kinds = {"NUMBER": numbers, "DATE": days, "ID": words, "STAGE": st.sampled_from(["prepare", "expand", "embed"])}
    text = re.sub("|".join(kinds), lambda match: data.draw(kinds[match[0]]), WHOLE)
    (folder / "spread-plan.yaml").write_text(f"schema: spreadkit/plan@1\ntitle: T\n{text}", encoding="utf-8")

    loaded = load_plan(folder / "spread-plan.yaml")
    findings = check_plan(loaded, AS_OF)

    assert loaded.plan is not None
    lines = text.count("\n") + 2
    assert all(1 <= each.location.line <= lines and each.message for each in findings)
