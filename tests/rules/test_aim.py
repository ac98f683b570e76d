"""The aim, the package and successful sites: what the rules' own examples do not reach."""

from pathlib import Path

import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loader import load_plan
from spreadkit.model.finding import Finding, Severity

from rule_examples import AS_OF, BARE_HEAD, found_by

FALLS = "measures:\n  falls: {title: Falls, kind: outcome, better: lower}\n"
RULES = [
    *("aim-incomplete", "aim-vague-words", "aim-deadline-past", "aim-changes-mismatch", "aim-target-wrong-direction"),
    *("aim-not-grounded", "aim-target-beyond-pilot", "aim-population-mismatch", "no-successful-site"),
    *("change-without-successful-site", "core-or-adaptable-unmarked", "adopted-undefined"),
    "external-example-without-differences",
]


pytestmark = pytest.mark.usefixtures("folder")


def routes(findings: list[Finding]) -> list[tuple[str | int, ...]]:
    return [route for finding in findings for route in finding.routes or (finding.route,)]


def test_only_a_title_gives_two_notes() -> None:
    findings = found_by("", *RULES)

    assert sorted(each.slug for each in findings) == ["aim-incomplete", "no-successful-site"]
    assert {each.severity for each in findings} == {Severity.NOTE}


def test_an_aim_lists_all_that_it_lacks_in_one_finding() -> None:
    findings = found_by("aim: {measure: falls}\n", "aim-incomplete")

    assert routes(findings) == [("aim",)]
    assert 'lacks "what", "where", "target" and "by"' in findings[0].message


def test_unknown_counts_as_said() -> None:
    aim = "aim: {what: huddle, where: all, measure: falls, target: unknown, by: unknown}\n"

    findings = found_by("stage: launch\n" + aim, "aim-incomplete", "aim-not-grounded", "aim-deadline-past")

    assert findings == []


def test_a_target_of_nothing_is_a_target() -> None:
    aim = "aim: {what: huddle, where: all, measure: falls, target: 0, by: 2027-01-01}\n"

    assert found_by(aim, "aim-incomplete") == []


@pytest.mark.parametrize(
    ("statement", "vague"),
    [
        ("Improve safety", True),
        ("Get most wards going as soon as possible", True),
        ("Enhancing care where appropriate", True),
        ("Improve falls from 6.1 to 4.0", False),
        ("Halve the number of falls, and reduce harm", False),
        ("All wards hold a huddle every weekday", False),
        ("Every approved ward takes part", False),
    ],
)
def test_vague_words_count_only_where_no_number_stands(statement: str, vague: bool) -> None:  # noqa: FBT001
    findings = found_by(f"aim: {{statement: '{statement}'}}\n", "aim-vague-words")

    assert bool(findings) is vague


def test_a_date_is_past_only_after_its_day() -> None:
    assert found_by("aim: {by: 2026-06-30}\n", "aim-deadline-past") == []
    assert routes(found_by("aim: {by: 2026-06-29}\n", "aim-deadline-past")) == [("aim", "by")]


@pytest.mark.parametrize(("last", "is_met"), [("3.9", True), ("4.0", True), ("4.1", False)])
def test_a_past_date_is_no_matter_when_the_data_show_that_the_aim_was_met(last: str, is_met: bool) -> None:  # noqa: FBT001
    plan = (
        "aim: {measure: falls, target: 4.0, by: 2026-05-31}\n"
        "measures:\n"
        "  falls: {title: Falls, kind: outcome, better: lower, data: {file: falls.csv, value: rate}}\n"
    )
    rows = f"date,rate\n2026-05-01,5.0\n2026-06-01,{last}\n2026-07-01,1.0\n"

    findings = found_by(plan, "aim-deadline-past", falls=rows)

    assert (findings == []) is is_met


def test_only_core_changes_must_be_in_the_aim() -> None:
    package = (
        "package:\n  version: '1'\n  changes:\n"
        "    a: {title: A, core: yes}\n    b: {title: B, core: no}\n    c: {title: C}\n"
    )

    assert found_by(package + "aim: {what: a}\n", "aim-changes-mismatch") == []
    assert found_by(package, "aim-changes-mismatch") == []
    assert routes(found_by(package + "aim: {what: c}\n", "aim-changes-mismatch")) == [("aim", "what")]


@pytest.mark.parametrize(
    ("better", "baseline", "target", "wrong"),
    [
        ("lower", "6", "4", False),
        ("lower", "4", "4", True),
        ("higher", "60", "90", False),
        ("higher", "90", "60", True),
        ("neither", "90", "60", False),
        ("higher", "unknown", "60", False),
        ("higher", "90", "unknown", False),
    ],
)
def test_direction_of_the_target(better: str, baseline: str, target: str, wrong: bool) -> None:  # noqa: FBT001
    plan = (
        f"aim: {{measure: m, baseline: {baseline}, target: {target}}}\n"
        f"measures:\n  m: {{title: M, kind: outcome, better: {better}}}\n"
    )

    assert bool(found_by(plan, "aim-target-wrong-direction")) is wrong


def test_a_target_rests_on_both_figures_or_on_an_argument() -> None:
    nothing = "aim: {measure: falls, target: 4}\n"
    argued = "aim: {measure: falls, target: 4, because: The best fifth of hospitals reach it}\n"
    other = "successful-sites:\n  w: {title: W, measure: waits, after: 3}\n"

    assert "no baseline and no result" in found_by(nothing + other, "aim-not-grounded")[0].message
    assert found_by(argued, "aim-not-grounded") == []


def test_a_baseline_that_cannot_be_read_is_not_called_missing() -> None:
    Path("spread-plan.yaml").write_text(
        BARE_HEAD + "aim: {measure: falls, target: 4, baseline: '6,1'}\n", encoding="utf-8"
    )

    findings = check_plan(load_plan(Path("spread-plan.yaml")), AS_OF, only=["wrong-value", "aim-not-grounded"])

    assert [each.slug for each in findings] == ["wrong-value"]


def test_a_baseline_may_be_in_the_data_and_figures_may_be_unknown() -> None:
    in_data = (
        "aim: {measure: falls, target: 4}\n"
        "measures:\n"
        "  falls:\n    title: Falls\n    kind: outcome\n    better: lower\n"
        "    data: {file: falls.csv, value: rate}\n    baseline: {until: 2026-01-31}\n"
    )
    unknown = "aim: {measure: falls, target: 4, baseline: unknown}\n"
    site = "successful-sites:\n  w: {title: W, measure: falls, after: unknown}\n"

    assert found_by(in_data + site, "aim-not-grounded", falls="date,rate\n2026-01-01,5\n") == []
    assert found_by(unknown + site, "aim-not-grounded") == []


def test_a_target_is_compared_with_the_best_site() -> None:
    sites = (
        "successful-sites:\n  v: {title: V, measure: falls, after: 5}\n  w: {title: W, measure: falls, after: 3.5}\n"
        "  x: {title: X, measure: waits, after: 1}\n"
    )

    assert found_by(FALLS + sites + "aim: {measure: falls, target: 3.5}\n", "aim-target-beyond-pilot") == []
    findings = found_by(FALLS + sites + "aim: {measure: falls, target: 3.4}\n", "aim-target-beyond-pilot")
    assert "beyond 3.5" in findings[0].message


def test_a_higher_target_may_be_argued() -> None:
    sites = "successful-sites:\n  w: {title: W, measure: falls, after: 3.5}\n"
    aim = "aim: {measure: falls, target: 3, because: Ward 4 had no lifts and others have}\n"

    assert found_by(FALLS + sites + aim, "aim-target-beyond-pilot") == []


def test_population_counts_the_sites_named_or_else_all_targets() -> None:
    sites = "sites: sites.csv\n"
    rows = "id,name,status\na,A,target\nb,B,target\nc,C,deferred\nd,D,left\n"

    assert found_by(sites + "aim: {where: all, population: 2}\n", "aim-population-mismatch", sites=rows) == []
    assert found_by(sites + "aim: {where: [a], population: 1}\n", "aim-population-mismatch", sites=rows) == []
    assert found_by("aim: {where: all, population: 24}\n", "aim-population-mismatch") == []
    assert found_by(sites + "aim: {population: unknown}\n", "aim-population-mismatch", sites=rows) == []
    findings = found_by(sites + "aim: {where: all, population: 4}\n", "aim-population-mismatch", sites=rows)
    assert "4, but the plan lists 2 target sites" in findings[0].message


@pytest.mark.parametrize(
    ("plan", "is_found"),
    [
        ("actions:\n  a: {do: Build a successful site on ward 4}\n", False),
        ("actions:\n  a: {do: Pilot the huddle on ward 4, state: doing}\n", False),
        ("actions:\n  a: {do: Pilot the huddle on ward 4, state: dropped}\n", True),
        ("actions:\n  a: {do: Tell everybody}\n", True),
        ("sites:\n  - {id: w, name: W, status: successful}\n", False),
    ],
)
def test_a_successful_site_may_be_built_first(plan: str, is_found: bool) -> None:  # noqa: FBT001
    assert bool(found_by(plan, "no-successful-site")) is is_found


PACKAGE = "package:\n  version: '1'\n  changes:\n    a: {title: A}\n    b: {title: B}\n"


def test_changes_are_silent_where_no_site_is_successful_and_one_finding_where_sites_name_none() -> None:
    one = "successful-sites:\n  w: {title: W}\n"

    assert found_by(PACKAGE, "change-without-successful-site") == []
    assert routes(found_by(PACKAGE + one, "change-without-successful-site")) == [("successful-sites",)]


@pytest.mark.parametrize("slug", ["core-or-adaptable-unmarked", "adopted-undefined"])
def test_where_no_change_says_it_there_is_one_finding(slug: str) -> None:
    single = "package:\n  version: '1'\n  changes:\n    a: {title: A}\n"

    assert routes(found_by(PACKAGE, slug)) == [("package", "changes")]
    assert routes(found_by(single, slug)) == [("package", "changes", "a")]


def test_what_may_be_adapted_is_a_mark() -> None:
    package = (
        "package:\n  version: '1'\n  changes:\n    a: {title: A, adaptable: The time}\n    b: {title: B, core: no}\n"
    )

    assert found_by(package, "core-or-adaptable-unmarked") == []


def test_an_example_from_inside_answers_for_those_from_outside() -> None:
    sites = "successful-sites:\n  w: {title: W}\n  south: {title: South, external: yes}\n"

    assert found_by(sites, "external-example-without-differences") == []
