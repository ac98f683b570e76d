"""The parts of a plan that scaling up needs: how they are written, and what a slip in them gives."""

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from spreadkit.checking.run import check_plan
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.loading.loader import load_plan
from spreadkit.loading.schemas import json_schema
from spreadkit.model.adoption import Reason
from spreadkit.model.base import UNKNOWN, Route
from spreadkit.model.drivers import Link
from spreadkit.model.finding import Finding
from spreadkit.model.plan import Plan
from spreadkit.reading.source import parse_source

from rule_examples import AS_OF, BARE_HEAD

pytestmark = pytest.mark.usefixtures("folder")


def loaded(text: str, **tables: str) -> LoadedPlan:
    Path("spread-plan.yaml").write_text(BARE_HEAD + text, encoding="utf-8")
    for name, rows in tables.items():
        Path(f"{name}.csv").write_text(rows, encoding="utf-8")
    return load_plan(Path("spread-plan.yaml"))


def plan_of(text: str, **tables: str) -> Plan:
    read = loaded(text, **tables)
    assert read.problems == []
    assert read.plan is not None
    return read.plan


def checked(text: str, *slugs: str, **tables: str) -> list[Finding]:
    findings = check_plan(loaded(text, **tables), AS_OF)
    return [each for each in findings if each.slug in slugs or each.code < "SK100"]


def test_links_are_ids_or_groups_in_any_mix() -> None:
    text = """
drivers:
  primary: {p: {title: P}}
  secondary:
    a: {title: A, serves: p}
    b: {title: B, serves: [p, {to: a, strength: weak}]}
    c: {title: C}
"""

    links = plan_of(text).drivers.links

    assert links == {"a": (Link(to="p"),), "b": (Link(to="p"), Link(to="a", strength="weak")), "c": ()}


@pytest.mark.parametrize(
    ("serves", "slug", "says"),
    [
        ("Not an id", "bad-id", '"not-an-id"'),
        ("[{to: p, strength: strog}]", "unknown-word", 'did you mean "strong"?'),
        ("[{strength: weak}]", "missing-key", '"to" is missing'),
        ("{to: p}", "wrong-value", "this must be a list"),
        ("[nowhere]", "unknown-reference", 'there is no driver "nowhere"'),
        ("nowhere", "unknown-reference", 'there is no driver "nowhere"'),
    ],
)
def test_a_slip_in_a_link_is_told_at_its_line(serves: str, slug: str, says: str) -> None:
    text = f"drivers:\n  primary: {{p: {{title: P}}}}\n  secondary:\n    a:\n      title: A\n      serves: {serves}\n"

    findings = checked(text, "unknown-reference")

    assert [(each.slug, each.location.line) for each in findings] == [(slug, 8)]
    assert says in findings[0].message


@pytest.mark.parametrize("cell", ["na ds", '"na, ds"', '"na,ds"', "na;ds", " na  ds "])
def test_one_cell_holds_several_ids(cell: str) -> None:
    plan = plan_of("sites: sites.csv\n", sites=f"id,name,clinical-leads\nash,Ash,{cell}\nelm,Elm,\n")

    assert [site.clinical_leads for site in plan.sites] == [("na", "ds"), ()]


def test_a_name_in_a_cell_of_several_is_told_in_that_cell() -> None:
    rows = "id,name,clinical-leads,manager\nash,Ash,na,na\nelm,Elm,na nb,na\n"

    findings = checked("people: {na: {name: N}}\nsites: sites.csv\n", "unknown-person", sites=rows)

    assert [(each.location.file, each.location.line, each.location.column) for each in findings] == [
        ("sites.csv", 3, 9)
    ]
    assert '"nb"' in findings[0].message


def test_every_new_column_of_sites_is_read() -> None:
    header = (
        "id,name,unit,stratum,sponsor,manager,time,owner,handed-over,champion,clinical-leads,decision,decider,route"
    )
    header += ",decide-by,start,full-use,verify,version,practices,status,because,approved-by,until"
    row = "ash,Ash,north,town,a,b,0.2,c,unknown,d,e f,collective,Board,By vote"
    row += ",2026-01-01,2026-02-01,2026-03-01,2026-04-01,1.10,3,exempt,Rebuilt,a,2026-12-31"

    site = plan_of("sites: sites.csv\n", sites=f"{header}\n{row}\n").sites[0]

    assert (site.unit, site.stratum, site.time, site.handed_over) == ("north", "town", Decimal("0.2"), UNKNOWN)
    assert (site.version, site.practices, site.status, site.decision) == ("1.10", 3, "exempt", "collective")


def test_reasons_come_from_a_closed_list() -> None:
    rows = "date,site,change,stage,barrier,reason\n2026-01-01,a,x,declined,Costs,too-expensive\n"

    assert plan_of("adoption: adoption.csv\n", adoption=rows).adoption[0].reason is Reason.TOO_EXPENSIVE
    findings = checked("adoption: adoption.csv\n", adoption=rows.replace("too-expensive", "too-expensiv"))
    assert [each.slug for each in findings] == ["unknown-word"]
    assert 'did you mean "too-expensive"?' in findings[0].message


def test_words_of_the_plan_are_kebab_case_and_typed() -> None:
    plan = plan_of("""
approach: {method: wave-sequence, stop-when: No shift, practices-at-most: 3}
resources:
  c: {title: C, kind: staff, paid-now-by: Grant, by-wave: {w: {need: 5}}, next-step: {limit: Ten sites}, in: days}
support: {s: {title: S, visits-each-month: 0.5, yield: 0.25, attrition: unknown}}
decisions:
  - {about: approval, outcome: agreed, on: 2026-01-01, criteria: [{what: Works, met: unknown}], conditions: One}
embedding: {support-ends: 2026-12-31, every: quarter}
communities: {c: {title: C, sessions: [2026-01-01, unknown], existing: yes}}
waves: {w: {step: full-scale}}
""")

    assert plan.approach.method == ("wave-sequence",)
    assert (plan.resources["c"].by_wave["w"].need, plan.resources["c"].in_) == (5, "days")
    assert (plan.support["s"].yield_, plan.support["s"].attrition) == (Decimal("0.25"), UNKNOWN)
    assert plan.decisions[0].criteria[0].met is UNKNOWN
    assert plan.communities["c"].sessions[1] is UNKNOWN


DANGLING = """
people: {a: {name: A, site: nowhere}}
audiences: {n: {opinion-leaders: [{who: nobody}]}}
communication: [{audience: n, purpose: awareness, community: nowhere}]
communities: {c: {title: C, connectors: nobody}}
drivers: {primary: {p: {title: P, measure: nothing}}, ideas: {i: {title: I, serves: p, change: nothing}}}
package: {version: '1', belief: [{level: low, by: nobody, evidence: nothing}], review: {by: nobody},
  changes: {h: {title: H, evidence: nothing}}}
units: {u: {title: U, stratum: nothing, wave: never, manager: nobody, champions: [a, nobody]}}
resources: {r: {title: R, kind: staff, changes: nothing, by-wave: {never: {need: 1}}, measure: nothing, owner: nobody,
  evidence: nothing, next-step: {owner: nobody}}}
sites: [{id: s, name: S, unit: nothing, stratum: nothing, sponsor: nobody, manager: nobody, owner: nobody,
  champion: nobody, clinical-leads: [nobody], approved-by: nobody}]
adaptations: [{on: 2026-01-01, change: nothing, what: W, sites: [all, nowhere], by: nobody}]
decisions: [{about: adoption, outcome: go, on: 2026-01-01, sites: [s, nowhere], evidence: nothing}]
embedding: {responder: nobody}
"""


def kind_in(message: str) -> str:
    """Return what a message says there is none of: `there is no wave "w"`, `the plan defines no wave, but …`."""
    return message.partition(" no ")[2].split()[0].rstrip(",")


def routes(findings: list[Finding], slug: str) -> list[Route]:
    return [route for each in findings if each.slug == slug for route in each.routes or (each.route,)]


def test_every_name_that_stands_for_nothing_is_found() -> None:
    read = loaded(DANGLING)
    assert read.problems == []

    findings = check_plan(read, AS_OF, only={"unknown-person", "unknown-evidence"})
    assert {route[0] for route in routes(findings, "unknown-person")} == {
        *("audiences", "communities", "package", "units", "resources", "sites", "adaptations", "embedding")
    }
    people = [route for route in routes(findings, "unknown-person") if route[0] == "sites"]
    assert {route[2] for route in people} == {
        *("sponsor", "manager", "owner", "champion", "clinical-leads", "approved-by")
    }
    assert {route[0] for route in routes(findings, "unknown-evidence")} >= {
        "package",
        "resources",
        "decisions",
    }
    others = {
        (kind_in(each.message), route[0])
        for each in check_plan(read, AS_OF, only={"unknown-reference"})
        for route in each.routes or (each.route,)
    }
    assert others == {
        ("community", "communication"),
        ("measure", "drivers"),
        ("change", "drivers"),
        ("stratum", "units"),
        ("wave", "units"),
        ("change", "resources"),
        ("wave", "resources"),
        ("measure", "resources"),
        ("unit", "sites"),
        ("stratum", "sites"),
        ("change", "adaptations"),
    }
    assert {each.route[0] for each in check_plan(read, AS_OF, only={"unknown-site"})} == {"people"}


def test_who_carries_a_site_owes_it_something_until_it_is_no_target() -> None:
    people = "people: {a: {name: A, left: 2026-01-01}}\n"

    assert len(checked(people + "sites: [{id: s, name: S, manager: a}]\n", "owner-has-left")) == 1
    assert checked(people + "sites: [{id: s, name: S, manager: a, status: left}]\n", "owner-has-left") == []


def test_dates_of_the_past_that_are_still_to_come_are_found() -> None:
    text = """
package: {version: '1', versions: [{version: '1', what: A, on: 2026-07-01}], belief: [{level: low, on: 2026-07-01}],
  review: {last: 2026-07-01}}
units: {u: {title: U, agreed: 2026-07-01}}
sites: [{id: s, name: S, handed-over: 2026-07-01}]
adaptations: [{on: 2026-07-01, change: c, what: W}]
embedding: {checked: 2026-07-01}
"""

    found = routes(checked(text, "date-order"), "date-order")

    assert {".".join(map(str, route)) for route in found} == {
        *("package.versions.0.on", "package.belief.0.on", "package.review.last", "units.u.agreed"),
        *("sites.0.handed-over", "adaptations.0.on", "embedding.checked"),
    }


def test_editors_accept_what_check_accepts() -> None:
    schema = json.loads(json_schema("plan"))
    text = BARE_HEAD + DANGLING.replace("serves: p,", "serves: [p, {to: p, strength: weak}],")

    jsonschema.validate(parse_source(text.encode(), "plan").data, schema)

    for wrong in ("drivers: {ideas: {i: {title: I, serves: [{too: p}]}}}\n", "units: {u: {sites: 3}}\n"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(parse_source((BARE_HEAD + wrong).encode(), "plan").data, schema)


def test_cells_of_the_new_columns_do_not_begin_as_formulas_do() -> None:
    rows = "id,name,decider,route\nash,Ash,=1+1,By vote\n"

    assert [each.route for each in checked("sites: sites.csv\n", "formula-in-cell", sites=rows)] == [
        ("sites", 0, "decider")
    ]
